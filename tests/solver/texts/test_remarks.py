"""What would have won, in words."""

from datetime import date

import pytest

from solver import Remedy, Seminar
from solver.texts import remarks

DAY, OTHER = date(2027, 6, 28), date(2027, 7, 1)
HELD = Seminar("b1", DAY, ("a1",))


@pytest.mark.parametrize(
    ("remedy", "english", "japanese"),
    [
        (
            Remedy("date", HELD, 5),
            "It would be held if 2027-06-28 were among its dates.",
            "2027年6月28日も候補日に含まれていれば、開催できます。",
        ),
        (
            Remedy("free_day", HELD, 5, adviser="a1", day=OTHER),
            "It would be held on 2027-06-28 if 山田 were free on 2027-07-01.",
            "山田の都合が2027年7月1日につけば、2027年6月28日に開催できます。",
        ),
        (
            Remedy("limit", HELD, 5, adviser="a1"),
            "It would be held on 2027-06-28 if 山田 could give one more seminar.",
            "山田の担当回数の上限をもう1回増やせば、2027年6月28日に開催できます。",
        ),
        (
            Remedy("budget", HELD, 5, budget_yen=20_000),
            "It would be held on 2027-06-28 with a travel budget of 20,000 yen.",
            "旅費の予算が20,000円であれば、2027年6月28日に開催できます。",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Remedy) else "",
)
def test_each_kind_of_remedy_is_told_with_the_name_of_its_adviser(
    remedy: Remedy, english: str, japanese: str
) -> None:
    assert remarks.remedy({"a1": "山田"}.__getitem__, remedy) == (english, japanese)

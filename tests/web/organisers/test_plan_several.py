"""What forms carry that change several bids of a draft."""

from datetime import date

import pytest

from seminar_service.planning.inputs import Held
from seminar_service.planning.several_edits import BidWish
from seminar_service.web.organisers.plan_several import MOST_WISHES, read_wishes, wish_text

DAY, NEXT = date(2026, 10, 6), date(2026, 10, 7)


def test_what_is_written_is_read_again() -> None:
    before, after = Held(DAY, (1, 2)), Held(NEXT, (3, 2))

    (wish,) = read_wishes([wish_text(7, before, after)])

    assert wish == BidWish(7, after, "2026-10-06:1,2")


@pytest.mark.parametrize(
    "texts",
    [
        ["x"],
        ["7/2026-10-06:1/2026-10-07:"],
        ["7/2026-10-06:1/2026-10-07:1,,2"],
        ["7/2026-10-06:1/2026-02-30:1"],
        ["0/2026-10-06:1/2026-10-07:1"],
        ["7/2026-10-06:1/2026-10-07:99999999999"],
        ["7/2026-10-06:1/2026-10-07:1", "7/2026-10-06:1/2026-10-07:2"],
        ["7/2026-10-06:1/2026-10-07:1", "y"],
        [f"{key}/2026-10-06:1/2026-10-07:1" for key in range(1, MOST_WISHES + 2)],
        [],
    ],
)
def test_what_is_no_wish_is_none(texts: list[str]) -> None:
    assert read_wishes(texts) == []

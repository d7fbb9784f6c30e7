"""What scenarios assume, in the words of the office."""

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    BidLeftOut,
    BidTaken,
    Change,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    NightsAway,
    TourRule,
    Value,
)
from seminar_service.planning.scenario_troubles import Trouble, TroubleKind
from seminar_service.planning.scenario_words import ScenarioWords
from seminar_service.planning.wording import Names
from tests.planning.whatifs import DAY, WEEK, new_adviser

NAMES = Names({"trade-secret": "営業秘密"}, {1: "佐藤"}, {2: "名古屋商工会議所（7）"})
CASES = [
    (DaysOff(1, DAY, DAY), "佐藤: unavailable on Tue 6 Oct 2026"),
    (DaysFree(1, DAY, DAY), "佐藤: available again on Tue 6 Oct 2026"),
    (AdviserLimit(1, "max_per_month", 2), "佐藤: Seminars in one month, at most: 2"),
    (NightsAway(2), "Nobody is away for more than 2 nights on one trip"),
    (TourRule("hotel_yen", 9_000), "One night in a hotel (yen): 9,000"),
    (TourRule("travel_budget_yen", None), "Travel budget (yen): no limit"),
    (TourRule("day_end", "20:00"), "Travel ends at the latest at: 20:00"),
    (BidTaken(2), "名古屋商工会議所（7）: taken in"),
    (BidLeftOut(2), "名古屋商工会議所（7）: left out"),
    (DeclinePrice(2, 5_000), "名古屋商工会議所（7）: refusing it costs 5,000 yen"),
]


@pytest.mark.parametrize(("change", "text"), CASES)
def test_each_change_is_a_sentence(change: Change, text: str) -> None:
    assert ScenarioWords(Locale.EN, NAMES).change(change) == text
    assert ScenarioWords(Locale.JA, NAMES).change(change) not in {"", text}


def test_days_and_people_are_told_with_what_belongs_to_them() -> None:
    words = ScenarioWords(Locale.JA, NAMES)

    assert "10月6日" in words.change(ClosedDays(DAY, DAY + WEEK))
    assert "第3希望" in words.change(BidDate(2, DAY, Choice.THIRD))
    told = words.change(new_adviser(name="100% <b>%(x)s</b>"))
    assert "100% <b>%(x)s</b>" in told
    assert "大阪府" in told
    assert "営業秘密" in told
    assert "テーマなし" in words.change(new_adviser(topics=()))


@pytest.mark.parametrize("kind", TroubleKind)
def test_each_trouble_is_a_sentence_in_both_languages(kind: TroubleKind) -> None:
    trouble = Trouble(kind, 0, NightsAway(1))
    told = {ScenarioWords(locale, NAMES).trouble(trouble) for locale in Locale}

    assert len(told) == 2
    assert "" not in told


@pytest.mark.parametrize(
    ("change", "before", "text"),
    [
        (DaysOff(1, DAY, DAY), None, "available"),
        (DaysFree(1, DAY, DAY), None, "unavailable"),
        (ClosedDays(DAY, DAY), None, "not closed by the office"),
        (BidTaken(2), None, "not accepted for planning"),
        (DeclinePrice(2, 5), None, "as the rules of the tour say"),
        (DeclinePrice(2, 5), 7_000, "7,000"),
        (TourRule("hotel_yen", 5), 11_000, "11,000"),
        (TourRule("travel_budget_yen", 5), None, "no limit"),
    ],
)
def test_how_a_row_stands_until_then(change: Change, before: Value, text: str) -> None:
    assert ScenarioWords(Locale.EN, NAMES).before(change, before) == text

from datetime import date

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.planning.input_change_words import InputChangeWords
from seminar_service.planning.input_changes import InputChange, InputChangeKind
from seminar_service.planning.solver_io.inputs import RULES
from seminar_service.planning.wording import Names

DAY = date(2026, 10, 6)
NAMES = Names(topics={}, advisers={7: "山本 %(bid)s"}, bids={3: "商工会議所 (5)"})


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(InputChangeKind))
def test_every_kind_of_change_has_a_sentence_with_its_names(
    locale: Locale, kind: InputChangeKind
) -> None:
    of_bid = kind.startswith(("bid", "seminar", "locked", "unlocked", "moving"))
    change = InputChange(
        kind,
        adviser_id=7 if kind.startswith("adviser") else None,
        bid_id=3 if of_bid else None,
        name="13" if kind.startswith("days") else "hotel_yen",
        before="13",
        after="27",
        days=(DAY,),
        team=(7,),
    )

    said = InputChangeWords(locale, NAMES).sentence(change)

    assert said
    assert not of_bid or "商工会議所 (5)" in said
    assert not kind.startswith("adviser") or "山本 %(bid)s" in said


def test_amounts_places_and_what_is_not_set_are_spelled() -> None:
    words = InputChangeWords(Locale.EN, NAMES)
    budget = InputChange(InputChangeKind.RULE, name="travel_budget_yen", after=1_500_000)
    start = InputChange(InputChangeKind.RULE, name="day_start", before="06:00:00", after="07:30:00")
    home = InputChange(InputChangeKind.ADVISER_HOME, 7, before="13", after="27")

    assert words.sentence(budget) == "Rule: Travel budget (yen), not set → 1,500,000"
    assert words.sentence(start) == "Rule: Travel begins at the earliest at, 06:00 → 07:30"
    assert words.sentence(home) == "山本 %(bid)s: home, Tokyo → Osaka"


def test_every_rule_has_a_name_for_the_office() -> None:
    words = InputChangeWords(Locale.JA, NAMES)

    said = [words.sentence(InputChange(InputChangeKind.RULE, name=name)) for name in RULES]

    assert [name for name, text in zip(RULES, said, strict=True) if name in text] == []


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (12, "since then 12 more people have registered for Tue 6 Oct 2026; moving it now costs"),
        (1, "since then 1 more person has registered for Tue 6 Oct 2026; moving it now costs"),
    ],
)
def test_a_price_of_moving_says_who_came_and_what_it_costs_now(people: int, said: str) -> None:
    change = InputChange(
        InputChangeKind.MOVING_MORE,
        bid_id=3,
        before=42_000,
        after=48_000,
        days=(DAY,),
        people=people,
    )

    text = InputChangeWords(Locale.EN, NAMES).sentence(change)

    assert text == f"商工会議所 (5): {said} 48,000 yen, in this plan 42,000 yen"

"""What differs between two plans, in sentences."""

from datetime import date

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.planning.alteration_words import AlterationWords
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.wording import Names

DAY, LATER = date(2026, 6, 2), date(2026, 6, 9)
NAMES = Names({}, {1: "Mori", 2: "Sato", 3: "Ito"}, {7: "Kumamoto (12)"})


def said(before: Held | None, after: Held | None, locale: Locale = Locale.EN) -> str:
    return AlterationWords(locale, NAMES).sentence(Alteration(7, before, after))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            Held(DAY, (1,)),
            Held(LATER, (2,)),
            "Kumamoto (12): Tue 2 Jun 2026 → Tue 9 Jun 2026; Sato instead of Mori",
        ),
        (Held(DAY, (1,)), Held(LATER, (1,)), "Kumamoto (12): Tue 2 Jun 2026 → Tue 9 Jun 2026"),
        (Held(DAY, (1, 3)), Held(DAY, (1, 2)), "Kumamoto (12): Sato instead of Ito"),
        (None, Held(DAY, (1, 2)), "Kumamoto (12): held on Tue 2 Jun 2026 by Mori, Sato"),
        (Held(DAY, (1,)), None, "Kumamoto (12): refused; before, on Tue 2 Jun 2026 by Mori"),
        (None, None, "Kumamoto (12): refused"),
        (Held(DAY, (1,)), Held(DAY, (1, 2)), "Kumamoto (12): also by Sato"),
        (Held(DAY, (1, 2)), Held(DAY, (1,)), "Kumamoto (12): without Sato"),
        (
            Held(DAY, (1, 2)),
            Held(DAY, (2, 1)),
            "Kumamoto (12): the advisers change places: Sato, Mori",
        ),
    ],
)
def test_what_becomes_of_a_bid_is_said(before: Held | None, after: Held | None, words: str) -> None:
    assert said(before, after) == words


def test_it_is_said_in_japanese() -> None:
    words = said(Held(DAY, (1,)), Held(LATER, (2,)), Locale.JA)

    assert words == "Kumamoto (12)：2026年6月2日（火） → 2026年6月9日（火）；Moriに代わりSato"


def test_costs_are_said_part_by_part_without_those_that_stay() -> None:
    words = AlterationWords(Locale.EN, NAMES)

    said = words.costs({"fares": 10_920, "hotels": 0, "dates": -5_000})

    assert said == "10,920 yen more for fares, 5,000 yen less for the choice of dates"
    assert words.costs({"fares": 0}) == ""

from datetime import date

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.planning.objection_words import ObjectionWords
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.wording import Names

DAY = date(2026, 10, 6)
NAMES = Names(topics={"ai": "AI"}, advisers={7: "山本 %(days)s"}, bids={3: "商工会議所 (5)"})
UNNAMED = {ObjectionKind.TOUR_OVER, ObjectionKind.BUDGET}
WITHOUT_BIDS = UNNAMED | {ObjectionKind.SEMINARS}


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(ObjectionKind))
def test_every_objection_has_a_sentence_that_names_whom_it_concerns(
    locale: Locale, kind: ObjectionKind
) -> None:
    objection = Objection(
        kind, (3,), (7,), (DAY,), found=1_200, limit=3, place="23", topics=("ai",), causes=("legs",)
    )

    said = ObjectionWords(locale, NAMES).sentence(objection)

    assert said
    assert kind in WITHOUT_BIDS or "商工会議所 (5)" in said


def test_an_adviser_who_is_unavailable_is_named_with_the_days() -> None:
    objection = Objection(ObjectionKind.UNAVAILABLE, (3,), (7,), (DAY, DAY))

    said = {each: ObjectionWords(each, NAMES).sentence(objection) for each in Locale}

    assert said == {
        Locale.EN: "山本 %(days)s is unavailable on Tue 6 Oct 2026: 商工会議所 (5).",
        Locale.JA: "山本 %(days)s：2026年10月6日（火）は都合がつきません。対象：商工会議所 (5)",
    }


def test_what_only_several_rules_forbid_together_is_said_so() -> None:
    objection = Objection(ObjectionKind.TRAVEL, (3,), (7,), (DAY,))

    assert "several rules together" in ObjectionWords(Locale.EN, NAMES).sentence(objection)

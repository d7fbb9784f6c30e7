"""What the office has worded of a flyer."""

from seminar_service.domain.locales import Locale
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.values import Part


def test_usual_texts_are_none_of_its_words_and_empty_ones_are() -> None:
    flyer = Flyer(lead_ja="説明", access_ja="", title_en="Title")
    assert flyer.worded(Locale.JA) == {Part.LEAD: "説明", Part.ACCESS: ""}
    assert flyer.worded(Locale.EN) == {Part.TITLE: "Title"}

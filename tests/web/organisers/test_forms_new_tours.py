"""The form by which a tour begins."""

from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.forms_new_tours import NewTourForm
from tests.web.conftest import Page


def tour(code: TourCode) -> Tour:
    return Tour(
        fiscal_year=code.fiscal_year, programme=code.programme, name_ja=f"巡回{code}", name_en=""
    )


KNOWN = [tour(TourCode(2026)), tour(TourCode(2026, 2)), tour(TourCode(2025))]


def test_a_tour_begins_as_one_of_those_that_are_offered_from_one_that_is_known(page: Page) -> None:
    for code, earlier, is_valid in (
        ("2027", "", True),
        ("2027", "2026-2", True),
        ("2026-3", "2026", True),
        ("2027", "2024", False),
        ("2026", "", False),
        ("2027-1", "", False),
        ("2027", "lately", False),
        ("", "2026", False),
    ):
        with page(method="POST", data={"code": code, "earlier": earlier}):
            form = NewTourForm()
            form.offer([TourCode(2027), TourCode(2026, 3)], KNOWN)
            assert form.validate() is is_valid, (code, earlier)


def test_at_first_a_tour_begins_from_the_last_one(page: Page) -> None:
    for known, chosen in ((KNOWN, TourCode(2026)), ([], None)):
        with page():
            form = NewTourForm()
            form.offer([TourCode(2027)], known)
            assert form.earlier.data == chosen


def test_a_further_tour_of_a_year_is_offered_with_those_that_the_year_has(page: Page) -> None:
    with page(locale="ja"):
        form = NewTourForm()
        form.offer([TourCode(2027), TourCode(2026, 3)], KNOWN)
        labels = [choice.label for choice in form.code.choices]

    assert labels == ["令和9年度", "令和8年度（巡回2026、巡回2026-2とは別の事業）"]

"""What the forms of how questions are asked make of what is entered."""

from seminar_service.questions.model import QuestionSheet, SheetLine
from seminar_service.questions.values import USUAL, Asking
from seminar_service.questions.values import StandardQuestion as Standard
from seminar_service.web.organisers.forms_sheets import seminar_sheet_form, tour_sheet_form
from tests.web.conftest import Page


def test_a_tours_form_says_how_each_question_is_asked(page: Page) -> None:
    with page():
        form = tour_sheet_form(USUAL, 3)
        assert form.standard() == USUAL
        assert form.version.data == 3


def test_a_seminars_form_says_only_what_differs(page: Page) -> None:
    line = SheetLine(standard=Standard.COMPANY, asking=Asking.REQUIRED)
    sheet = QuestionSheet(version=1, lines=[line])
    with page():
        form = seminar_sheet_form(USUAL, [], sheet)
        assert form.standard() == {Standard.COMPANY: Asking.REQUIRED}
        assert form.own() == {}

"""Papers as pages and as files."""

import pytest
from flask import make_response

from seminar_service.printing.errors import (
    FontMissing,
    LibrariesMissing,
    NotPrinted,
    PrinterBusy,
    PrinterFailed,
    TookTooLong,
)
from seminar_service.printing.values import Printed
from seminar_service.web.papers import not_printed, pdf_answer, reason_of
from tests.web.conftest import Page

REASONS = (LibrariesMissing, FontMissing, PrinterBusy, TookTooLong, PrinterFailed)


def test_each_reason_has_words_of_its_own(page: Page) -> None:
    with page():
        assert len({reason_of(error()) for error in REASONS}) == len(REASONS)


@pytest.mark.parametrize(("error", "is_short"), [(PrinterBusy, True), (FontMissing, False)])
def test_only_what_passes_by_itself_says_when_to_come_again(
    page: Page, error: type[NotPrinted], *, is_short: bool
) -> None:
    with page():
        _, status, headers = not_printed(error(), "/here")
    assert status == 503
    assert ("Retry-After" in headers) is is_short


def test_without_a_page_that_prints_none_is_named(page: Page) -> None:
    with page():
        text, *_ = not_printed(PrinterFailed(), "")
    assert "Your browser can print the page itself" not in text


def test_a_file_has_its_kind_and_name(page: Page) -> None:
    with page():
        answer = make_response(pdf_answer(lambda: Printed(b"%PDF", 0), "sign-1", ""))
    assert answer.headers["Content-Disposition"] == 'inline; filename="sign-1.pdf"'
    assert answer.content_type == "application/pdf"

"""The form of a month."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from seminar_service.counters.months import MOST_OF_A_KIND, ConsultationKind
from seminar_service.web.counter_reports import ReportForm, month_of
from tests.web.conftest import Page


def test_an_empty_field_says_none(page: Page) -> None:
    with page():
        form = ReportForm(MultiDict({"general": "3", "version": "1"}), meta={"csrf": False})
        assert form.validate()
        assert form.numbers()[ConsultationKind.GENERAL] == 3
        assert sum(form.numbers().values()) == 3


@pytest.mark.parametrize("text", ["-1", "x", "1.5", str(MOST_OF_A_KIND + 1)])
def test_a_number_that_cannot_be_is_said_at_its_field(page: Page, text: str) -> None:
    with page():
        form = ReportForm(MultiDict({"general": text}), meta={"csrf": False})
        assert not form.validate()
        assert set(form.errors) == {"general"}


def test_a_month_is_named_by_year_and_number() -> None:
    assert month_of("2026-04") == date(2026, 4, 1)
    for text in ("2026-4", "1999-04", "2026-00", "２０２６-04"):
        with pytest.raises(NotFound):
            month_of(text)

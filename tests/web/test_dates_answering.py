"""What the page says of answers that were taken; its views' tests have the rest."""

from datetime import date

from flask import get_flashed_messages
from sqlalchemy.orm import Session

from seminar_service.domain.actors import HOST
from seminar_service.rounds.queries import Reader
from seminar_service.web.dates_answering import answer_dates
from seminar_service.web.dates_form import DatesForm
from tests.factories import make_tour
from tests.web.conftest import Page


def test_a_page_that_is_only_looked_at_says_nothing(sqlite_session: Session, page: Page) -> None:
    make_tour(sqlite_session)

    def show(readers: object, form: DatesForm) -> str:
        return f"{readers} {form.today:%Y}"

    def read() -> list[Reader]:
        return []

    with page():
        shown = answer_dates(read, show, actor=HOST, here="/here")
        assert shown == f"[] {date(2026, 6, 1):%Y}"
        assert get_flashed_messages() == []

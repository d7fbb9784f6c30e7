"""The form for all dates: what counts as an answer."""

from datetime import date

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.rounds.queries import Reader, host_of_bid
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.web.dates_form import DatesForm, dates_form, dates_form_anew
from tests.factories import make_bid, make_seminar, make_tour
from tests.web.conftest import Page

TODAY = date(2026, 6, 1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(session, bid, state=SeminarState.TENTATIVE)


def reader_of(session: Session, seminar: Seminar) -> Reader:
    return host_of_bid(session, seminar.bid_id, today=TODAY)


def sent(session: Session, seminar: Seminar, **values: str) -> tuple[Reader, DatesForm]:
    reader = reader_of(session, seminar)
    mark = reader.dates[0].question_mark
    fields = {
        f"date_{seminar.public_id}-{name}": value
        for name, value in ({"shown": mark} | values).items()
    }
    return reader, dates_form([reader], TODAY, formdata=MultiDict(fields), meta={"csrf": False})


def test_nothing_is_chosen_before_somebody_has_answered(
    session: Session, seminar: Seminar, page: Page
) -> None:
    with page():
        reader = reader_of(session, seminar)
        form = dates_form([reader], TODAY, formdata=None)
        part = form.part(reader.dates[0])
        assert (part.answer.data, form.answers(reader)) == (None, [])


def test_days_are_taken_with_a_no_alone_each_once_in_order(
    session: Session, seminar: Seminar, page: Page
) -> None:
    days = {"other_1": "2026-11-05", "other_2": "2026-11-04", "other_3": "2026-11-05"}
    with page():
        reader, form = sent(session, seminar, answer="decline", note="無理", **days)
        assert form.validate(), form.errors
        (answer,) = form.answers(reader)
        assert answer.others == (date(2026, 11, 4), date(2026, 11, 5))
        reader, form = sent(session, seminar, answer="agree", **days)
        assert form.validate()
        assert form.answers(reader)[0].others == ()


def test_what_says_the_same_as_before_is_no_answer(
    session: Session, seminar: Seminar, page: Page
) -> None:
    seminar.host_confirmation, seminar.host_note = ConfirmationState.DECLINED, "無理"
    session.commit()
    with page():
        for note, found in (("無理", 0), ("やはり無理", 1)):
            reader, form = sent(session, seminar, answer="decline", note=note)
            form.validate()
            assert len(form.answers(reader)) == found
        reader, form = sent(session, seminar, answer="decline", note="無理", shown="then")
        form.validate()
        assert len(form.answers(reader)) == 1


def test_what_was_typed_to_a_date_that_changed_stands_in_the_new_form(
    session: Session, seminar: Seminar, page: Page
) -> None:
    with page():
        reader, form = sent(
            session, seminar, answer="decline", note="無理", shown="then", other_1="2026-11-04"
        )
        anew = dates_form_anew(form, [reader], [seminar.public_id])
        part = anew.part(reader.dates[0])
        assert (part.answer.data, part.note.data) == ("decline", "無理")
        assert part["other_1"].data == date(2026, 11, 4)
        assert part.shown.data == reader.dates[0].question_mark
        assert anew.is_outdated
        untouched = dates_form_anew(form, [reader], [])
        assert untouched.part(reader.dates[0]).answer.data is None

"""Registrations from a file, all or none, and once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import AttendanceMode, RegistrationSource
from seminar_service.outbox.model import Message
from seminar_service.registrations import importing
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.importing import Fate, Line, LinesHindered
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.sheets import uploads
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.storage.transaction import prepare_sqlite
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_question, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted
from tests.registrations.proof_support import applicant


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def line(number: int, seminar: Seminar, name: str = "", email: str | None = None) -> Line:
    address = f"p{number}@example.jp" if email is None else email
    person = replace(
        applicant(name or f"参加 {number}", address),
        telephone="03-3581-1101",
        source=RegistrationSource.FILE,
    )
    return Line(number, seminar.public_id, person)


def keep(session: Session, seminar: Seminar) -> int:
    purpose, rows = SheetPurpose.REGISTRATIONS, [["氏名"], ["山田"]]
    return uploads.keep(session, purpose, seminar.tour_id, rows, seminar_id=seminar.id, now=NOW)


def bring_in(session: Session, upload: int, lines: list[Line], *, tell: bool = True) -> SheetUpload:
    return importing.bring_in(
        session, upload, lines, tell_them=tell, office=OFFICE, actor=CLERK, now=NOW
    )


def registered(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Registration)) or 0


def test_what_is_foreseen_is_what_becomes_of_it(session: Session, seminar: Seminar) -> None:
    known = make_registration(session, seminar, name="山田 花子", name_key="山田花子")
    lines = [line(2, seminar), line(3, seminar, "山田 花子", known.email), line(4, seminar)]

    foreseen = importing.forecast(session, lines, now=NOW)
    upload = bring_in(session, keep(session, seminar), lines)

    assert list(foreseen.fates.values()) == [Fate.SEATED, Fate.KNOWN, Fate.WAITING]
    assert [foreseen.count(fate) for fate in Fate] == [1, 1, 1]
    assert (upload.outcome, upload.rows) == ({"seated": 1, "waiting": 1, "known": 1}, "")
    assert counted(session, seminar) == (2, 1)


def test_looking_writes_nothing(session: Session, seminar: Seminar) -> None:
    importing.forecast(session, [line(2, seminar)], now=NOW)

    assert not session.new
    assert not session.dirty
    assert registered(session) == 0


@pytest.mark.parametrize("tell", [True, False])
def test_people_are_told_or_not_and_whoever_has_no_address_is_called(
    session: Session, seminar: Seminar, tell: bool
) -> None:
    lines = [line(2, seminar), line(3, seminar, email="")]
    bring_in(session, keep(session, seminar), lines, tell=tell)

    assert session.scalars(select(Message.recipient)).all() == (["p2@example.jp"] if tell else [])
    rows = session.scalars(select(Registration).order_by(Registration.id)).all()
    assert [row.call_since is not None for row in rows] == [False, tell]
    assert {row.source for row in rows} == {RegistrationSource.FILE}
    assert all(row.held_until is None for row in rows)


def test_brought_in_twice_it_counts_once(session: Session, seminar: Seminar) -> None:
    number, lines = keep(session, seminar), [line(2, seminar), line(3, seminar)]

    bring_in(session, number, lines)
    again = bring_in(session, number, lines)

    assert (again.outcome["seated"], registered(session)) == (2, 2)
    assert len(histories.lines(session, HistoryKind.REGISTRATIONS_IMPORTED)) == 1


def test_the_same_file_sent_anew_registers_nobody_again(session: Session, seminar: Seminar) -> None:
    lines = [line(2, seminar), line(3, seminar)]

    bring_in(session, keep(session, seminar), lines)
    again = bring_in(session, keep(session, seminar), lines)

    assert (again.outcome["seated"], again.outcome["known"], registered(session)) == (0, 2, 2)


def test_one_line_that_nobody_takes_keeps_all_out(
    session: Session, seminar: Seminar, tour: Tour
) -> None:
    other = make_seminar(session, make_bid(session, tour))
    lines = [line(2, seminar), line(3, other), line(4, seminar)]
    other.state = SeminarState.CANCELLED
    session.commit()

    assert importing.forecast(session, lines, now=NOW).closed == [3]
    with pytest.raises(LinesHindered) as caught:
        bring_in(session, keep(session, seminar), lines)

    assert caught.value.lines == [3]
    assert registered(session) == 0
    assert session.scalars(select(Message)).all() == []
    assert counted(session, seminar) == (0, 0)


@pytest.fixture
def sessions(database_url: str) -> Iterator[sessionmaker[Session]]:
    engine = create_engine(database_url)
    prepare_sqlite(engine)
    yield sessionmaker(engine)
    engine.dispose()


def confirm(
    sessions: sessionmaker[Session],
    together: threading.Barrier,
    lines: list[Line],
    upload: int,
) -> int:
    with sessions() as session:
        together.wait()
        return int(bring_in(session, upload, lines, tell=False).outcome["seated"])


def test_several_who_confirm_one_file_at_once_bring_it_in_once(
    session: Session, seminar: Seminar, sessions: sessionmaker[Session]
) -> None:
    number, lines = keep(session, seminar), [line(each, seminar) for each in (2, 3, 4)]
    do = partial(confirm, sessions, threading.Barrier(4), lines)

    with ThreadPoolExecutor(4) as clerks:
        assert list(clerks.map(do, [number] * 4)) == [2] * 4

    session.rollback()
    assert registered(session) == 3
    assert counted(session, seminar) == (2, 1)
    assert {row.state for row in session.scalars(select(Registration))} == {
        RegistrationState.CONFIRMED,
        RegistrationState.WAITING,
    }


def test_ways_of_attending_are_counted_apart(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=1, online_capacity=1)
    online = AttendanceMode.ONLINE
    lines = [
        replace(line(2, seminar), mode=online),
        replace(line(3, seminar), mode=online),
        line(4, seminar),
    ]

    foreseen = importing.forecast(session, lines, now=NOW)
    bring_in(session, keep(session, seminar), lines)

    assert list(foreseen.fates.values()) == [Fate.SEATED, Fate.WAITING, Fate.SEATED]
    session.refresh(seminar)
    assert (seminar.taken, seminar.online_taken, seminar.online_waiting) == (1, 1, 1)


def test_online_places_that_are_gone_meanwhile_hinder_all(
    session: Session, seminar: Seminar
) -> None:
    lines = [line(2, seminar), replace(line(3, seminar), mode=AttendanceMode.ONLINE)]

    assert importing.forecast(session, lines, now=NOW).closed == [3]
    with pytest.raises(LinesHindered) as refused:
        bring_in(session, keep(session, seminar), lines)
    assert refused.value.lines == [3]
    assert registered(session) == 0


def test_answers_are_kept_with_the_people(session: Session, tour: Tour, seminar: Seminar) -> None:
    question = make_question(session, tour)
    said = replace(line(2, seminar), answers=(GivenAnswer(question.id, "甲"),))

    bring_in(session, keep(session, seminar), [said, line(3, seminar)])

    (answer,) = session.scalars(select(Answer))
    assert (answer.text, answer.registration.email) == ("甲", "p2@example.jp")

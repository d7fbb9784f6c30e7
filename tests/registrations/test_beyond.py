"""People whom the office lets in beyond the last place."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.japan_time import instant_of
from seminar_service.history.model import HistoryLine
from seminar_service.registrations import beyond
from seminar_service.registrations import services as registrations
from seminar_service.registrations.beyond import NotWaiting
from seminar_service.registrations.model import Registration
from seminar_service.registrations.reasons import ReasonMissing, given_reasons
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import SeminarBegun
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import HOUR, NOW, OFFICE, mails_to

CLERK = Actor(ActorKind.ORGANISER)
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with one place."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=1))


@pytest.fixture
def people(session: Session, seminar: Seminar) -> list[Registration]:
    """One with a place, and two who wait."""
    return [
        make_registration(session, seminar, state=each) for each in (CONFIRMED, WAITING, WAITING)
    ]


def admit(
    session: Session, row: Registration, reason: str = "講演の関係者", now: datetime = NOW
) -> None:
    beyond.admit(session, row.id, reason, office=OFFICE, actor=CLERK, now=now)


def counts(session: Session, seminar: Seminar) -> tuple[int, int, int]:
    session.refresh(seminar)
    return seminar.taken, seminar.beyond, seminar.waiting


def test_somebody_who_waits_is_let_in_without_taking_a_place_from_anybody(
    session: Session, seminar: Seminar, people: list[Registration]
) -> None:
    admit(session, people[2])

    assert [row.state for row in people] == [CONFIRMED, WAITING, CONFIRMED]
    assert [row.beyond for row in people] == [False, False, True]
    assert counts(session, seminar) == (1, 1, 1)
    (mail,) = mails_to(session, people[2].email)
    assert (mail.kind, mail.calendar_method) == ("registration_moved_up", "REQUEST")


def test_the_reason_is_kept_and_the_history_says_who(
    session: Session, people: list[Registration]
) -> None:
    admit(session, people[2], " 講演の関係者 ")
    assert [each.text for each in given_reasons(session, people[2].id)] == ["講演の関係者"]
    line = session.scalars(select(HistoryLine).where(HistoryLine.kind == "admitted_beyond")).one()
    assert (line.actor_kind, line.subject_id) == ("organiser", people[2].id)
    assert "講演" not in str(line.data)


def test_who_was_let_in_beyond_withdraws_and_nobody_moves_up(
    session: Session, seminar: Seminar, people: list[Registration]
) -> None:
    admit(session, people[2])
    registrations.withdraw(session, people[2].id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert [row.state for row in people] == [CONFIRMED, WAITING, RegistrationState.CANCELLED]
    assert counts(session, seminar) == (1, 0, 1)
    assert mails_to(session, people[2].email)[-1].calendar_method == "CANCEL"


def test_where_a_place_is_free_who_waits_gets_it_instead(
    session: Session, seminar: Seminar, people: list[Registration]
) -> None:
    seminar.capacity = 2
    session.commit()
    with pytest.raises(NotWaiting):
        admit(session, people[1])
    admit(session, people[2])
    assert counts(session, seminar) == (2, 1, 0)


def test_who_had_still_to_press_the_button_needs_it_no_more(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    row = make_registration(session, seminar, state=WAITING, held_until=NOW + HOUR)
    admit(session, row)
    assert (row.state, row.held_until) == (CONFIRMED, None)


def test_only_who_waits_is_let_in_and_only_once(
    session: Session, seminar: Seminar, people: list[Registration]
) -> None:
    admit(session, people[1])
    for row in people[:2]:
        with pytest.raises(NotWaiting):
            admit(session, row)
    assert counts(session, seminar) == (1, 1, 1)


def test_without_a_reason_nobody_is_let_in(
    session: Session, seminar: Seminar, people: list[Registration]
) -> None:
    with pytest.raises(ReasonMissing):
        admit(session, people[1], "  ")
    assert counts(session, seminar) == (1, 0, 2)


def test_once_the_seminar_has_begun_it_is_too_late(
    session: Session, seminar: Seminar, people: list[Registration]
) -> None:
    with pytest.raises(SeminarBegun):
        admit(session, people[1], now=instant_of(seminar.day, seminar.starts_at))


def test_who_does_not_exist_is_not_let_in(session: Session) -> None:
    with pytest.raises(NotFound):
        beyond.admit(session, 4711, "理由", office=OFFICE, actor=CLERK, now=NOW)

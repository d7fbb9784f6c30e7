"""Who of those who wait comes before others."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.history.model import HistoryLine
from seminar_service.registrations import priorities
from seminar_service.registrations import services as registrations
from seminar_service.registrations.beyond import NotWaiting
from seminar_service.registrations.model import Registration
from seminar_service.registrations.priorities import HIGHEST_PRIORITY, PriorityOutside
from seminar_service.registrations.queries import waiting_position
from seminar_service.registrations.reasons import ReasonMissing, given_reasons
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import NOW, OFFICE, mails_to

CLERK = Actor(ActorKind.ORGANISER)
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


@pytest.fixture
def holders(session: Session, seminar: Seminar) -> list[Registration]:
    return [make_registration(session, seminar) for _ in range(2)]


@pytest.fixture
def waiting(session: Session, seminar: Seminar, holders: list[Registration]) -> list[Registration]:
    assert len(holders) == seminar.taken
    return [make_registration(session, seminar, state=WAITING) for _ in range(4)]


def prioritise(
    session: Session,
    row: Registration,
    priority: int,
    reason: str = "共催団体",
    shown: int | None = None,
) -> None:
    priorities.prioritise(
        session, row.id, priority, reason, shown=shown, office=OFFICE, actor=CLERK, now=NOW
    )


def positions(session: Session, rows: list[Registration]) -> list[int | None]:
    return [waiting_position(session, row) for row in rows]


def test_the_highest_priority_is_next_and_equal_ones_go_by_who_came_first(
    session: Session, holders: list[Registration], waiting: list[Registration]
) -> None:
    prioritise(session, waiting[2], 1)
    prioritise(session, waiting[3], 1)
    assert positions(session, waiting) == [3, 4, 1, 2]

    for row in holders:
        registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)

    assert [row.state for row in waiting] == [WAITING, WAITING, CONFIRMED, CONFIRMED]


def test_taken_back_everybody_stands_where_they_came(
    session: Session, waiting: list[Registration]
) -> None:
    prioritise(session, waiting[3], HIGHEST_PRIORITY)
    prioritise(session, waiting[3], 0, "誤り")
    assert positions(session, waiting) == [1, 2, 3, 4]


def test_the_reason_is_kept_nobody_is_written_to_and_the_history_knows_the_number(
    session: Session, waiting: list[Registration]
) -> None:
    prioritise(session, waiting[1], 2)
    prioritise(session, waiting[1], 2, "もう一度")
    assert [each.text for each in given_reasons(session, waiting[1].id)] == ["共催団体"]
    line = session.scalars(select(HistoryLine).where(HistoryLine.kind == "priority_set")).one()
    assert (line.subject_id, line.data["priority"]) == (waiting[1].id, 2)
    assert mails_to(session, waiting[1].email) == []


def test_who_has_seen_another_priority_changes_nothing(
    session: Session, waiting: list[Registration]
) -> None:
    prioritise(session, waiting[0], 3, shown=0)
    with pytest.raises(ChangedMeanwhile):
        prioritise(session, waiting[0], 1, shown=0)
    prioritise(session, waiting[0], 3, shown=0)
    assert waiting[0].priority == 3


@pytest.mark.parametrize("priority", [-1, HIGHEST_PRIORITY + 1])
def test_other_numbers_are_refused(
    session: Session, waiting: list[Registration], priority: int
) -> None:
    with pytest.raises(PriorityOutside):
        prioritise(session, waiting[0], priority)


def test_a_reason_is_needed(session: Session, waiting: list[Registration]) -> None:
    with pytest.raises(ReasonMissing):
        prioritise(session, waiting[0], 1, " ")


def test_who_has_a_place_needs_no_priority(session: Session, holders: list[Registration]) -> None:
    with pytest.raises(NotWaiting):
        prioritise(session, holders[0], 1)


def test_who_does_not_exist_gets_none(session: Session) -> None:
    with pytest.raises(NotFound):
        priorities.prioritise(
            session, 4711, 1, "理由", shown=None, office=OFFICE, actor=CLERK, now=NOW
        )

"""What is known of the places from outside: another session reads how all stand."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
)
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import (
    RegistrationState,
)
from seminar_service.seminars.model import Seminar

BEGIN: Final = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
"""Five days and a half before the seminar."""

ON_SITE, ONLINE = AttendanceMode.ON_SITE, AttendanceMode.ONLINE
WAITING, OFFERED = RegistrationState.WAITING, RegistrationState.OFFERED
CONFIRMED, PROVISIONAL = RegistrationState.CONFIRMED, RegistrationState.PROVISIONAL
ORGANISER: Final = Actor(ActorKind.ORGANISER)
SESSIONS: Final = 3
sessions_of = st.integers(0, SESSIONS - 1)
people = st.integers(0, 1_000)
fresh_numbers = count()


@dataclass(frozen=True)
class Stand:
    """How one registration stands, as another session reads it."""

    id: int
    seminar_id: int
    state: RegistrationState
    mode: AttendanceMode
    queue_number: int
    priority: int
    beyond: bool
    held_until: datetime | None
    offered_until: datetime | None
    waits_since: datetime | None
    party_id: int | None
    host_place: bool

    @property
    def may_move(self) -> bool:
        """Whether it waits, and nothing but a place is missing."""
        return self.state is WAITING and self.held_until is None

    @property
    def order(self) -> Any:
        """The place in the queue: the lowest is next."""
        return -self.priority, self.waits_since, self.queue_number


class Watched(RuleBasedStateMachine):
    """Some sessions that act, one that watches, and what has been so far."""

    factory: sessionmaker[Session]
    tour_id: int
    seminar_id: int
    public_id: str
    other_id: int
    other_public_id: str

    def __init__(self) -> None:
        super().__init__()
        self.sessions = [self.factory() for _ in range(SESSIONS)]
        self.watch = self.factory()
        self.now = BEGIN
        self.ids: list[int] = []
        self.gone: set[int] = set()
        self.moved_by_themselves: set[int] = set()
        self.before: dict[int, Stand] = {}
        self.cancelled = False

    def teardown(self) -> None:
        for session in (*self.sessions, self.watch):
            session.close()

    def read(self, seminar_id: int | None = None) -> Seminar:
        self.watch.rollback()
        self.watch.expire_all()
        return self.watch.get_one(Seminar, seminar_id or self.seminar_id)

    def here(self, seminar_id: int) -> list[Stand]:
        return [each for each in self.stands().values() if each.seminar_id == seminar_id]

    def stands(self) -> dict[int, Stand]:
        self.watch.rollback()
        columns = [getattr(Registration, name) for name in Stand.__dataclass_fields__]
        mine = Registration.id.in_(self.ids)
        rows = self.watch.execute(select(*columns).where(mine)).all()
        return {row.id: Stand(*row) for row in rows}

    def of_party(self, party_id: int) -> list[int]:
        self.watch.rollback()
        rows = select(Registration.id).where(Registration.party_id == party_id)
        return list(self.watch.scalars(rows.order_by(Registration.id)))

    @property
    def has_begun(self) -> bool:
        return self.now >= datetime(2026, 10, 6, 4, 30, tzinfo=UTC)

    def one(self, who: int) -> int:
        return self.ids[who % len(self.ids)]

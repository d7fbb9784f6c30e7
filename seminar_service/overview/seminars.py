"""Seminars as the staff sees them: with answers, places and participants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.names import reading_sort_key
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.questions import may_answer, question_mark
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction
from seminar_service.seminars.team_model import TeamMember

ON_SITE: Final = AttendanceMode.ON_SITE
ENDED: Final = (RegistrationState.CANCELLED, RegistrationState.LAPSED)
"""How registrations stand that were given up, cancelled with their seminar, or lapsed."""


@dataclass(frozen=True)
class Places:
    """The places of a seminar at the venue, or online, itemised.

    Confirmed, provisional, offered, kept back and free ones make up the capacity; who is let in
    `beyond` it, and who is `waiting`, has none. Nothing is kept back online.

    Attributes:
        capacity: How many there are.
        confirmed: How many are somebody's for good.
        provisional: How many are held until a button is pressed.
        offered: How many are held for somebody from the waiting list.
        kept_back: How many are kept for the host.
        by_host: How many of those confirmed the host has filled of the places kept for it.
        gathered: How many gather for a party that waits together.
        free: How many nobody has.
        beyond: How many people the office has let in beyond the last place.
        waiting: How many people wait.
    """

    capacity: int
    confirmed: int
    provisional: int
    offered: int
    kept_back: int
    by_host: int
    gathered: int
    free: int
    beyond: int
    waiting: int


@dataclass(frozen=True)
class SeminarDetail:
    """A seminar with its participants.

    Those with a place by reading; those whose place is held until the button is pressed, those who
    are offered one, those waiting, and those whose registration has come to an end, in order.
    """

    seminar: Seminar
    participants: tuple[Registration, ...]
    provisional: tuple[Registration, ...]
    offered: tuple[Registration, ...]
    waiting: tuple[Registration, ...]
    ended: tuple[Registration, ...] = ()

    @property
    def can_be_cancelled(self) -> bool:
        """Whether the seminar is still ahead and not cancelled."""
        return SEMINAR_TRANSITIONS.allows(self.seminar.state, SeminarAction.CANCEL)

    def taken_at(self, now: datetime, mode: AttendanceMode = ON_SITE) -> int:
        """How many places are taken, without those whose time to confirm or answer is over."""
        held = _of(mode, (*self.provisional, *self.offered))
        taken = self.seminar.taken if mode is ON_SITE else self.seminar.online_taken
        return taken - sum(row.is_overdue(now) for row in held)

    def least_capacity(self, now: datetime) -> int:
        """The fewest places that the venue can have: those taken and those kept back."""
        return self.taken_at(now) + self.seminar.kept_back

    def least_online(self, now: datetime, places: int) -> int | None:
        """The fewest places online that the seminar can have; None where `places` suffice.

        Without any, nobody can wait for one.
        """
        overdue = sum(row.is_overdue(now) for row in _of(AttendanceMode.ONLINE, self.waiting))
        least = self.taken_at(now, AttendanceMode.ONLINE)
        if not places:
            least += self.seminar.online_waiting + self.seminar.online_beyond - overdue
        return least if places < least else None

    @property
    def staying(self) -> int:
        """How many have said that they come at the date to which it was moved."""
        rows = (*self.participants, *self.provisional, *self.offered, *self.waiting)
        return sum(row.stays for row in rows)

    @property
    def places(self) -> Places:
        """The places at the venue, itemised."""
        return self.places_in(ON_SITE)

    @property
    def places_online(self) -> Places:
        """The places online, itemised."""
        return self.places_in(AttendanceMode.ONLINE)

    def places_in(self, mode: AttendanceMode) -> Places:
        """The places at the venue, or online, itemised."""
        seminar, there = self.seminar, _of(mode, self.participants)
        beyond = sum(row.beyond for row in there)
        return Places(
            capacity=seminar.capacity if mode is ON_SITE else seminar.online_capacity,
            confirmed=len(there) - beyond,
            provisional=len(_of(mode, self.provisional)),
            offered=len(_of(mode, self.offered)),
            kept_back=seminar.kept_back if mode is ON_SITE else 0,
            by_host=sum(row.host_place for row in there),
            gathered=seminar.gathered if mode is ON_SITE else seminar.online_gathered,
            free=seminar.places_left_in(mode),
            beyond=beyond,
            waiting=len(_of(mode, self.waiting)),
        )

    def told_at(self, now: datetime) -> int:
        """How many people would be written to if the seminar were cancelled."""
        rows = (*self.participants, *self.provisional, *self.offered, *self.waiting)
        return sum(row.is_live_at(now) and bool(row.email) for row in rows)

    @property
    def to_call(self) -> tuple[Registration, ...]:
        """Who is to be told something by telephone or fax, by reading."""
        everybody = (*self.participants, *self.provisional, *self.offered, *self.waiting)
        calls = [row for row in (*everybody, *self.ended) if row.call_since is not None]
        return tuple(sorted(calls, key=lambda row: reading_sort_key(row.name, row.name_kana)))

    @property
    def host_may_answer(self) -> bool:
        """Whether an answer of the host is taken now."""
        return may_answer(self.seminar, self.seminar.host_confirmation)

    @property
    def host_question_mark(self) -> str:
        """What is seen by whoever notes an answer of the host now."""
        return question_mark(self.seminar.version, self.seminar.host_answered_at)

    def question_mark(self, member: TeamMember) -> str:
        """What is seen by whoever notes an answer of an adviser now."""
        return question_mark(self.seminar.version, member.answered_at)

    def may_answer(self, member: TeamMember) -> bool:
        """Whether an answer of an adviser is taken now."""
        return may_answer(self.seminar, member.confirmation)


def _of(mode: AttendanceMode, rows: Iterable[Registration]) -> list[Registration]:
    return [row for row in rows if row.mode is mode]


def seminar_of_bid(bid_id: int) -> Select[Seminar]:
    """Select what became of a bid: the seminar that stands, else the one cancelled last."""
    return (
        select(Seminar)
        .where(Seminar.bid_id == bid_id)
        .order_by(Seminar.stands.desc(), Seminar.id.desc())
        .limit(1)
    )


def seminar_head(session: Session, public_id: str) -> Seminar:
    """One seminar with its tour. One query.

    Raises:
        NotFound: there is no such seminar.
    """
    seminar = session.scalar(
        select(Seminar).where(Seminar.public_id == public_id).options(joinedload(Seminar.tour))
    )
    if seminar is None:
        raise NotFound("seminar")
    return seminar


def seminar_detail(session: Session, public_id: str) -> SeminarDetail:
    """One seminar with everything about it.

    Raises:
        NotFound: there is no such seminar.
    """
    seminar = session.scalar(
        select(Seminar)
        .where(Seminar.public_id == public_id)
        .options(joinedload(Seminar.tour), joinedload(Seminar.bid))
    )
    if seminar is None:
        raise NotFound("seminar")
    rows = session.scalars(
        select(Registration)
        .where(Registration.seminar_id == seminar.id)
        .order_by(Registration.queue_number)
    ).all()
    here = (RegistrationState.CONFIRMED, RegistrationState.ATTENDED, RegistrationState.ABSENT)
    participants = [row for row in rows if row.state in here]
    return SeminarDetail(
        seminar,
        tuple(sorted(participants, key=lambda row: reading_sort_key(row.name, row.name_kana))),
        tuple(row for row in rows if row.state is RegistrationState.PROVISIONAL),
        tuple(row for row in rows if row.state is RegistrationState.OFFERED),
        tuple(sorted((row for row in rows if row.state is RegistrationState.WAITING), key=_next)),
        tuple(row for row in rows if row.state in ENDED),
    )


def _next(row: Registration) -> tuple[int, datetime, int]:
    """The order of a waiting list, as `registrations.queries.waiting_order` has it."""
    return -row.priority, row.waits_since or row.created_at, row.queue_number

"""What of a tour is locked: by hand, because it is announced, or because it is over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session, contains_eager, selectinload

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Lock, LockedTeamMember, Unlocking
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS, SeminarState
from seminar_service.seminars.team_model import TeamMember


class LockOrigin(StrEnum):
    """Why a bid is locked."""

    HAND = "hand"
    ANNOUNCED = "announced"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class HeldLock:
    """What every plan has to keep of a bid: its day, its team (keys, in slot order), and why."""

    day: date
    team: tuple[int, ...]
    origin: LockOrigin

    @property
    def mark(self) -> str:
        """Names what somebody saw who changes the lock."""
        return lock_mark(self.day, self.team)

    @property
    def can_change(self) -> bool:
        """Whether it can be lifted; what is closed or was held stays as it is."""
        return self.origin is not LockOrigin.SETTLED


@dataclass(frozen=True, slots=True)
class TourLock(HeldLock):
    """The same with the rows that it is about."""

    bid: Bid
    advisers: tuple[Adviser, ...]


@dataclass(frozen=True, slots=True)
class LockLine:
    """A bid that is locked, or could be as its seminar stands, and both; by `day` on the list."""

    bid: Bid
    day: date
    lock: TourLock | None
    seminar: Seminar | None

    @property
    def mark(self) -> str:
        """Names what somebody sees of the lock; empty where there is none."""
        return self.lock.mark if self.lock else ""

    @property
    def is_unlocked_though_announced(self) -> bool:
        """Whether somebody has lifted the lock that an announced seminar has by default."""
        announced = self.seminar is not None and self.seminar.state is SeminarState.ANNOUNCED
        return announced and self.lock is None

    @property
    def moves_its_seminar(self) -> bool:
        """Whether the lock wants another day or team than what is released."""
        return (
            self.lock is not None
            and self.seminar is not None
            and self.lock.mark != seminar_mark(self.seminar)
        )


def lock_mark(day: date, team: tuple[int, ...]) -> str:
    """Name a lock by its day and the keys of its advisers."""
    return f"{day.isoformat()}:{','.join(map(str, team))}"


def seminar_mark(seminar: Seminar) -> str:
    """Name the lock that keeps a seminar as it stands."""
    return lock_mark(seminar.day, tuple(member.adviser_id for member in seminar.team))


def locks_held(session: Session, tour_id: int) -> dict[int, HeldLock]:
    """Return what is locked in a tour, by the key of the bid. Two queries.

    A lock by hand wins over what is announced, for it is the later wish: who locks the new date
    of a seminar that is about to move wants that date. What is settled no wish can change.
    """
    seminars = _kept_seminars(session, tour_id)
    settled = {bid_id: lock for bid_id, lock in seminars.items() if not lock.can_change}
    return seminars | _locks_by_hand(session, tour_id) | settled


def tour_locks(session: Session, tour_id: int) -> dict[int, TourLock]:
    """Return the same with the bids and advisers. Four queries at most."""
    held = locks_held(session, tour_id)
    if not held:
        return {}
    bids = {each.id: each for each in session.scalars(select(Bid).where(Bid.id.in_(held)))}
    named = {key for each in held.values() for key in each.team}
    advisers = {
        each.id: each for each in session.scalars(select(Adviser).where(Adviser.id.in_(named)))
    }
    return {
        bid_id: TourLock(
            day=lock.day,
            team=lock.team,
            origin=lock.origin,
            bid=bids[bid_id],
            advisers=tuple(advisers[key] for key in lock.team),
        )
        for bid_id, lock in held.items()
    }


def lifted_locks(session: Session, tour_id: int) -> frozenset[int]:
    """The bids (keys) whose seminars are announced and left to the planner all the same."""
    by_hand = select(Lock.bid_id).where(Lock.bid_id == Seminar.bid_id).exists()
    return frozenset(
        session.scalars(
            select(Seminar.bid_id)
            .join(Unlocking, Unlocking.seminar_id == Seminar.id)
            .where(Seminar.tour_id == tour_id, Seminar.state == SeminarState.ANNOUNCED, ~by_hand)
        )
    )


def lock_lines(session: Session, tour_id: int) -> tuple[LockLine, ...]:
    """Every bid of a tour that is locked or has a seminar that stands, by day."""
    locks = tour_locks(session, tour_id)
    seminars = standing_seminars(session, tour_id)
    kept = seminars | locks
    lines = [
        LockLine(each.bid, each.day, locks.get(bid_id), seminars.get(bid_id))
        for bid_id, each in kept.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.day, line.bid.number)))


def standing_seminars(
    session: Session, tour_id: int, among: Collection[int] | None = None
) -> dict[int, Seminar]:
    """The seminars of a tour that are not cancelled, with bids and teams, by the bid's key.

    `among` are the keys of those that are wanted; all where None.
    """
    stands = Seminar.tour_id == tour_id, Seminar.stands
    rows = session.scalars(
        select(Seminar)
        .join(Seminar.bid)
        .where(*stands, true() if among is None else Seminar.id.in_(among))
        .options(
            contains_eager(Seminar.bid), selectinload(Seminar.team).joinedload(TeamMember.adviser)
        )
    )
    return {row.bid_id: row for row in rows}


def _kept_seminars(session: Session, tour_id: int) -> dict[int, HeldLock]:
    """What is announced and not unlocked, or settled."""
    settled = Seminar.state.not_in([*MOVABLE_SEMINARS, SeminarState.CANCELLED])
    announced = Seminar.state == SeminarState.ANNOUNCED
    rows = session.execute(
        select(Seminar.bid_id, Seminar.day, Seminar.state, TeamMember.adviser_id)
        .outerjoin(Unlocking, Unlocking.seminar_id == Seminar.id)
        .outerjoin(Seminar.team)
        .where(
            Seminar.tour_id == tour_id,
            or_(settled, announced & Unlocking.seminar_id.is_(None)),
        )
        .order_by(Seminar.id, TeamMember.position)
    )
    found: dict[int, HeldLock] = {}
    for bid_id, day, state, adviser_id in rows:
        is_announced = state is SeminarState.ANNOUNCED
        origin = LockOrigin.ANNOUNCED if is_announced else LockOrigin.SETTLED
        _add(found, bid_id, day, adviser_id, origin)
    return found


def _locks_by_hand(session: Session, tour_id: int) -> dict[int, HeldLock]:
    rows = session.execute(
        select(Lock.bid_id, Lock.day, LockedTeamMember.adviser_id)
        .join(Lock.bid)
        .outerjoin(Lock.team)
        .where(Bid.tour_id == tour_id)
        .order_by(Lock.bid_id, LockedTeamMember.position)
    )
    found: dict[int, HeldLock] = {}
    for bid_id, day, adviser_id in rows:
        _add(found, bid_id, day, adviser_id, LockOrigin.HAND)
    return found


def _add(
    found: dict[int, HeldLock], bid_id: int, day: date, adviser_id: int | None, origin: LockOrigin
) -> None:
    """Add one row of a lock: one adviser of its team, or none."""
    team = found[bid_id].team if bid_id in found else ()
    found[bid_id] = HeldLock(day, team if adviser_id is None else (*team, adviser_id), origin)

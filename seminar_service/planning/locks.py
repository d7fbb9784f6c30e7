"""Locking bids of a tour, and leaving them to the planner again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.planning.model import (
    Lock,
    LockedTeamMember,
    Plan,
    PlannedSeminar,
    Unlocking,
)
from seminar_service.planning.queries.locks import (
    lock_mark,
    seminar_mark,
    standing_seminars,
    tour_locks,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The day and the advisers (keys, in slot order) that a bid is to keep."""

    day: date
    team: tuple[int, ...]

    @property
    def mark(self) -> str:
        return lock_mark(self.day, self.team)


def lock_as_planned(
    session: Session, plan_id: int, seen: Mapping[int, str], *, actor: Actor, now: datetime
) -> int:
    """Keep bids as a plan has them, whatever is planned next, and return how many changed.

    Earlier locks of these bids give way, if they are what was seen. All are locked, or none.

    Args:
        session: Where to write.
        plan_id: The plan.
        seen: Which bids, each with the mark of the lock that was seen; empty for none.
        actor: Who locks them.
        now: The present.

    Raises:
        NotFound: There is no such plan, or it does not hold one of the bids.
        TourArchived: The tour is kept as an earlier year.
        ChangedMeanwhile: Somebody has locked one of the bids otherwise, or unlocked it.
    """
    with transaction(session):
        plan = session.get(Plan, plan_id)
        if plan is None:
            raise NotFound("plan")
        planned = session.scalars(
            select(PlannedSeminar).where(
                PlannedSeminar.plan_id == plan_id, PlannedSeminar.bid_id.in_(seen)
            )
        )
        wanted = {row.bid_id: _wanted(row) for row in planned}
        if wanted.keys() != seen.keys():
            raise NotFound("planned seminar")
        return _change(session, plan.tour_id, seen, wanted, actor=actor, now=now)


def lock_as_released(
    session: Session, tour_id: int, seen: Mapping[int, str], *, actor: Actor, now: datetime
) -> int:
    """Keep bids of a tour as their seminars stand; otherwise as `lock_as_planned`.

    Raises:
        NotFound: One of the bids has no seminar in the tour that stands.
        TourArchived: The tour is kept as an earlier year.
        ChangedMeanwhile: Somebody has locked one of the bids otherwise, or unlocked it.
    """
    with transaction(session):
        standing = standing_seminars(session, tour_id)
        if not seen.keys() <= standing.keys():
            raise NotFound("seminar")
        wanted = {bid_id: _wanted(standing[bid_id]) for bid_id in seen}
        return _change(session, tour_id, seen, wanted, actor=actor, now=now)


def unlock(
    session: Session, tour_id: int, seen: Mapping[int, str], *, actor: Actor, now: datetime
) -> int:
    """Leave bids of a tour to the planner again, and return how many were locked.

    What is closed or was held stays as it is.

    Raises:
        NotFound: One of the bids is not of the tour.
        TourArchived: The tour is kept as an earlier year.
        ChangedMeanwhile: One of them is locked otherwise than was seen.
    """
    with transaction(session):
        return _change(session, tour_id, seen, {}, actor=actor, now=now)


def leave_to_planner(
    session: Session, tour_id: int, bid_ids: Iterable[int], *, actor: Actor, now: datetime
) -> int:
    """Unlock bids of a tour, whatever they are locked to, and return how many were locked.

    Part of the caller's transaction. What is closed or was held stays as it is.

    Raises:
        NotFound: One of the bids is not of the tour.
        TourArchived: The tour is kept as an earlier year.
    """
    locks = tour_locks(session, tour_id)
    seen = {bid_id: locks[bid_id].mark if bid_id in locks else "" for bid_id in bid_ids}
    return _change(session, tour_id, seen, {}, actor=actor, now=now)


def lock_anew(session: Session, seminar_ids: Collection[int]) -> None:
    """Let seminars that were released anew be locked by default, once they are announced.

    Part of the caller's transaction. One statement.
    """
    session.execute(delete(Unlocking).where(Unlocking.seminar_id.in_(seminar_ids)))


def _wanted(row: PlannedSeminar | Seminar) -> _Wanted:
    return _Wanted(row.day, tuple(member.adviser_id for member in row.team))


def _change(
    session: Session,
    tour_id: int,
    seen: Mapping[int, str],
    wanted: Mapping[int, _Wanted],
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Lock each bid as wanted, or unlock it, if it is locked as was seen or already so."""
    hold_unarchived(session, tour_id)
    _hold_bids(session, tour_id, seen)
    locks = tour_locks(session, tour_id)
    by_hand = {
        row.bid_id: row for row in session.scalars(select(Lock).where(Lock.bid_id.in_(seen)))
    }
    seminars = standing_seminars(session, tour_id)
    changed = 0
    for bid_id, shown in sorted(seen.items()):
        lock, wish = locks.get(bid_id), wanted.get(bid_id)
        present, wished = lock.mark if lock else "", wish.mark if wish else ""
        if present not in {shown, wished}:
            raise ChangedMeanwhile("lock")
        if present == wished or (lock and not lock.can_change):
            continue
        lock_row, seminar = by_hand.get(bid_id), seminars.get(bid_id)
        _write(session, bid_id, wish, lock=lock_row, seminar=seminar, now=now)
        _tell(session, bid_id, wish, actor=actor, now=now)
        changed += 1
    return changed


def _hold_bids(session: Session, tour_id: int, bid_ids: Iterable[int]) -> None:
    """Lock the rows, so that two who change the same locks follow one another."""
    wanted = set(bid_ids)
    found = session.scalars(
        select(Bid.id)
        .where(Bid.tour_id == tour_id, Bid.id.in_(wanted))
        .order_by(Bid.id)
        .with_for_update(key_share=True)
    )
    if set(found) != wanted:
        raise NotFound("bid")


def _write(
    session: Session,
    bid_id: int,
    wish: _Wanted | None,
    *,
    lock: Lock | None,
    seminar: Seminar | None,
    now: datetime,
) -> None:
    """Announced seminars are locked without a row; a row says that somebody has unlocked one."""
    announced = seminar if seminar and seminar.state is SeminarState.ANNOUNCED else None
    if lock is not None:
        session.delete(lock)
        session.flush()  # the old team goes before another takes its places
    if announced is not None:
        lock_anew(session, [announced.id])
        if wish is None:
            session.add(Unlocking(seminar_id=announced.id, unlocked_at=now))
    by_default = announced is not None and wish and seminar_mark(announced) == wish.mark
    if wish and not by_default:
        team = [
            LockedTeamMember(position=place, adviser_id=adviser_id)
            for place, adviser_id in enumerate(wish.team)
        ]
        session.add(Lock(bid_id=bid_id, day=wish.day, locked_at=now, team=team))


def _tell(
    session: Session, bid_id: int, wish: _Wanted | None, *, actor: Actor, now: datetime
) -> None:
    subject = Subject(SubjectKind.BID, bid_id)
    if wish is None:
        history.record(session, HistoryKind.BID_UNLOCKED, subject, actor, now)
    else:
        day = wish.day.isoformat()
        history.record(session, HistoryKind.BID_LOCKED, subject, actor, now, day=day)

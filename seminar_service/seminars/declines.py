"""Days that hosts and advisers have declined: kept for planning, removed by the office."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from seminar_service.bids.model import Bid, BidDate
from seminar_service.bids.states import OVER
from seminar_service.bids.steps import locked_bid, tour_of_bid
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.history import services as history
from seminar_service.history.services import Datum
from seminar_service.history.versions import mark_edited
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.seminars.team_model import DeclinedDay, OtherDay
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived


def keep_decline(
    session: Session,
    seminar: Seminar,
    adviser_id: int | None,
    note: str,
    *,
    others: Sequence[date] = (),
    now: datetime,
) -> None:
    """Keep that somebody declines a seminar's day, with the reason; the second time the newer one.

    Part of the caller's transaction, which holds the lock on the seminar's row.

    Args:
        session: The database, within a transaction.
        seminar: What was asked about.
        adviser_id: Who declines; None for the host.
        note: The reason.
        others: The days that a host would like instead.
        now: The present instant.
    """
    row = session.scalar(select(DeclinedDay).where(_same(seminar, adviser_id)))
    if row is None:
        row = DeclinedDay(bid_id=seminar.bid_id, adviser_id=adviser_id, day=seminar.day)
        session.add(row)
    row.seminar_id = seminar.id
    row.note = note
    row.declined_at = now
    named = {each.day: each for each in row.others}
    row.others = [named.get(day) or OtherDay(day=day) for day in sorted(set(others))]


def forget_decline(session: Session, seminar: Seminar, adviser_id: int | None) -> None:
    """Take back that somebody declined a seminar's day, for they say yes after all.

    Part of the caller's transaction, which holds the lock on the seminar's row.
    """
    row = session.scalar(select(DeclinedDay).where(_same(seminar, adviser_id)))
    if row is not None:
        session.delete(row)


def remove_adviser_decline(
    session: Session,
    adviser_id: int,
    decline_id: int,
    *,
    shown: str | None,
    actor: Actor,
    now: datetime,
) -> bool:
    """Let a day that an adviser declined be planned for them again.

    What they answered stays as it is. Gives whether there was something to remove.

    Args:
        session: The database.
        adviser_id: Who declined.
        decline_id: The declined day.
        shown: The `mark` of what was shown; not looked at where None.
        actor: Who removes it.
        now: The present instant.

    Raises:
        ChangedMeanwhile: They have declined once more since it was shown.
    """
    with transaction(session):
        row = session.get(DeclinedDay, decline_id, with_for_update={"key_share": True})
        if row is None or row.adviser_id != adviser_id:
            return False
        _remove(session, row, shown, actor=actor, now=now, adviser=adviser_id)
        return True


def remove_host_decline(
    session: Session,
    bid_id: int,
    decline_id: int,
    *,
    shown: str | None,
    actor: Actor,
    now: datetime,
) -> bool:
    """Let a day that a host declined be planned for its bid again; as `remove_adviser_decline`.

    Raises:
        ChangedMeanwhile: The host has declined once more since it was shown.
    """
    with transaction(session):
        row = session.get(DeclinedDay, decline_id, with_for_update={"key_share": True})
        if row is None or row.adviser_id is not None or row.bid_id != bid_id:
            return False
        _remove(session, row, shown, actor=actor, now=now)
        return True


def take_other_day(
    session: Session,
    bid_id: int,
    decline_id: int,
    day: date,
    *,
    shown: str | None,
    actor: Actor,
    now: datetime,
) -> bool:
    """Add a day that a host named, when it declined another, to the possible dates of its bid.

    It counts as a first choice, as the host has asked for it. Gives whether there was something to
    add.

    Args:
        session: The database.
        bid_id: The bid.
        decline_id: The declined day with which it was named.
        day: The day that was named.
        shown: The `mark` of what was shown; not looked at where None.
        actor: Who adds it.
        now: The present instant.

    Raises:
        TourArchived: The bid's tour is kept as an earlier year.
        ChangedMeanwhile: The host has declined once more since it was shown.
    """
    with transaction(session):
        hold_unarchived(session, tour_of_bid(bid_id))
        bid = locked_bid(session, bid_id)
        row = session.get(DeclinedDay, decline_id, with_for_update={"key_share": True})
        if row is None or row.adviser_id is not None or row.bid_id != bid_id:
            return False
        if shown not in {None, row.mark}:
            raise ChangedMeanwhile("decline")
        named = any(each.day == day for each in row.others)
        if not named or bid.state in OVER or day in possible_days(bid):
            return False
        _offer(bid, day)
        kind = HistoryKind.OTHER_DAY_TAKEN
        mark_edited(session, bid, kind, actor=actor, now=now, day=day.isoformat())
        return True


def possible_days(bid: Bid) -> frozenset[date]:
    """The days that a bid offers."""
    return frozenset(each.day for each in bid.dates if each.choice is not Choice.IMPOSSIBLE)


def _offer(bid: Bid, day: date) -> None:
    held = next((each for each in bid.dates if each.day == day), None)
    if held is None:
        bid.dates.append(BidDate(day=day, choice=Choice.FIRST))
    else:
        held.choice = Choice.FIRST


def declined_days(session: Session, tour_id: int) -> list[DeclinedDay]:
    """Every day that was declined in a tour, with bid, seminar and adviser, by day. Two queries."""
    return _read(session, Bid.tour_id == tour_id)


def declined_by_adviser(session: Session, tour_id: int, adviser_id: int) -> list[DeclinedDay]:
    """The days that an adviser has declined in a tour, by day. Two queries."""
    return _read(session, and_(Bid.tour_id == tour_id, DeclinedDay.adviser_id == adviser_id))


def declined_by_host(session: Session, bid_id: int) -> list[DeclinedDay]:
    """The days that a host has declined for its bid, by day. Two queries."""
    return _read(session, and_(DeclinedDay.bid_id == bid_id, DeclinedDay.adviser_id.is_(None)))


def open_declines(session: Session, tour_id: int) -> list[DeclinedDay]:
    """The declined days on which a seminar still stands as it was declined, by day.

    Somebody has to plan again, or remove them. Four queries.
    """
    return still_open(session, declined_days(session, tour_id))


def still_open(session: Session, declines: Sequence[DeclinedDay]) -> list[DeclinedDay]:
    """Those of some declined days on which a seminar still stands so. At most two queries."""
    standing = _standing(session, {row.bid_id for row in declines}) if declines else {}
    return [row for row in declines if _is_open(row, standing.get(row.bid_id))]


def open_declines_of(session: Session, bid_id: int) -> list[DeclinedDay]:
    """What host and advisers have declined of the seminar that stands for a bid.

    At most four queries; two where nobody has declined anything.
    """
    return still_open(session, _read(session, DeclinedDay.bid_id == bid_id))


def decline_of(session: Session, decline_id: int) -> DeclinedDay:
    """A declined day with bid, seminar and adviser.

    Raises:
        NotFound: There is no such row: it was removed, or taken back.
    """
    row = session.scalar(
        select(DeclinedDay)
        .where(DeclinedDay.id == decline_id)
        .options(
            joinedload(DeclinedDay.bid).joinedload(Bid.tour),
            joinedload(DeclinedDay.seminar),
            joinedload(DeclinedDay.adviser),
            selectinload(DeclinedDay.others),
        )
    )
    if row is None:
        raise NotFound("declined day")
    return row


def standing_as_declined(session: Session, decline: DeclinedDay) -> Seminar | None:
    """The seminar that still stands as somebody has declined it, with its team; else None."""
    seminar = session.scalar(
        select(Seminar)
        .where(Seminar.bid_id == decline.bid_id, Seminar.state.in_(MOVABLE_SEMINARS))
        .options(selectinload(Seminar.team))
    )
    return seminar if _is_open(decline, seminar) else None


def _standing(session: Session, bid_ids: Collection[int]) -> dict[int, Seminar]:
    """The seminars that can still be moved, with their teams, by bid."""
    wanted = select(Seminar).where(Seminar.bid_id.in_(bid_ids), Seminar.state.in_(MOVABLE_SEMINARS))
    rows = session.scalars(wanted.options(selectinload(Seminar.team)))
    return {seminar.bid_id: seminar for seminar in rows}


def _remove(
    session: Session,
    row: DeclinedDay,
    shown: str | None,
    *,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> None:
    if shown not in {None, row.mark}:
        raise ChangedMeanwhile("decline")
    subject, day = Subject(SubjectKind.SEMINAR, row.seminar_id), row.day.isoformat()
    history.record(session, HistoryKind.DECLINE_REMOVED, subject, actor, now, day=day, **data)
    session.delete(row)


def _is_open(row: DeclinedDay, seminar: Seminar | None) -> bool:
    if seminar is None or seminar.day != row.day:
        return False
    return row.adviser_id is None or row.adviser_id in {
        member.adviser_id for member in seminar.team
    }


def _same(seminar: Seminar, adviser_id: int | None) -> ColumnElement[bool]:
    """The row about the bid and day of a seminar, of one adviser or the host."""
    return and_(
        DeclinedDay.bid_id == seminar.bid_id,
        DeclinedDay.day == seminar.day,
        DeclinedDay.adviser_id.is_(None)
        if adviser_id is None
        else DeclinedDay.adviser_id == adviser_id,
    )


def _read(session: Session, condition: ColumnElement[bool]) -> list[DeclinedDay]:
    return list(
        session.scalars(
            select(DeclinedDay)
            .join(DeclinedDay.bid)
            .where(condition)
            .order_by(DeclinedDay.day, DeclinedDay.id)
            .options(
                contains_eager(DeclinedDay.bid),
                joinedload(DeclinedDay.seminar),
                joinedload(DeclinedDay.adviser),
                selectinload(DeclinedDay.others),
            )
        )
    )

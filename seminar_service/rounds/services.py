"""Asking hosts and advisers for their answers, until a day; and taking what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.rounds import mails as round_mails
from seminar_service.rounds.model import Asking
from seminar_service.rounds.queries import Reader, reader_of, readers_of_tour
from seminar_service.rounds.under_way import put_down
from seminar_service.rounds.values import LEAST_PAUSE, Who, next_reminder
from seminar_service.seminars import confirmations
from seminar_service.seminars.confirmations import NothingAsked
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived

KEPT: Final = timedelta(days=550)
"""How long it is kept until when somebody was to answer; links to their pages end before."""


class DeadlinePast(DomainError):  # noqa: N818 (named after the rule)
    """The day until when people are to answer has passed already."""

    code = "deadline_past"
    category = Category.INVALID


@dataclass(frozen=True)
class Answer:
    """What somebody says to one date.

    Attributes:
        public_id: The seminar.
        agrees: Whether the date suits.
        note: What is said beside it; the reason of a no.
        shown: The `question_mark` of what was shown; not looked at where None.
        others: The days that a host names instead, where it says no.
    """

    public_id: str
    agrees: bool
    note: str
    shown: str | None
    others: tuple[date, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of some answers: the seminars for which they were taken, or came too late.

    Those are `outdated` that were changed, cancelled or answered since they were shown.
    """

    confirmed: tuple[str, ...]
    declined: tuple[str, ...]
    outdated: tuple[str, ...]


def require_day_ahead(due_on: date, *, now: datetime) -> None:
    """Make sure that people can still answer until a day.

    Raises:
        DeadlinePast: It lies before today.
    """
    if due_on < day_of(now):
        raise DeadlinePast


def note_asked(session: Session, tour_id: int, who: Who, due_on: date, *, now: datetime) -> Asking:
    """Keep that somebody is asked by a mail that is written now.

    Part of the caller's transaction, which holds the lock on the tour.
    """
    asking = _asking(session, tour_id, who)
    asking.asked_at = now
    _set_day(asking, due_on, now=now)
    return asking


def answer(
    session: Session, reader: Reader, answers: Sequence[Answer], *, actor: Actor, now: datetime
) -> Outcome:
    """Take the answers of one host or adviser, each for itself.

    One that comes too late keeps no other from being taken.

    Args:
        session: The database.
        reader: Who answers, with the dates that they may answer.
        answers: What they say.
        actor: Who notes it.
        now: The present instant.
    """
    taken: dict[bool, list[str]] = {True: [], False: []}
    outdated = []
    bids = {each.seminar.public_id: each.seminar.bid_id for each in reader.dates}
    for each in answers:
        try:
            _answer_one(session, reader, bids, each, actor=actor, now=now)
        except (ChangedMeanwhile, NothingAsked, NotFound, TourArchived):
            outdated.append(each.public_id)
        else:
            taken[each.agrees].append(each.public_id)
    return Outcome(tuple(taken[True]), tuple(taken[False]), tuple(outdated))


def set_deadline(
    session: Session,
    tour_id: int,
    due_on: date,
    *,
    who: Who | None,
    shown: str | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Ask for the answers until another day; for how many hosts and advisers it holds.

    Nobody is written to now: the reminders come before the new day.

    Args:
        session: The database.
        tour_id: The tour.
        due_on: The last day on which an answer is asked for.
        who: For whom; for all who have not answered where None.
        shown: The day that was shown for `who`, empty where there was none; not looked at where
            None.
        actor: Who does it.
        now: The present instant.

    Raises:
        DeadlinePast: The day lies before today.
        NotFound: `who` has no date ahead in the tour.
        TourArchived: It is kept as an earlier year.
        ChangedMeanwhile: Somebody has named another day since `shown`.
    """
    require_day_ahead(due_on, now=now)
    with transaction(session):
        found = _waited_for(session, tour_id, who, now=now)
        if who is not None and shown not in {None, spelled(found[0].due_on)}:
            raise ChangedMeanwhile("asking")
        for reader in found:
            _set_day(_asking(session, tour_id, reader.who), due_on, now=now)
        _tell(session, HistoryKind.ANSWERS_EXTENDED, tour_id, found, actor=actor, now=now)
        return len(found)


def remind(
    session: Session,
    tour_id: int,
    who: Who,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Write at once to one host or adviser who has not answered; to how many.

    Nobody is written to who has had a mail about it within `LEAST_PAUSE`, and nobody without a day
    until when to answer.

    Raises:
        NotFound: `who` has no date ahead in the tour.
        TourArchived: It is kept as an earlier year.
    """
    with transaction(session):
        found = _to_be_reminded(session, tour_id, who, now=now)
        for reader in found:
            write_reminder(session, reader, office=office, now=now)
        if found:
            _tell(session, HistoryKind.ANSWERS_REMINDED, tour_id, found, actor=actor, now=now)
        return len(found)


def remind_all(session: Session, tour_id: int, *, actor: Actor, now: datetime) -> int:
    """Have a reminder written to each who has not answered, as `remind` does; to how many.

    They may be thousands: here is only noted who is meant. A worker writes to one after the other
    (`sending.py`), each in a transaction of its own, and asks again whether it is still wanted.

    Raises:
        NotFound: There is no such tour.
        TourArchived: It is kept as an earlier year.
    """
    with transaction(session):
        found = _to_be_reminded(session, tour_id, None, now=now)
        for reader in found:
            if reader.asking:
                reader.asking.wanted_at = now
        if found:
            put_down(session, tour_id, now=now)
            _tell(session, HistoryKind.ANSWERS_REMINDED, tour_id, found, actor=actor, now=now)
        return len(found)


def write_reminder(session: Session, reader: Reader, *, office: Office, now: datetime) -> None:
    """Remind one host or adviser of what waits for an answer.

    Part of the caller's transaction, which holds the lock on the row of the asking or its tour.
    """
    asking = reader.asking
    if asking is None:
        return
    round_mails.remind(session, reader, asking.due_on, office=office, now=now)
    asking.wanted_at = None
    asking.reminded_at = now
    asking.remind_at = next_reminder(asking.due_on, after=now)


def may_be_reminded(asking: Asking, now: datetime) -> bool:
    """Whether nothing was written about it within `LEAST_PAUSE`, nor is about to be."""
    written = [each for each in (asking.asked_at, asking.reminded_at) if each]
    return asking.wanted_at is None and all(each <= now - LEAST_PAUSE for each in written)


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what was asked long ago. Part of the caller's transaction."""
    session.execute(delete(Asking).where(Asking.due_on < day_of(now) - KEPT))


def spelled(due_on: date | None) -> str:
    """A day as forms carry it; empty for none."""
    return due_on.isoformat() if due_on else ""


def _answer_one(
    session: Session,
    reader: Reader,
    bids: dict[str, int],
    said: Answer,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    if said.public_id not in bids:
        raise NotFound("seminar")
    if reader.adviser is not None:
        confirmations.adviser_answers(
            session,
            reader.adviser.id,
            said.public_id,
            said.agrees,
            said.note,
            shown=said.shown,
            actor=actor,
            now=now,
        )
        return
    confirmations.host_answers(
        session,
        bids[said.public_id],
        said.agrees,
        said.note,
        public_id=said.public_id,
        others=said.others,
        shown=said.shown,
        actor=actor,
        now=now,
    )


def _waited_for(session: Session, tour_id: int, who: Who | None, *, now: datetime) -> list[Reader]:
    """Those who have not answered, or one host or adviser; the tour's row is locked first."""
    tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
    if tour is None:
        raise NotFound("tour")
    if tour.is_archived:
        raise TourArchived
    today = day_of(now)
    if who is None:
        return [each for each in readers_of_tour(session, tour_id, today=today) if each.open]
    reader = reader_of(session, tour_id, who, today=today)
    if reader is None:
        raise NotFound("asking")
    return [reader]


def _to_be_reminded(
    session: Session, tour_id: int, who: Who | None, *, now: datetime
) -> list[Reader]:
    """Those of them who may be written to; their rows are locked, as a worker may just write."""
    found = [
        each for each in _waited_for(session, tour_id, who, now=now) if each.open and each.asking
    ]
    keys = [each.asking.id for each in found if each.asking]
    rows = select(Asking).where(Asking.id.in_(keys)).order_by(Asking.id)
    session.scalars(
        rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    ).all()
    return [each for each in found if each.asking and may_be_reminded(each.asking, now)]


def _asking(session: Session, tour_id: int, who: Who) -> Asking:
    """The row of somebody in a tour, made if it is not there."""
    of_whom = (
        Asking.contact_key == who.contact_key
        if who.adviser_id is None
        else Asking.adviser_id == who.adviser_id
    )
    row = session.scalar(
        select(Asking).where(Asking.tour_id == tour_id, of_whom).with_for_update(key_share=True)
    )
    if row is None:
        row = Asking(tour_id=tour_id, adviser_id=who.adviser_id, contact_key=who.contact_key)
        session.add(row)
    return row


def _set_day(asking: Asking, due_on: date, *, now: datetime) -> None:
    asking.due_on = due_on
    last = max((each for each in (asking.asked_at, asking.reminded_at) if each), default=now)
    asking.remind_at = next_reminder(due_on, after=max(last, now - LEAST_PAUSE))


def _tell(
    session: Session,
    kind: HistoryKind,
    tour_id: int,
    found: Sequence[Reader],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    tour = Subject(SubjectKind.TOUR, tour_id)
    history.record(session, kind, tour, actor, now, people=len(found))

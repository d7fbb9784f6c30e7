"""Which dates hosts and advisers are asked about, and what each of them has answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.rounds.model import Asking
from seminar_service.rounds.values import Who
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.questions import may_answer, question_mark
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.seminars.team_model import DeclinedDay, TeamMember


@dataclass(frozen=True)
class AskedDate:
    """A seminar as one host or adviser is asked about it.

    `member` is the adviser's place in its team, None where its host is asked. `declined` is what is
    kept of the host's no to this day, None where the host has not said no.
    """

    seminar: Seminar
    member: TeamMember | None
    declined: DeclinedDay | None = None

    @property
    def confirmation(self) -> ConfirmationState:
        """What was answered so far."""
        if self.member is not None:
            return self.member.confirmation
        return self.seminar.host_confirmation

    @property
    def answered_at(self) -> datetime | None:
        """When the last answer came in."""
        return self.member.answered_at if self.member else self.seminar.host_answered_at

    @property
    def note(self) -> str:
        """What was said beside the last answer."""
        return self.member.note if self.member else self.seminar.host_note

    @property
    def others(self) -> tuple[date, ...]:
        """The days that the host has named instead, in order."""
        return tuple(each.day for each in self.declined.others) if self.declined else ()

    @property
    def can_answer(self) -> bool:
        """Whether an answer is taken now."""
        return may_answer(self.seminar, self.confirmation)

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.can_answer and self.confirmation is ConfirmationState.ASKED

    @property
    def question_mark(self) -> str:
        """Names what somebody sees who answers now."""
        return question_mark(self.seminar.version, self.answered_at)


@dataclass(frozen=True)
class Reader:
    """One host or adviser with the dates ahead in one tour, by day.

    Attributes:
        who: Whom a round asks.
        adviser: The adviser; None for a host.
        bid: Of a host's bids with a date the one that came last; None for an adviser.
        dates: The seminars ahead, also those that nobody has to answer any more.
        asking: Until when answers are asked for; None where nobody has been asked by a round.
    """

    who: Who
    adviser: Adviser | None
    bid: Bid | None
    dates: tuple[AskedDate, ...]
    asking: Asking | None

    @property
    def address(self) -> str:
        """Where mail to them goes."""
        if self.adviser is not None:
            return self.adviser.email
        return self.bid.contact_email if self.bid else ""

    @property
    def open(self) -> tuple[AskedDate, ...]:
        """The dates that wait for an answer."""
        return tuple(each for each in self.dates if each.is_open)

    @property
    def declined(self) -> tuple[AskedDate, ...]:
        """The dates to which the answer was no."""
        no = ConfirmationState.DECLINED
        return tuple(each for each in self.dates if each.can_answer and each.confirmation is no)

    @property
    def due_on(self) -> date | None:
        """Until when an answer is asked for; None where no day was named."""
        return self.asking.due_on if self.asking else None

    def is_late(self, today: date) -> bool:
        """Whether an answer is waited for beyond its day."""
        return bool(self.open) and self.due_on is not None and self.due_on < today


def readers_of_tour(session: Session, tour_id: int, *, today: date) -> list[Reader]:
    """All hosts and advisers with dates ahead in a tour: hosts first, by their next date.

    A fixed number of queries.
    """
    of_tour = Seminar.tour_id == tour_id
    return _readers(session, of_tour, _askings(session, tour_id), today=today)


def _readers(
    session: Session,
    condition: ColumnElement[bool],
    askings: Mapping[Who, Asking],
    *,
    today: date,
) -> list[Reader]:
    """Hosts and advisers with what they are asked about of some seminars."""
    seminars = _seminars(session, condition, today=today)
    declined = _declined(session, seminars)
    hosts, advisers = (
        defaultdict[Who, list[AskedDate]](list),
        defaultdict[Who, list[AskedDate]](list),
    )
    for seminar in seminars:
        who = Who.host(seminar.bid.contact_email)
        hosts[who].append(AskedDate(seminar, None, declined.get(seminar.id)))
        for member in seminar.team:
            advisers[Who(member.adviser_id)].append(AskedDate(seminar, member))
    return [
        *(_host(who, dates, askings.get(who)) for who, dates in hosts.items()),
        *(_adviser(who, dates, askings.get(who)) for who, dates in advisers.items()),
    ]


def reader_of(session: Session, tour_id: int, who: Who, *, today: date) -> Reader | None:
    """One host or adviser in a tour; None without a date ahead.

    Their own seminars alone are read, however many the tour has.
    """
    own = (Seminar.tour_id == tour_id) & _concerns(session, tour_id, who)
    found = _readers(session, own, _askings(session, tour_id, who), today=today)
    return next((each for each in found if each.who == who), None)


def host_of_bid(
    session: Session, bid_id: int, *, today: date, link_made_at: datetime | None = None
) -> Reader:
    """The host of a bid, with all dates that its contact is asked about in the bid's tour.

    Whoever comes with a link from before the bid was given to another mailbox sees the bid's own
    date alone: the others are those of the mailbox.

    Args:
        session: Where to read.
        bid_id: The bid.
        today: The day in Japan.
        link_made_at: When the link was made with which somebody comes; None for the office.

    Raises:
        NotFound: There is no such bid.
    """
    bid = session.get(Bid, bid_id)
    if bid is None:
        raise NotFound("bid")
    who = Who.host(bid.contact_email)
    found = reader_of(session, bid.tour_id, who, today=today)
    changed = bid.contact_changed_at
    if found and changed and link_made_at is not None and link_made_at < changed:
        own = tuple(each for each in found.dates if each.seminar.bid_id == bid_id)
        found = replace(found, dates=own)
    return found or Reader(who, None, bid, (), _askings(session, bid.tour_id, who).get(who))


def advisers_tours(session: Session, adviser_id: int, *, today: date) -> list[Reader]:
    """An adviser in each tour with a date ahead, the next date first. Three queries.

    Raises:
        NotFound: There is no such adviser.
    """
    adviser = session.get(Adviser, adviser_id)
    if adviser is None:
        raise NotFound("adviser")
    own = Seminar.id.in_(select(TeamMember.seminar_id).where(TeamMember.adviser_id == adviser_id))
    found = defaultdict[int, list[AskedDate]](list)
    for seminar in _seminars(session, own, today=today):
        member = next(each for each in seminar.team if each.adviser_id == adviser_id)
        found[seminar.tour_id].append(AskedDate(seminar, member))
    rows = session.scalars(select(Asking).where(Asking.adviser_id == adviser_id))
    askings = {row.tour_id: row for row in rows}
    return [
        _adviser(Who(adviser_id), dates, askings.get(tour_id)) for tour_id, dates in found.items()
    ]


def due_days(readers: Iterable[Reader]) -> list[date]:
    """Until when somebody is asked for answers that are not there yet, the first day first."""
    return sorted({reader.due_on for reader in readers if reader.open and reader.due_on})


def _seminars(
    session: Session, condition: ColumnElement[bool], *, today: date
) -> Sequence[Seminar]:
    return session.scalars(
        select(Seminar)
        .where(condition, Seminar.state.in_(MOVABLE_SEMINARS), Seminar.day >= today)
        .options(
            joinedload(Seminar.tour),
            joinedload(Seminar.bid),
            selectinload(Seminar.team).joinedload(TeamMember.adviser),
        )
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    ).all()


def _declined(session: Session, seminars: Iterable[Seminar]) -> Mapping[int, DeclinedDay]:
    """What hosts have said no to, by the seminar that still stands on that day."""
    standing = {(seminar.bid_id, seminar.day): seminar.id for seminar in seminars}
    rows = session.scalars(
        select(DeclinedDay)
        .where(
            DeclinedDay.adviser_id.is_(None),
            DeclinedDay.bid_id.in_({bid_id for bid_id, _ in standing}),
        )
        .options(selectinload(DeclinedDay.others))
    )
    return {standing[row.bid_id, row.day]: row for row in rows if (row.bid_id, row.day) in standing}


def _concerns(session: Session, tour_id: int, who: Who) -> ColumnElement[bool]:
    """The condition under which a host or an adviser is asked about a seminar of a tour."""
    if who.adviser_id is not None:
        teams = select(TeamMember.seminar_id).where(TeamMember.adviser_id == who.adviser_id)
        return Seminar.id.in_(teams)
    addresses = session.execute(select(Bid.id, Bid.contact_email).where(Bid.tour_id == tour_id))
    return Seminar.bid_id.in_([key for key, address in addresses if Who.host(address) == who])


def _askings(session: Session, tour_id: int, who: Who | None = None) -> dict[Who, Asking]:
    """What was asked in a tour, of one or of everybody."""
    rows = select(Asking).where(Asking.tour_id == tour_id)
    if who is not None:
        rows = rows.where(
            Asking.contact_key == who.contact_key
            if who.adviser_id is None
            else Asking.adviser_id == who.adviser_id
        )
    return {Who(row.adviser_id, row.contact_key): row for row in session.scalars(rows)}


def _host(who: Who, dates: Sequence[AskedDate], asking: Asking | None) -> Reader:
    bid = max((each.seminar.bid for each in dates), key=lambda each: each.id)
    return Reader(who, None, bid, tuple(dates), asking)


def _adviser(who: Who, dates: Sequence[AskedDate], asking: Asking | None) -> Reader:
    member = dates[0].member
    return Reader(who, member.adviser if member else None, None, tuple(dates), asking)

"""The outbox as the staff reads it: searched, filtered, a page at a time, and mail by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, defer

from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.notices.model import Notice
from seminar_service.outbox.model import Attempt, Message, MessageState
from seminar_service.overview.counted_pages import CountedPage, number_found
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour

PAGE_SIZE: Final = 50
LONGEST_SEARCH: Final = 100
"""Letters of a search that are looked at."""

OF_ACCOUNTS: Final = "account:"
"""How the things begin that mails to the staff's accounts speak of."""


@dataclass(frozen=True)
class MailSearch:
    """Which mails are meant; what is empty asks for nothing.

    Attributes:
        text: Words, each of which is to stand in the recipient's address or name, or the subject.
        kind: The kind of mail.
        state: How it stands.
        fiscal_year: That of the tour of what it speaks of: a bid, a registration or a notice.
        of_accounts: Whether mails to the staff's own accounts are meant, too.
    """

    text: str = ""
    kind: str = ""
    state: MessageState | None = None
    fiscal_year: int | None = None
    of_accounts: bool = True


@dataclass(frozen=True)
class MailList(CountedPage[MessageState]):
    """One page of a list, and how many there are of each state whatever state is asked for."""

    rows: Sequence[Message]


@dataclass(frozen=True)
class MailPage:
    """What the staff's page of a mail shows.

    Attributes:
        message: The mail.
        attempts: What came of each time that a worker tried to hand it over, the oldest first.
        first: The mail that this one sends again, if any.
        again: The mails that send this one again, the oldest first.
    """

    message: Message
    attempts: Sequence[Attempt]
    first: Message | None
    again: Sequence[Message]


def mail_list(session: Session, search: MailSearch, *, page: int) -> MailList:
    """One page of the outbox, the newest first. Two queries."""
    asked = _asked(search)
    counted = (
        select(Message.state, func.count().label("number")).where(*asked).group_by(Message.state)
    )
    counts = {row.state: row.number for row in session.execute(counted)}
    unread = [defer(each) for each in (Message.body, Message.html, Message.calendar)]
    shown = select(Message).options(*unread).where(*asked)
    if search.state is not None:
        shown = shown.where(Message.state == search.state)
    rows = session.scalars(
        shown.order_by(Message.id.desc()).offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    ).all()
    return MailList(counts, number_found(counts, search.state), PAGE_SIZE, rows)


def selected(search: MailSearch) -> Select[int]:
    """The numbers of all mails that are meant, in whatever state."""
    return select(Message.id).where(*_asked(search))


def kinds_of_mails(session: Session) -> list[str]:
    """The kinds of which there are mails. One query."""
    return list(session.scalars(select(Message.kind).distinct().order_by(Message.kind)))


def mail_page(session: Session, message_id: int) -> MailPage:
    """One mail. Four queries at most.

    Raises:
        NotFound: there is no such mail.
    """
    message = session.get(Message, message_id)
    if message is None:
        raise NotFound("mail")
    first = Message.message_id == message.refers_to
    again = Message.refers_to == message.message_id
    attempts = select(Attempt).where(Attempt.message_id == message_id).order_by(Attempt.id)
    return MailPage(
        message=message,
        attempts=session.scalars(attempts).all(),
        first=session.scalar(select(Message).where(first)) if message.refers_to else None,
        again=session.scalars(select(Message).where(again).order_by(Message.id)).all(),
    )


def _asked(search: MailSearch) -> list[ColumnElement[bool]]:
    asked = [_has(word) for word in search.text[:LONGEST_SEARCH].split()]
    if search.kind:
        asked.append(Message.kind == search.kind)
    if search.fiscal_year is not None:
        asked.append(_of_tour(search.fiscal_year))
    if not search.of_accounts:
        asked.append(~Message.about.startswith(OF_ACCOUNTS, autoescape=True))
    return asked


def _has(word: str) -> ColumnElement[bool]:
    return or_(
        Message.recipient.icontains(word, autoescape=True),
        Message.recipient_name.icontains(word, autoescape=True),
        Message.subject.icontains(word, autoescape=True),
    )


def _of_tour(fiscal_year: int) -> ColumnElement[bool]:
    tours = select(Tour.id).where(Tour.fiscal_year == fiscal_year)
    registered = _things("registration", Registration.id).join(
        Seminar, Seminar.id == Registration.seminar_id
    )
    return or_(
        Message.about.in_(registered.where(Seminar.tour_id.in_(tours))),
        Message.about.in_(_things("bid", Bid.id).where(Bid.tour_id.in_(tours))),
        Message.about.in_(_things("notice", Notice.id).where(Notice.tour_id.in_(tours))),
    )


def _things(kind: str, key: InstrumentedAttribute[int]) -> Select[Any]:
    """How the outbox names things of a kind."""
    return select(literal(f"{kind}:") + cast(key, String))

"""What the staff reads about notices: the list, and who got one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.notices.model import Notice, NoticeRecipient
from seminar_service.notices.states import NoticeState
from seminar_service.outbox.model import MISSED_STATES, Message, MessageState

PAGE_SIZE: Final = 50


@dataclass(frozen=True)
class Reach:
    """How far a notice has come: recipients by the state of their mail.

    `unwritten` have no mail yet; `unwritable` will have none.
    """

    mails: Mapping[MessageState, int]
    unwritten: int
    unwritable: int

    @property
    def people(self) -> int:
        """How many get it."""
        return sum(self.mails.values()) + self.unwritten + self.unwritable

    @property
    def sent(self) -> int:
        """How many mails the server has taken."""
        return self.mails.get(MessageState.SENT, 0)

    @property
    def missed(self) -> int:
        """How many did not get it, and will not by themselves."""
        return sum(self.mails.get(state, 0) for state in MISSED_STATES) + self.unwritable

    @property
    def stopped(self) -> int:
        """How many do not get it because the office keeps it from leaving."""
        return self.mails.get(MessageState.STOPPED, 0)

    @property
    def under_way(self) -> int:
        """How many wait for it."""
        return self.people - self.sent - self.missed - self.stopped


@dataclass(frozen=True)
class Recipients:
    """One page of those who get a notice."""

    rows: Sequence[NoticeRecipient]
    found: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(ceil(self.found / PAGE_SIZE), 1)


def notices(session: Session, tour_id: int, *, page: int) -> tuple[Sequence[Notice], int]:
    """One page of a tour's notices, the newest first, and how many pages there are. Two queries."""
    wanted = Notice.tour_id == tour_id, Notice.state != NoticeState.DISCARDED
    found = session.scalar(select(func.count()).select_from(Notice).where(*wanted)) or 0
    rows = session.scalars(
        select(Notice)
        .options(joinedload(Notice.seminar))
        .where(*wanted)
        .order_by(Notice.id.desc())
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    ).all()
    return rows, max(ceil(found / PAGE_SIZE), 1)


def notice(session: Session, notice_id: int) -> Notice:
    """A notice with its tour and seminar. One query.

    Raises:
        NotFound: there is no such notice.
    """
    found = session.scalar(
        select(Notice)
        .options(joinedload(Notice.tour), joinedload(Notice.seminar))
        .where(Notice.id == notice_id)
    )
    if found is None:
        raise NotFound("notice")
    return found


def reach(session: Session, notice_id: int) -> Reach:
    """How far a notice has come. One query."""
    rows = session.execute(
        select(Message.state, NoticeRecipient.is_unwritable, func.count())
        .select_from(NoticeRecipient)
        .outerjoin(Message, Message.id == NoticeRecipient.message_id)
        .where(NoticeRecipient.notice_id == notice_id)
        .group_by(Message.state, NoticeRecipient.is_unwritable)
    )
    mails: dict[MessageState, int] = {}
    unwritten = unwritable = 0
    for found, is_unwritable, number in rows:
        state: MessageState | None = found  # there may be no mail
        if state is not None:
            mails[state] = mails.get(state, 0) + number
        elif is_unwritable:
            unwritable = number
        else:
            unwritten = number
    return Reach(mails, unwritten, unwritable)


def recipients(
    session: Session, notice_id: int, *, missed_alone: bool = False, page: int
) -> Recipients:
    """One page of those who get a notice, with their mails. Two queries."""
    rows = (
        select(NoticeRecipient)
        .outerjoin(Message, Message.id == NoticeRecipient.message_id)
        .where(NoticeRecipient.notice_id == notice_id)
    )
    if missed_alone:
        rows = rows.where(_is_missed())
    found = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    shown = session.scalars(
        rows.options(joinedload(NoticeRecipient.message), joinedload(NoticeRecipient.registration))
        .order_by(NoticeRecipient.registration_id)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    ).all()
    return Recipients(shown, found)


def _is_missed() -> ColumnElement[bool]:
    return or_(Message.state.in_(MISSED_STATES), NoticeRecipient.is_unwritable)

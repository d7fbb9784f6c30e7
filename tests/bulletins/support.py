"""What the tests of bulletins share: somebody who wants them, and what happens meanwhile."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice, RoleName, User
from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import HOST, Actor
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from tests.accounts.support import make_member
from tests.factories import NOW


def make_reader(
    session: Session,
    bulletin: BulletinChoice = BulletinChoice.AT_ONCE,
    role: RoleName = RoleName.CLERK,
    **values: Any,
) -> User:
    """Somebody of the staff who has chosen to be told."""
    return make_member(session, role, bulletin=bulletin, bulletin_since=NOW, **values)


def happen(
    session: Session,
    thing: Bid | Seminar | Engagement,
    kind: HistoryKind = HistoryKind.BID_SUBMITTED,
    *,
    at: datetime = NOW,
    actor: Actor | None = HOST,
) -> HistoryLine:
    """Let something happen to a bid, a seminar, or an adviser's part in a tour."""
    subject = Subject(thing.subject_kind, thing.id)
    with transaction(session):
        return history.record(session, kind, subject, actor, at)


def bulletins(session: Session) -> list[Message]:
    """The bulletins in the outbox, the first written first."""
    session.rollback()
    wanted = select(Message).where(Message.kind == "office_bulletin").order_by(Message.id)
    return list(session.scalars(wanted))

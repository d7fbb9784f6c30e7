"""What the tests of alerts share: strangers who ask, and what stands of them afterwards."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.alerts import services as alerts
from seminar_service.alerts.model import Alert
from seminar_service.alerts.values import Wish
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from tests.factories import NOW
from tests.registrations.proof_support import OFFICE

AICHI = Wish("23")
ADDRESS = "hanako@example.jp"


def ask(
    session: Session,
    wish: Wish = AICHI,
    address: str = ADDRESS,
    *,
    office: Office = OFFICE,
    now: datetime = NOW,
) -> None:
    """Let a stranger ask to be told."""
    alerts.ask(session, wish, address, locale="ja", office=office, actor=PARTICIPANT, now=now)


def confirm(session: Session, alert: Alert, *, now: datetime = NOW) -> None:
    """Press the button in the mail."""
    alerts.confirm(session, alert.id, office=OFFICE, actor=PARTICIPANT, now=now)


def all_alerts(session: Session) -> list[Alert]:
    return list(session.scalars(select(Alert).order_by(Alert.id)))


def mails(session: Session) -> list[tuple[str, str]]:
    """Kind and recipient of all mails, in their order."""
    rows = session.execute(select(Message.kind, Message.recipient).order_by(Message.id))
    return [(kind, recipient) for kind, recipient in rows]

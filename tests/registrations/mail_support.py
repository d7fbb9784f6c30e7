"""The mails about registrations, as tests read them."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from tests.factories import NOW, OFFICE


def written(session: Session) -> Message:
    """The mail written last."""
    session.flush()
    return session.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()


def opened(session: Session, mail: Message, purpose: LinkPurpose, path: str) -> list[int | None]:
    """What the links of a mail open whose path is this and a token."""
    tokens = re.findall(rf"{OFFICE.base_url}(?:/en)?/{path}/([\w-]{{20,}})(?![\w/-])", mail.body)
    return [links.resolve(session, purpose, token, now=NOW) for token in tokens]

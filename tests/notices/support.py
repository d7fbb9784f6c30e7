"""What the tests of notices share."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.locales import Locale
from seminar_service.notices import services as notices
from seminar_service.notices.model import Notice, NoticeRecipient
from seminar_service.notices.values import Audience, Letter
from seminar_service.outbox.model import Message
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW

JAPANESE = Letter("{セミナー}の持ち物", "{氏名} 様\n{日時}　{会場}\n{専用リンク}")
ENGLISH = Letter("What to bring to {seminar}", "Dear {name},\n{day}, {place}\n{link}")
NOTHING = Letter("", "")


def write(
    session: Session,
    tour: Tour,
    *,
    ja: Letter = JAPANESE,
    en: Letter = ENGLISH,
    **audience: Any,
) -> Notice:
    """A draft; to all who have a place, unless told otherwise."""
    wanted: dict[str, Any] = {
        "seminar_id": None,
        "place": "",
        "kind": None,
        "states": [RegistrationState.CONFIRMED],
    }
    letters = {Locale.JA: ja, Locale.EN: en}
    to = Audience(**(wanted | audience))
    return notices.write(session, tour.id, to, letters, actor=SYSTEM, now=NOW)


def schedule(session: Session, notice: Notice) -> None:
    """Let it be sent at once."""
    notices.schedule(session, notice.id, NOW, version=None, actor=SYSTEM, now=NOW)


def mails(session: Session, kind: str = "notice") -> list[Message]:
    found = select(Message).where(Message.kind == kind).order_by(Message.id)
    return list(session.scalars(found))


def recipients(session: Session, notice: Notice) -> list[NoticeRecipient]:
    return list(
        session.scalars(
            select(NoticeRecipient)
            .where(NoticeRecipient.notice_id == notice.id)
            .order_by(NoticeRecipient.registration_id)
        )
    )

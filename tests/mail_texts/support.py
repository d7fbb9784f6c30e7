"""What the tests of mail texts share."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.locales import Locale
from seminar_service.mail_texts import services as mail_texts
from seminar_service.mail_texts.model import MailText
from seminar_service.outbox.letters import Letter
from seminar_service.outbox.rendering import original
from tests.factories import NOW

KIND = "registration_confirmed"
ADDED = "上履きをお持ちください。"


def anew(kind: str = KIND, added: str = ADDED, locale: Locale = Locale.JA) -> Letter:
    """The original with one line more."""
    first = original(kind, locale)
    return Letter(f"【必読】{first.subject}", f"{added}\n\n{first.body}")


def write(
    session: Session,
    tour_id: int,
    *,
    kind: str = KIND,
    ja: Letter | None = None,
    en: Letter | None = None,
    version: int | None = None,
) -> None:
    """Write a letter anew, in Japanese unless told otherwise."""
    written = {
        Locale.JA: ja or anew(kind),
        Locale.EN: en or original(kind, Locale.EN),
    }
    mail_texts.write(session, tour_id, kind, written, version=version, actor=SYSTEM, now=NOW)


def rows(session: Session) -> list[MailText]:
    session.expire_all()
    return list(session.scalars(select(MailText).order_by(MailText.id)))

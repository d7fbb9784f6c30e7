"""What the tests of substitutes share."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import substitutes
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant
from tests.registrations.proof_support import NETWORK, NOW, OFFICE

COLLEAGUE = Applicant(name="後藤 次郎", email="goto@example.jp", name_kana="ゴトウ ジロウ")


def hand_over(
    session: Session,
    row: Registration,
    person: Applicant = COLLEAGUE,
    answers: Sequence[GivenAnswer] = (),
    *,
    network: str = NETWORK,
    office: Office = OFFICE,
    now: datetime = NOW,
) -> Registration:
    """Let somebody give the own place to a colleague."""
    return substitutes.hand_over(
        session,
        row.id,
        person,
        answers,
        network=network,
        office=office,
        actor=PARTICIPANT,
        now=now,
    )


def mail_of(session: Session, kind: str) -> Message:
    """The one mail of a kind."""
    return session.scalars(select(Message).where(Message.kind == kind)).one()


def kinds_of(session: Session, row: Registration) -> list[str]:
    """What the history says of a registration."""
    lines = select(HistoryLine.kind).where(
        HistoryLine.subject_kind == "registration", HistoryLine.subject_id == row.id
    )
    return list(session.scalars(lines.order_by(HistoryLine.id)))

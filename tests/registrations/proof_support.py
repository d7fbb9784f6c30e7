"""What the tests of held places share: strangers who register, and the button in their mails."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.proof import Caution
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant, Registered
from seminar_service.seminars.model import Seminar

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
CAUTION = Caution(secret="a secret of tests")
OFFICE = Office(
    "https://seminar.example.jp", "office@example.jp", "help@example.jp", "試験", "Test", CAUTION
)
NETWORK = "a" * 64
ELSEWHERE = "b" * 64
VICTIM = "victim@example.jp"
_forms = count()

Register = Callable[..., Registered]


def applicant(name: str = "参加 一郎", email: str = VICTIM) -> Applicant:
    return Applicant(name=name, email=email, participant_kind=ParticipantKind.OTHER)


def register(
    session: Session,
    seminar: Seminar,
    person: Applicant,
    *,
    network: str | None = NETWORK,
    office: Office = OFFICE,
    now: datetime = NOW,
) -> Registered:
    """Let a stranger send a form that nobody has sent before."""
    return registrations.register(
        session,
        seminar.public_id,
        person,
        form_key=f"stranger-{next(_forms)}",
        network=network,
        office=office,
        actor=PARTICIPANT,
        now=now,
    )


def fill(session: Session, seminar: Seminar, number: int) -> list[Registration]:
    """Let the office enter people until so many places are taken."""
    people = [applicant(f"席 {each}", f"seat{each}@example.jp") for each in range(number)]
    return [register(session, seminar, each, network=None).registration for each in people]


def states(session: Session) -> list[str]:
    """How all registrations stand, in the order in which they came."""
    rows = session.scalars(select(Registration.state).order_by(Registration.id))
    return [state.value for state in rows]


def counters(session: Session, seminar: Seminar) -> tuple[int, int]:
    """Places taken and people waiting."""
    session.refresh(seminar)
    return seminar.taken, seminar.waiting


def mails_to(session: Session, address: str) -> list[Message]:
    rows = session.scalars(select(Message).where(Message.recipient == address).order_by(Message.id))
    return list(rows)

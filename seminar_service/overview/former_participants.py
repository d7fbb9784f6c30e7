"""Who had registered for a seminar, and who was told of its end; for the staff."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

ENDS: Final = (
    HistoryKind.REGISTRATION_CANCELLED,
    HistoryKind.REGISTRATION_WITHDRAWN,
    HistoryKind.PLACE_HANDED_OVER,
    HistoryKind.REGISTRATION_LAPSED,
    HistoryKind.OFFER_DECLINED,
    HistoryKind.OFFER_LAPSED,
)
MAILS_OF_AN_END: Final = (
    "registration_seminar_cancelled",
    "registration_withdrawn",
    "registration_handed_over",
    "registration_declined",
    "registration_offer_lapsed",
)


@dataclass(frozen=True)
class Former:
    """Somebody whose registration has come to an end.

    Attributes:
        registration: The registration.
        before: How it stood until then; None where the history does not know.
        ended_at: When it ended.
        mail: The mail about that; None where none was written.
    """

    registration: Registration
    before: RegistrationState | None
    ended_at: datetime
    mail: Message | None


@dataclass(frozen=True)
class FormerParticipants:
    """Everybody whose registration for one seminar has come to an end, in the order of the queue.

    Attributes:
        ended: Those whom the seminar's cancellation ended.
        withdrawn: Those who gave it up themselves.
        lapsed: Those who did not press the button, or did not accept a place, in time.
        partners: The mails of the cancellation to the host ("bid") and to advisers, by number.
    """

    ended: tuple[Former, ...]
    withdrawn: tuple[Former, ...]
    lapsed: tuple[Former, ...]
    partners: Mapping[str, Message]


def former_participants(
    session: Session, seminar: Seminar, rows: Sequence[Registration]
) -> FormerParticipants:
    """What has become of the registrations `rows` that have come to an end. Three queries."""
    lines = _lines(session, rows)
    mails = _mails(session, seminar, rows)
    former = [_former(row, lines.get(row.id), mails.get(about(row))) for row in rows]

    def of(state: RegistrationState, *, withdrawn: bool) -> tuple[Former, ...]:
        return tuple(
            each
            for each in former
            if each.registration.state is state
            and (each.registration.withdrawn_at is not None) is withdrawn
        )

    return FormerParticipants(
        ended=of(RegistrationState.CANCELLED, withdrawn=False),
        withdrawn=of(RegistrationState.CANCELLED, withdrawn=True),
        lapsed=of(RegistrationState.LAPSED, withdrawn=False),
        partners=_of_partners(seminar, mails),
    )


def _former(row: Registration, line: HistoryLine | None, mail: Message | None) -> Former:
    before = line.data.get("before") if line else None
    return Former(
        registration=row,
        before=RegistrationState(before) if before else None,
        ended_at=row.withdrawn_at or (line.at if line else row.changed_at),
        mail=mail,
    )


def _lines(session: Session, rows: Iterable[Registration]) -> dict[int, HistoryLine]:
    """How each registration ended, by its number."""
    found = session.scalars(
        select(HistoryLine)
        .where(
            HistoryLine.kind.in_(ENDS),
            HistoryLine.subject_kind == SubjectKind.REGISTRATION,
            HistoryLine.subject_id.in_([row.id for row in rows]),
        )
        .order_by(HistoryLine.id)
    )
    return {line.subject_id: line for line in found if line.subject_id is not None}


def _mails(session: Session, seminar: Seminar, rows: Iterable[Registration]) -> dict[str, Message]:
    """The newest mail about an end to each participant, host and adviser, by what it is about."""
    to_participants = and_(
        Message.kind.in_(MAILS_OF_AN_END), Message.about.in_([about(row) for row in rows])
    )
    cancelled_at = (
        select(HistoryLine.at)
        .where(
            HistoryLine.kind == HistoryKind.SEMINAR_CANCELLED,
            HistoryLine.subject_kind == SubjectKind.SEMINAR,
            HistoryLine.subject_id == seminar.id,
        )
        .order_by(HistoryLine.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    to_partners = and_(  # written in the transaction of the cancellation, at the same instant
        Message.created_at == cancelled_at, Message.about.in_(_partners(seminar).values())
    )
    wanted = select(Message).where(or_(to_participants, to_partners)).order_by(Message.id)
    return {message.about: message for message in session.scalars(wanted)}


def _partners(seminar: Seminar) -> dict[str, str]:
    """What mails to host and advisers are about, by whom they go to."""
    advisers = {str(each.adviser_id): f"adviser:{each.adviser_id}" for each in seminar.team}
    return {"bid": f"bid:{seminar.bid_id}"} | advisers


def _of_partners(seminar: Seminar, mails: Mapping[str, Message]) -> dict[str, Message]:
    return {who: mails[name] for who, name in _partners(seminar).items() if name in mails}

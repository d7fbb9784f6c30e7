"""The staff undoes what it has confirmed for somebody by mistake, as long as nobody was told."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.by_hand.chosen import locked_chosen
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.storage.transaction import transaction

_CONFIRMING = {HistoryKind.REGISTRATION_CONFIRMED.value, HistoryKind.OFFER_ACCEPTED.value}
_BACK = {
    RegistrationState.PROVISIONAL: RegistrationAction.HOLD_AGAIN,
    RegistrationState.OFFERED: RegistrationAction.OFFER_AGAIN,
}


class ConfirmationKnown(DomainError):  # noqa: N818 (named after the rule)
    """A confirmation is not undone: somebody was told, its time is over, or more has happened."""

    code = "confirmation_known"
    category = Category.CONFLICT


def undo_confirmation(
    session: Session, seen: Mapping[int, str], *, actor: Actor, now: datetime
) -> Registration:
    """Let a place be held or offered again, or a wait depend on its button; nobody is told.

    It lasts as long as it would have. Who has it keeps it in between, so that nobody moves up.

    Args:
        session: The database.
        seen: The `seen_mark` of the registration, by its number.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        ChangedMeanwhile: it stands otherwise by now.
        ConfirmationKnown: somebody was told, its time is over, or something has happened since.
    """
    with transaction(session):
        (row,) = locked_chosen(session, seen)
        line = _undoable(session, row, now=now)
        if line is None:
            raise ConfirmationKnown
        before, until = RegistrationState(str(line.data["before"])), _until(line)
        if before is RegistrationState.OFFERED:
            row.offered_until = until
        else:
            row.held_until = until
        if before is not RegistrationState.WAITING:
            move(row, _BACK[before], now=now)
            registration_calendars.raise_revision(session, row)
        row.changed_at = now
        session.flush()
        tell(session, row, HistoryKind.CONFIRMATION_UNDONE, actor=actor, now=now, told=False)
        return row


def may_undo_confirmation(session: Session, row: Registration, *, now: datetime) -> bool:
    """Whether the office has confirmed a registration, and nothing has happened since.

    Two queries at most; none for one that has no place and does not wait.
    """
    return _undoable(session, row, now=now) is not None


def _undoable(session: Session, row: Registration, *, now: datetime) -> HistoryLine | None:
    """The line of a confirmation that can be undone; None where there is none."""
    if row.state not in {RegistrationState.CONFIRMED, RegistrationState.WAITING}:
        return None
    line = session.scalar(
        select(HistoryLine)
        .where(
            HistoryLine.subject_kind == SubjectKind.REGISTRATION.value,
            HistoryLine.subject_id == row.id,
            HistoryLine.kind != HistoryKind.REGISTRATION_NOTED.value,
        )
        .order_by(HistoryLine.id.desc())
        .limit(1)
    )
    if line is None or line.kind not in _CONFIRMING or not _is_known_to_staff_alone(line):
        return None
    until = _until(line)
    waited = line.data.get("before") == RegistrationState.WAITING.value
    as_left = waited == (row.state is RegistrationState.WAITING)
    if until is None or until <= now or not as_left:
        return None
    told = select(Message.id).where(Message.about == about(row), Message.created_at >= line.at)
    return line if session.scalar(told.limit(1)) is None else None


def _is_known_to_staff_alone(line: HistoryLine) -> bool:
    by_staff = line.actor_kind == ActorKind.ORGANISER.value
    return by_staff and line.data.get("told") is False and bool(line.data.get("before"))


def _until(line: HistoryLine) -> datetime | None:
    text = str(line.data.get("until") or "")
    return datetime.fromisoformat(text) if text else None

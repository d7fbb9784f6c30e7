"""The staff undoes its last change of what somebody entered, as long as nobody was told.

What a registration said before is kept for a day, and with it, not longer: it is personal.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import (
    EmployeeBand,
    HeardOf,
    Industry,
    ParticipantKind,
    RegistrationSource,
    SharedWithHost,
)
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.model import Message
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer, answers_of, write_answers
from seminar_service.registrations.change_model import RegistrationEdit
from seminar_service.registrations.entering import refuse_second
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.storage.transaction import transaction

KEPT_FOR: Final = timedelta(days=1)
"""How long a change can be undone."""
PAGE_LINKS: Final = (
    LinkPurpose.REGISTRATION,
    LinkPurpose.REGISTRATION_BUTTON,
    LinkPurpose.ADDRESS_CHANGE,
)
"""Links that fall with the mail address to which they went."""
_ENUMS: Final[Mapping[str, type[StrEnum]]] = {
    "participant_kind": ParticipantKind,
    "employees": EmployeeBand,
    "industry": Industry,
    "heard_of": HeardOf,
    "shared_with_host": SharedWithHost,
    "source": RegistrationSource,
}
_CALL: Final = ("call_about", "call_since")


class EditKnown(DomainError):  # noqa: N818 (named after the rule)
    """A change cannot be undone: somebody was told, a day has passed, or more has happened."""

    code = "edit_known"
    category = Category.CONFLICT


def what_it_says(
    session: Session,
    row: Registration,
    columns: Iterable[str],
    questions: Collection[int],
) -> str | None:
    """What a registration says in some columns and to some own questions, as JSON.

    Part of the caller's transaction. None where a file is among it: with another one in its place
    it is gone.
    """
    answers = [
        each for each in answers_of(session, [row.id])[row.id] if each.question_id in questions
    ]
    if any(each.question.kind is QuestionKind.FILE for each in answers):
        return None
    said = {name: getattr(row, name) for name in (*columns, *_CALL)}
    since = said["call_since"]
    said["call_since"] = since.isoformat() if since is not None else None
    kept = {
        "columns": said,
        "questions": sorted(questions),
        "answers": [_as_json(each) for each in answers],
    }
    return json.dumps(kept, ensure_ascii=False)


def keep(session: Session, row: Registration, earlier: str | None, *, now: datetime) -> None:
    """Keep what a registration said before it was edited; None for what cannot be undone.

    Part of the caller's transaction. What is older than a day goes.
    """
    session.execute(
        delete(RegistrationEdit).where(
            (RegistrationEdit.registration_id == row.id)
            | (RegistrationEdit.made_at <= now - KEPT_FOR)
        )
    )
    if earlier is not None:
        session.add(
            RegistrationEdit(
                registration_id=row.id, version=row.version, earlier=earlier, made_at=now
            )
        )
        session.flush()


def undo_edit(
    session: Session, registration_id: int, *, version: int, actor: Actor, now: datetime
) -> Registration:
    """Let a registration say again what it said before the staff changed it; nobody is told.

    Links to an earlier mail address that fell with the change open the page again.

    Args:
        session: The database.
        registration_id: The registration.
        version: Of the registration, as it was shown.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        ChangedMeanwhile: somebody else has edited it.
        EditKnown: somebody was told, a day has passed, or the person has registered again.
    """
    with transaction(session):
        row = locked_registration(session, registration_id)
        require_version(row, version)
        edit = _undoable(session, row, now=now)
        if edit is None:
            raise EditKnown
        earlier = json.loads(edit.earlier)
        columns = _columns(earlier["columns"])
        try:
            refuse_second(session, row, columns["email_key"], columns["name_key"])
        except PersonRegisteredAlready as error:
            raise EditKnown from error
        moved = columns["email_key"] != row.email_key
        for name, value in columns.items():
            setattr(row, name, value)
        given = [_given(each) for each in earlier["answers"]]
        write_answers(session, row, given, instead_of=earlier["questions"])
        row.changed_at = now
        if moved:
            _let_links_work_again(session, row, edit.made_at)
            registration_calendars.raise_revision(session, row)
        session.delete(edit)
        mark_edited(session, row, HistoryKind.EDIT_UNDONE, actor=actor, now=now, told=False)
        session.flush()
        return row


def may_undo_edit(session: Session, row: Registration, *, now: datetime) -> bool:
    """Whether the staff's last change of a registration can be undone. Two queries at most."""
    return _undoable(session, row, now=now) is not None


def forget_old_edits(session: Session, *, now: datetime) -> None:
    """Delete what can be undone no longer. Part of the caller's transaction."""
    session.execute(delete(RegistrationEdit).where(RegistrationEdit.made_at <= now - KEPT_FOR))


def _undoable(session: Session, row: Registration, *, now: datetime) -> RegistrationEdit | None:
    edit = session.get(RegistrationEdit, row.id)
    if edit is None or edit.version != row.version or edit.made_at <= now - KEPT_FOR:
        return None
    told = select(Message.id).where(Message.about == about(row), Message.created_at >= edit.made_at)
    return edit if session.scalar(told.limit(1)) is None else None


def _let_links_work_again(session: Session, row: Registration, fell_at: datetime) -> None:
    session.execute(
        update(SecretLink)
        .where(
            SecretLink.purpose.in_(PAGE_LINKS),
            SecretLink.subject_id == row.id,
            SecretLink.revoked_at == fell_at,
        )
        .values(revoked_at=None)
    )


def _columns(said: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(said)
    for name, kind in _ENUMS.items():
        found[name] = kind(found[name]) if found.get(name) else None
    since = found["call_since"]
    return found | {"call_since": datetime.fromisoformat(since) if since else None}


def _as_json(answer: Answer) -> dict[str, Any]:
    return {
        "question_id": answer.question_id,
        "text": answer.text,
        "number": answer.number,
        "day": answer.day.isoformat() if answer.day is not None else None,
        "says_yes": answer.says_yes,
        "options": [option.id for option in answer.options],
    }


def _given(said: Mapping[str, Any]) -> GivenAnswer:
    day = date.fromisoformat(said["day"]) if said["day"] else None
    return GivenAnswer(**{**said, "day": day, "options": tuple(said["options"])})

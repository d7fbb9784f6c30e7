"""Moving a case along: who works on it, what has been done, and what came of it."""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.consultations.history import tell
from seminar_service.consultations.model import Case, CaseContact, case_expert
from seminar_service.consultations.reading import (
    NotAssigned,
    Reader,
    locked_case,
    require_reader,
)
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.services import add_expert, require_remembered
from seminar_service.consultations.states import CASE_TRANSITIONS, CaseAction
from seminar_service.consultations.values import ContactWay, Result
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import require_version
from seminar_service.storage.transaction import transaction


class ExpertUnknown(DomainError):  # noqa: N818 (named after the rule)
    """The account is none that works at the desk, or is closed."""

    code = "expert_unknown"
    category = Category.INVALID


class ResultMissing(DomainError):  # noqa: N818 (named after the rule)
    """A case is closed with what came of it."""

    code = "result_missing"
    category = Category.INVALID


def take(session: Session, case_id: int, reader: Reader, *, actor: Actor, now: datetime) -> None:
    """Take a case from the queue. Whoever has it already keeps it.

    Raises:
        NotFound: There is no such case.
        NotAssigned: Somebody else has it; the head may give it to more.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        experts = _experts_of(session, case_id)
        if reader.user_id in experts:
            return
        if experts and not reader.is_head:
            raise NotAssigned
        _assign(session, case, reader.user_id, actor=actor, now=now)


def assign(session: Session, case_id: int, user_id: int, *, actor: Actor, now: datetime) -> None:
    """Give a case to one more expert; the head does so. The second time nothing happens.

    Raises:
        NotFound: There is no such case.
        ExpertUnknown: The account does not work at the desk.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        if user_id in _experts_of(session, case_id):
            return
        _require_expert(session, user_id)
        _assign(session, case, user_id, actor=actor, now=now)


def release(session: Session, case_id: int, user_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a case from an expert; without any it is new again. The second time nothing happens.

    Raises:
        NotFound: There is no such case.
        TransitionNotAllowed: It is closed, and its last expert stays with it.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        experts = _experts_of(session, case_id)
        if user_id not in experts:
            return
        if experts == {user_id}:
            case.state = CASE_TRANSITIONS.move(case.state, CaseAction.RELEASE)
        session.execute(
            delete(case_expert).where(
                case_expert.c.case_id == case_id, case_expert.c.user_id == user_id
            )
        )
        case.changed_at = now
        tell(session, case, HistoryKind.CASE_RELEASED, actor=actor, now=now, expert=user_id)


def move(
    session: Session,
    case_id: int,
    action: CaseAction,
    *,
    version: int | None,
    reader: Reader,
    actor: Actor,
    now: datetime,
    result: Result | None = None,
    due_on: date | None = None,
) -> None:
    """Work on a case, leave it waiting, close it with its result, or open it again.

    Raises:
        NotFound: There is no such case.
        NotAssigned: The reader may not.
        ChangedMeanwhile: Somebody has changed it since `version`.
        TransitionNotAllowed: Its state does not allow the action.
        ResultMissing: It is closed without a result.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        require_version(case, version)
        if action is CaseAction.CLOSE and result is None:
            raise ResultMissing
        before = case.state
        case.state = CASE_TRANSITIONS.move(before, action)
        case.version += 1
        case.changed_at = now
        case.closed_at = None if case.is_open else now
        case.result = result if action is CaseAction.CLOSE else None
        case.due_on = due_on if case.is_open else None
        tell(
            session,
            case,
            HistoryKind.CASE_MOVED,
            actor=actor,
            now=now,
            before=before.value,
            state=case.state.value,
        )


def note_contact(
    session: Session,
    case_id: int,
    *,
    form_key: str,
    at: datetime,
    way: ContactWay,
    minutes: int,
    note: str,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep that an expert worked on a case; a form that is sent twice is one contact.

    A case that was only assigned is in progress from then on.

    Raises:
        NotFound: There is no such case.
        NotAssigned: The reader may not.
        CaseForgotten: What was told is deleted, and nothing is added to it.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        require_remembered(case)
        if session.scalar(select(CaseContact.id).where(CaseContact.form_key == form_key)):
            return
        session.add(
            CaseContact(
                case_id=case_id,
                user_id=reader.user_id,
                form_key=form_key,
                at=at,
                way=way,
                minutes=minutes,
                note=seal.close(note),
            )
        )
        if CASE_TRANSITIONS.allows(case.state, CaseAction.WORK):
            case.state = CASE_TRANSITIONS.move(case.state, CaseAction.WORK)
        case.changed_at = now
        tell(session, case, HistoryKind.CASE_CONTACT, actor=actor, now=now, minutes=minutes)


def _assign(session: Session, case: Case, user_id: int, *, actor: Actor, now: datetime) -> None:
    add_expert(session, case, user_id, actor=actor, now=now)
    case.changed_at = now
    if CASE_TRANSITIONS.allows(case.state, CaseAction.ASSIGN):
        case.state = CASE_TRANSITIONS.move(case.state, CaseAction.ASSIGN)


def _experts_of(session: Session, case_id: int) -> set[int]:
    found = select(case_expert.c.user_id).where(case_expert.c.case_id == case_id)
    return set(session.scalars(found))


def _require_expert(session: Session, user_id: int) -> None:
    known = (
        select(User.id)
        .join(User.roles)
        .where(
            User.id == user_id,
            User.active,
            Role.name.in_([RoleName.DESK_EXPERT.value, RoleName.DESK_HEAD.value]),
        )
    )
    if session.scalar(known) is None:
        raise ExpertUnknown

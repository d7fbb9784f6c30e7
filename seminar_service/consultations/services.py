"""Opening a case, and changing what is said of it."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.consultations.history import tell
from seminar_service.consultations.model import Case, CaseNumber, DeskSubject, case_expert
from seminar_service.consultations.reading import Reader, locked_case, require_reader
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import CaseFacts, CaseSecrets, ClientKind
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction


class AnonymousNamed(DomainError):  # noqa: N818 (named after the rule)
    """Of somebody who wants to stay anonymous nothing is kept that names them."""

    code = "anonymous_named"
    category = Category.INVALID


def open_case(
    session: Session,
    facts: CaseFacts,
    secrets: CaseSecrets,
    *,
    form_key: str,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
    expert_id: int | None = None,
    due_on: date | None = None,
) -> int:
    """Open a case and return its key; a form that is sent twice opens one.

    Args:
        session: The database.
        facts: What is counted of it.
        secrets: What lies under seal.
        form_key: What tells this form from every other.
        seal: The desk's seal.
        actor: Who opens it.
        now: The present instant.
        expert_id: The account to which it is assigned at once: whoever takes the call.
        due_on: By when the next step is to be done.

    Raises:
        AnonymousNamed: The client is anonymous, and yet named.
    """
    with transaction(session):
        there = session.scalar(select(Case.id).where(Case.form_key == form_key))
        if there is not None:
            return there
        case = put_case(session, facts, secrets, seal=seal, actor=actor, now=now)
        case.form_key, case.due_on = form_key, due_on
        if expert_id is not None:
            add_expert(session, case, expert_id, actor=actor, now=now)
            case.state = CaseState.ASSIGNED
        return case.id


def put_case(
    session: Session,
    facts: CaseFacts,
    secrets: CaseSecrets,
    *,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> Case:
    """Add the row of a new case with the next number. Part of the caller's transaction.

    Raises:
        AnonymousNamed: The client is anonymous, and yet named.
    """
    day = day_of(now)
    year = FiscalYear.of(day).start_year
    case = Case(
        fiscal_year=year,
        number=_next_number(session, year),
        state=CaseState.NEW,
        opened_on=day,
        opened_at=now,
        changed_at=now,
    )
    _write(session, case, facts, secrets, seal)
    session.add(case)
    session.flush()
    tell(session, case, HistoryKind.CASE_OPENED, actor=actor, now=now, channel=facts.channel.value)
    return case


def add_expert(session: Session, case: Case, user_id: int, *, actor: Actor, now: datetime) -> None:
    """Let one more account read a case. Part of the caller's transaction."""
    session.execute(case_expert.insert().values(case_id=case.id, user_id=user_id))
    tell(session, case, HistoryKind.CASE_ASSIGNED, actor=actor, now=now, expert=user_id)


def edit_case(
    session: Session,
    case_id: int,
    facts: CaseFacts,
    secrets: CaseSecrets,
    *,
    due_on: date | None,
    version: int | None,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> None:
    """Change what is said of a case.

    Raises:
        NotFound: There is no such case.
        NotAssigned: The reader may not.
        ChangedMeanwhile: Somebody has edited it since `version`.
        AnonymousNamed: The client is anonymous, and yet named.
        CaseForgotten: What named its client is deleted, and nothing is added to it.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        require_version(case, version)
        require_remembered(case)
        _write(session, case, facts, secrets, seal)
        case.due_on, case.changed_at = due_on, now
        mark_edited(session, case, actor=actor, now=now, number=case.reference)


class CaseForgotten(DomainError):  # noqa: N818 (named after the rule)
    """What named the client and told of the matter is deleted; only what is counted is left."""

    code = "case_forgotten"
    category = Category.CONFLICT


def require_remembered(case: Case) -> None:
    """See that a case still holds what was told. Part of the caller's transaction.

    Raises:
        CaseForgotten: It does not.
    """
    if case.forgotten_at is not None:
        raise CaseForgotten


def _write(
    session: Session, case: Case, facts: CaseFacts, secrets: CaseSecrets, seal: DeskSeal
) -> None:
    if facts.client_kind is ClientKind.ANONYMOUS and secrets.client.is_named:
        raise AnonymousNamed
    case.channel, case.client_kind = facts.channel, facts.client_kind
    case.user_kind, case.employees = facts.user_kind, facts.employees
    case.industry, case.prefecture = facts.industry, facts.prefecture
    known = select(DeskSubject).where(DeskSubject.id.in_(facts.subject_ids))
    case.subjects = list(session.scalars(known.order_by(DeskSubject.position)))
    seal.write(case, secrets)


def _next_number(session: Session, fiscal_year: int) -> int:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    statement = (
        insert(CaseNumber)
        .values(fiscal_year=fiscal_year, last=1)
        .on_conflict_do_update(
            index_elements=[CaseNumber.fiscal_year], set_={"last": CaseNumber.last + 1}
        )
        .returning(CaseNumber.last)
    )
    return session.execute(statement).scalar_one()

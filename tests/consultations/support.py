"""Cases for tests, with a seal of their own."""

from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.sealing import Seal
from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.consultations import services
from seminar_service.consultations.model import Case, DeskSubject
from seminar_service.consultations.reading import Reader
from seminar_service.consultations.sealed import PURPOSE, DeskSeal
from seminar_service.consultations.subjects import missing_subjects
from seminar_service.consultations.values import CaseFacts, CaseSecrets, Channel, Client
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.conftest import DESK_KEY
from tests.factories import NOW

SEAL = DeskSeal(Seal(PURPOSE, (DESK_KEY,)))
STAFF = Actor(ActorKind.ORGANISER)
CLIENT = Client("相談 花子", "秘密工業株式会社", "hanako@client.example.jp", "03-1234-5678")
SECRETS = CaseSecrets(CLIENT, "配合比を元社員が持ち出した", "弁護士に確かめる")
_numbers = count(1)


def make_subjects(session: Session) -> list[DeskSubject]:
    """The first subjects, made if they are not there."""
    with transaction(session):
        session.add_all(missing_subjects(session))
    return list(session.scalars(select(DeskSubject).order_by(DeskSubject.position)))


def make_case(
    session: Session,
    *experts: User,
    secrets: CaseSecrets = SECRETS,
    now: Any = NOW,
    due_on: Any = None,
    **facts: Any,
) -> Case:
    """A case that came by telephone; assigned to the accounts that are named."""
    case_id = services.open_case(
        session,
        CaseFacts(**({"channel": Channel.TELEPHONE} | facts)),
        secrets,
        form_key=f"form-{next(_numbers)}",
        seal=SEAL,
        actor=STAFF,
        now=now,
        expert_id=experts[0].id if experts else None,
        due_on=due_on,
    )
    for expert in experts[1:]:
        with transaction(session):
            case = session.get_one(Case, case_id)
            services.add_expert(session, case, expert.id, actor=STAFF, now=now)
    return session.get_one(Case, case_id)


def make_expert(
    session: Session, name: str = "expert", role: RoleName = RoleName.DESK_EXPERT
) -> User:
    """An open account that works at the desk."""
    row = session.scalar(select(Role).where(Role.name == role.value)) or Role(name=role.value)
    user = User(
        email=f"{name}{next(_numbers)}@desk.example.jp",
        name=name,
        fs_uniquifier=f"desk-{next(_numbers)}",
        created_at=NOW,
        roles=[row],
    )
    session.add(user)
    session.commit()
    return user


def head(session: Session) -> Reader:
    """The head of the desk as a reader."""
    return Reader(make_expert(session, "head", RoleName.DESK_HEAD).id, is_head=True)


def reader(user: User) -> Reader:
    """An expert as a reader."""
    return Reader(user.id)


def told_of(session: Session, case: Case) -> list[HistoryLine]:
    """The lines of the history about a case."""
    return [
        line
        for line in histories.lines(session)
        if (line.subject_kind, line.subject_id) == (SubjectKind.CASE, case.id)
    ]

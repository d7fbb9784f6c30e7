"""Cases of the consultation desk for the demo: all made up, and each says so."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.consultations import services, steps
from seminar_service.consultations.model import Case, DeskSubject
from seminar_service.consultations.reading import Reader
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.states import CaseAction
from seminar_service.consultations.values import (
    CaseFacts,
    CaseSecrets,
    Channel,
    Client,
    ClientKind,
    ContactWay,
    Result,
)
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind

SAMPLE: Final = "【見本】"
"""Stands before whatever is made up."""

CASES: Final = (
    (
        "leakage",
        Channel.TELEPHONE,
        EmployeeBand.FROM_51_TO_100,
        Industry.MANUFACTURING,
        "23",
        "元社員が図面を持ち出した疑いがある。まず何をすべきか知りたい。",
    ),
    (
        "trade-secrets",
        Channel.FORM,
        EmployeeBand.FROM_6_TO_20,
        Industry.INFORMATION,
        "13",
        "顧客名簿を営業秘密として守るための社内規程を整えたい。",
    ),
    (
        "open-close",
        Channel.VISIT,
        EmployeeBand.OVER_300,
        Industry.MANUFACTURING,
        "27",
        "新しい製法を特許にするか、秘密にしておくか迷っている。",
    ),
    (
        "contracts",
        Channel.MAIL,
        EmployeeBand.FROM_21_TO_50,
        Industry.TRADE,
        "40",
        "共同開発の前に結ぶ秘密保持契約の注意点を教えてほしい。",
    ),
    (
        "information-security",
        Channel.SEMINAR,
        EmployeeBand.FROM_101_TO_300,
        Industry.CONSTRUCTION,
        "01",
        "クラウドに置く設計データの管理方法を相談したい。",
    ),
    (
        "ip-system",
        Channel.COUNTER,
        EmployeeBand.FROM_1_TO_5,
        Industry.OTHER_SERVICES,
        "34",
        "商標と営業秘密の違いから知りたい。",
    ),
    (
        "trade-secrets",
        Channel.TELEPHONE,
        None,
        None,
        "",
        "匿名で、秘密保持の条項について聞きたい。",
    ),
)


def load(session: Session, *, seal: DeskSeal, now: datetime) -> None:
    """Bring the cases in, unless there is one already."""
    if session.scalar(select(Case.id).limit(1)) is not None:
        return
    subjects = {row.code: row.id for row in session.scalars(select(DeskSubject))}
    expert = _account(session, RoleName.DESK_EXPERT)
    if expert is None:
        return
    opened = [
        _open(session, number, subjects, expert, seal, now=now) for number in range(len(CASES))
    ]
    _work(session, opened, expert, seal, now)


def _account(session: Session, role: RoleName) -> int | None:
    return session.scalar(
        select(User.id).join(User.roles).where(Role.name == role.value).order_by(User.id).limit(1)
    )


def _open(
    session: Session,
    number: int,
    subjects: dict[str, int],
    expert: int,
    seal: DeskSeal,
    *,
    now: datetime,
) -> int:
    code, channel, employees, industry, place, matter = CASES[number]
    facts = CaseFacts(
        channel=channel,
        client_kind=ClientKind.COMPANY if employees else ClientKind.ANONYMOUS,
        user_kind=ParticipantKind.EXECUTIVE if employees else None,
        employees=employees,
        industry=industry,
        prefecture=place,
        subject_ids=frozenset({subjects[code]}),
    )
    client = (
        Client(f"{SAMPLE}相談 太郎", f"{SAMPLE}株式会社{number + 1}") if employees else Client()
    )
    secrets = CaseSecrets(
        client, f"{SAMPLE}{matter}", f"{SAMPLE}折り返し連絡する" if employees else ""
    )
    return services.open_case(
        session,
        facts,
        secrets,
        form_key=f"sample-{number}",
        seal=seal,
        actor=SYSTEM,
        now=now - timedelta(days=2 * (len(CASES) - number)),
        expert_id=expert if number % 2 else None,
        due_on=day_of(now) + timedelta(days=number - 2),
    )


def _work(session: Session, opened: list[int], expert: int, seal: DeskSeal, now: datetime) -> None:
    """Something was done on some of them; one is closed."""
    reader = Reader(expert)
    for number, case_id in enumerate(opened):
        if number % 2:
            steps.note_contact(
                session,
                case_id,
                form_key=f"sample-contact-{number}",
                at=now - timedelta(days=1),
                way=ContactWay.TELEPHONE,
                minutes=25,
                note=f"{SAMPLE}事情を聞き取り、資料を送っていただくことにした。",
                reader=reader,
                seal=seal,
                actor=SYSTEM,
                now=now - timedelta(days=1),
            )
    steps.move(
        session,
        opened[1],
        CaseAction.CLOSE,
        version=None,
        reader=reader,
        actor=SYSTEM,
        now=now,
        result=Result.ANSWERED,
    )

"""Lists of cases: of nothing that lies under seal, and so for everybody at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Final

from sqlalchemy import ColumnElement, Select, func, nulls_last, or_, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.consultations.model import Case, DeskSubject, case_expert, case_subject
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.states import OPEN_CASES, CaseState
from seminar_service.consultations.values import Channel
from seminar_service.domain.text_folding import fold_hyphens, fold_width

ROWS_PER_PAGE: Final = 50


class View(StrEnum):
    """Which cases a list shows."""

    QUEUE = "queue"
    MINE = "mine"
    DUE = "due"
    OPEN = "open"
    ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for.

    Attributes:
        view: Which cases.
        words: A number such as `2026-0012`, or a company, telephone number or email address exactly
            as it was told; found by its digest.
        state: Cases that stand so.
        channel: Cases that came so.
        subject_id: Cases about this subject.
        prefecture: Code of a prefecture.
    """

    view: View = View.QUEUE
    words: str = ""
    state: CaseState | None = None
    channel: Channel | None = None
    subject_id: int | None = None
    prefecture: str = ""


@dataclass(frozen=True)
class CaseLine:
    """A case in a list, with the names of those who work on it."""

    row: Case
    experts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CasePage:
    """One page of a list.

    Attributes:
        lines: Its cases.
        page: Its number, from 1.
        pages: How many there are, at least 1.
        count: How many cases the list has.
    """

    lines: list[CaseLine]
    page: int
    pages: int
    count: int


def case_page(
    session: Session,
    wanted: Wanted,
    *,
    user_id: int,
    seal: DeskSeal | None,
    today: date,
    page: int = 1,
) -> CasePage:
    """A page of the cases that are asked for. Four queries."""
    rules = _rules(wanted, user_id, seal, today)
    count = session.scalar(select(func.count()).select_from(Case).where(*rules)) or 0
    pages = max(1, ceil(count / ROWS_PER_PAGE))
    page = min(max(page, 1), pages)
    found = session.scalars(
        _ordered(select(Case).where(*rules), wanted.view)
        .options(selectinload(Case.subjects))
        .limit(ROWS_PER_PAGE)
        .offset((page - 1) * ROWS_PER_PAGE)
    )
    rows = list(found)
    experts = experts_of(session, [row.id for row in rows])
    lines = [CaseLine(row, [name for _, name in experts.get(row.id, [])]) for row in rows]
    return CasePage(lines, page, pages, count)


def counts(session: Session, *, user_id: int, today: date) -> dict[View, int]:
    """How many cases wait in the queue, are somebody's own, and are due. Three queries."""
    return {
        view: session.scalar(
            select(func.count())
            .select_from(Case)
            .where(*_rules(Wanted(view), user_id, None, today))
        )
        or 0
        for view in (View.QUEUE, View.MINE, View.DUE)
    }


def find(session: Session, case_id: int) -> Case | None:
    """One case with its subjects. Two queries."""
    return session.scalar(
        select(Case).where(Case.id == case_id).options(selectinload(Case.subjects))
    )


def experts_of(session: Session, case_ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Who works on cases: by the case's key, the accounts with their names. One query."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = session.execute(
        select(case_expert.c.case_id, User.id, User.name, User.email)
        .join(User, User.id == case_expert.c.user_id)
        .where(case_expert.c.case_id.in_(case_ids))
        .order_by(User.name, User.id)
    )
    for case_id, user_id, name, email in rows:
        found.setdefault(case_id, []).append((user_id, name or email))
    return found


def desk_staff(session: Session) -> list[tuple[int, str]]:
    """The open accounts that work at the desk, with their names. One query."""
    rows = session.execute(
        select(User.id, User.name, User.email)
        .join(User.roles)
        .where(User.active, Role.name.in_([RoleName.DESK_EXPERT.value, RoleName.DESK_HEAD.value]))
        .order_by(User.name, User.id)
    )
    return [(row.id, row.name or row.email) for row in rows]


def offered_subjects(session: Session) -> list[DeskSubject]:
    """The subjects that can be chosen, in their order. One query."""
    found = select(DeskSubject).where(~DeskSubject.retired)
    return list(session.scalars(found.order_by(DeskSubject.position, DeskSubject.id)))


def all_subjects(session: Session) -> list[DeskSubject]:
    """All subjects, in their order. One query."""
    return list(session.scalars(select(DeskSubject).order_by(DeskSubject.position, DeskSubject.id)))


def _rules(
    wanted: Wanted, user_id: int, seal: DeskSeal | None, today: date
) -> list[ColumnElement[bool]]:
    own = select(case_expert.c.case_id).where(case_expert.c.user_id == user_id)
    taken = select(case_expert.c.case_id).where(case_expert.c.case_id == Case.id).exists()
    is_open = Case.state.in_(OPEN_CASES)
    rules: dict[View, list[ColumnElement[bool]]] = {
        View.QUEUE: [is_open, ~taken],
        View.MINE: [is_open, Case.id.in_(own)],
        View.DUE: [is_open, Case.due_on <= today],
        View.OPEN: [is_open],
        View.ALL: [],
    }
    narrowed = list(rules[wanted.view])
    if wanted.state:
        narrowed.append(Case.state == wanted.state)
    if wanted.channel:
        narrowed.append(Case.channel == wanted.channel)
    if wanted.prefecture:
        narrowed.append(Case.prefecture == wanted.prefecture)
    if wanted.subject_id:
        about = select(case_subject.c.case_id).where(case_subject.c.subject_id == wanted.subject_id)
        narrowed.append(Case.id.in_(about))
    if wanted.words:
        narrowed.append(_found_by(wanted.words, seal))
    return narrowed


def _found_by(words: str, seal: DeskSeal | None) -> ColumnElement[bool]:
    """What words find: a number, or a client by exactly what they told."""
    year, _, number = fold_hyphens(fold_width(words)).strip().partition("-")
    rules: list[ColumnElement[bool]] = []
    if _is_number(year) and _is_number(number):
        rules.append((Case.fiscal_year == int(year)) & (Case.number == int(number)))
    if seal:
        for kind in ("email", "telephone", "company"):
            digests = seal.digests(kind, words)
            if digests:
                rules.append(getattr(Case, f"{kind}_key").in_(digests))
    return or_(Case.id == 0, *rules)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 6  # noqa: PLR2004 (digits of a number)


def _ordered(chosen: Select[Case], view: View) -> Select[Case]:
    if view in {View.QUEUE, View.MINE, View.DUE}:
        return chosen.order_by(nulls_last(Case.due_on), Case.id)
    return chosen.order_by(Case.id.desc())

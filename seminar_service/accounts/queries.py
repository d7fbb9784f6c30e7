"""The accounts of the staff, for lists."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from seminar_service.accounts.model import Passkey, StaffSession, User
from seminar_service.accounts.session_limits import SessionLimits
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine


@dataclass(frozen=True)
class AccountLine:
    """One account: who, in which roles, and whether it can be used."""

    email: str
    name: str
    roles: tuple[str, ...]
    active: bool


def all_accounts(session: Session) -> list[AccountLine]:
    """Every account, sorted by address."""
    users = session.scalars(select(User).options(selectinload(User.roles)).order_by(User.email))
    return [
        AccountLine(user.email, user.name, tuple(role.name for role in user.roles), user.active)
        for user in users
    ]


@dataclass(frozen=True)
class StaffLine:
    """One account in a list.

    Attributes:
        id: Its number.
        name: How the person is called; may be empty.
        email: The mail address.
        role: The name of its role; empty where it has none.
        active: Whether it is open.
        invited: Whether no password has been chosen yet.
        has_second_factor: Whether an authenticator app or a passkey has been set up.
        last_login_at: When it last logged in; `None` if never, or before there was a history.
    """

    id: int
    name: str
    email: str
    role: str
    active: bool
    invited: bool
    has_second_factor: bool
    last_login_at: datetime | None


def staff_lines(session: Session) -> list[StaffLine]:
    """Every account, the open ones first, sorted by name. Two queries."""
    return _lines(session)


def staff_line(session: Session, account_id: int) -> StaffLine | None:
    """One account. Two queries."""
    found = _lines(session, User.id == account_id)
    return found[0] if found else None


def _lines(session: Session, *wanted: ColumnElement[bool]) -> list[StaffLine]:
    last_login = (
        select(func.max(HistoryLine.at))
        .where(
            HistoryLine.kind == HistoryKind.LOGGED_IN.value,
            HistoryLine.subject_kind == SubjectKind.ACCOUNT.value,
            HistoryLine.subject_id == User.id,
        )
        .scalar_subquery()
    )
    has_passkey = exists().where(Passkey.user_id == User.id)
    rows = session.execute(
        select(User, last_login, has_passkey)
        .options(selectinload(User.roles))
        .where(*wanted)
        .order_by(User.active.desc(), User.name, User.email)
    )
    return [
        StaffLine(
            id=user.id,
            name=user.name,
            email=user.email,
            role=user.roles[0].name if user.roles else "",
            active=user.active,
            invited=user.password is None,
            has_second_factor=user.has_authenticator or passkey,
            last_login_at=at,
        )
        for user, at, passkey in rows
    ]


def session_with_account(session: Session, token_hash: str) -> StaffSession | None:
    """The session of a token with its account and roles; one query."""
    found = session.scalars(
        select(StaffSession)
        .join(StaffSession.user)
        .options(contains_eager(StaffSession.user).joinedload(User.roles))
        .where(StaffSession.token_hash == token_hash)
        .execution_options(populate_existing=True)
    )
    return found.unique().one_or_none()


def sessions_of(
    session: Session, user_id: int, limits: SessionLimits, now: datetime
) -> list[StaffSession]:
    """Where an account is logged in at present, the latest first."""
    begun_after, seen_after = limits.oldest(now)
    return list(
        session.scalars(
            select(StaffSession)
            .where(
                StaffSession.user_id == user_id,
                StaffSession.created_at > begun_after,
                StaffSession.last_seen_at > seen_after,
            )
            .order_by(StaffSession.last_seen_at.desc(), StaffSession.id.desc())
        )
    )

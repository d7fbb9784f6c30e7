"""Accounts of the staff: added, given a new password, closed."""

from datetime import datetime
from uuid import uuid4

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.administrators import close_locked, lock_accounts
from seminar_service.accounts.bulletins import USUAL
from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.accounts.session_endings import end_all_sessions
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, InputMalformed, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.text_folding import fold_width
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction


class AccountExists(DomainError):  # noqa: N818 (named after the rule)
    """Somebody has an account with this mail address already."""

    code = "account_exists"
    category = Category.CONFLICT

    def __init__(self, email: str) -> None:
        super().__init__(f"there is an account with the address {email} already")


class EmailMalformed(InputMalformed):
    """This is no mail address."""

    code = "email_malformed"


def add_account(
    session: Session,
    *,
    email: str,
    name: str,
    password_hash: str,
    role: RoleName,
    actor: Actor,
    now: datetime,
) -> int:
    """Add an account with one role, and return its key.

    Raises:
        EmailMalformed: The address is none.
        AccountExists: There is an account with this address, active or not.
    """
    with transaction(session):
        user = put_account(
            session,
            email,
            name=name,
            role=role,
            actor=actor,
            now=now,
            password_hash=password_hash,
        )
        return user.id


def put_account(
    session: Session,
    email: str,
    *,
    name: str,
    role: RoleName,
    actor: Actor,
    now: datetime,
    password_hash: str | None = None,
    locale: str = "ja",
) -> User:
    """Put down a new account with one role. Part of the caller's transaction.

    Raises:
        EmailMalformed: The address is none.
        AccountExists: There is an account with this address, active or not.
    """
    address = normalised_email(email)
    if find_account(session, address) is not None:
        raise AccountExists(address)
    user = User(
        email=address,
        name=name,
        password=password_hash,
        locale=locale,
        active=True,
        fs_uniquifier=uuid4().hex,
        created_at=now,
        bulletin=USUAL[role],
        bulletin_since=now,
        roles=[role_row(session, role)],
    )
    session.add(user)
    session.flush()
    added, subject = HistoryKind.ACCOUNT_ADDED, history.account(user.id)
    history.record(session, added, subject, actor, now, after=[role.value])
    return user


def set_password(
    session: Session, *, email: str, password_hash: str, actor: Actor, now: datetime
) -> None:
    """Give an account a new password; whoever is signed in with the old one is signed out.

    Raises:
        NotFound: No account has this address.
    """
    with transaction(session):
        user = _found(session, email)
        user.password = password_hash
        end_all_sessions(session, user)
        history.record(session, HistoryKind.PASSWORD_CHANGED, history.account(user.id), actor, now)


def disable_account(session: Session, *, email: str, actor: Actor, now: datetime) -> None:
    """Close an account; whoever is signed in with it is signed out at once.

    Raises:
        NotFound: No account has this address.
        LastAdministrator: It is the last open one of an administrator.
    """
    with transaction(session):
        lock_accounts(session)
        close_locked(session, _found(session, email), actor=actor, now=now)


def normalised_email(text: str) -> str:
    """A mail address in the one form in which it is kept, in small letters of the usual width.

    Raises:
        EmailMalformed: The text is none.
    """
    try:
        typed = fold_width(text).strip()
        return validate_email(typed, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise EmailMalformed(text, "a mail address") from error


def account_of(session: Session, typed: str) -> User | None:
    """The account whose address somebody has typed, if there is one."""
    try:
        return find_account(session, normalised_email(typed))
    except EmailMalformed:
        return None


def _found(session: Session, email: str) -> User:
    user = find_account(session, normalised_email(email))
    if user is None:
        raise NotFound("account")
    return user


def find_account(session: Session, address: str) -> User | None:
    """The account with an address as `normalised_email` gives it, open or closed."""
    return session.scalar(select(User).where(User.email == address))


def role_row(session: Session, name: RoleName) -> Role:
    """The row of a role, made if it is missing. Part of the caller's transaction."""
    role = session.scalar(select(Role).where(Role.name == name.value))
    if role is None:
        role = Role(name=name.value)
        session.add(role)
    return role

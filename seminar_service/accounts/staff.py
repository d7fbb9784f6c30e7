"""Accounts of the staff as an administrator looks after them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.accounts import bulletins
from seminar_service.accounts import mails as account_mails
from seminar_service.accounts.administrators import (
    close_locked,
    lock_accounts,
    locked_account,
    refuse_without_administrator,
)
from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import RoleName, User
from seminar_service.accounts.services import put_account, role_row
from seminar_service.accounts.session_endings import end_all_sessions
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction


class OwnRole(DomainError):  # noqa: N818 (named after the rule)
    """Nobody changes the own role, nor closes the own account."""

    code = "own_role"
    category = Category.DENIED


class AccountClosed(DomainError):  # noqa: N818 (named after the rule)
    """The account is closed; it is opened again first."""

    code = "account_closed"
    category = Category.CONFLICT


@dataclass(frozen=True)
class StaffDetails:
    """How a person is called, what the account may do, and the language of mails ("ja", "en")."""

    name: str
    role: RoleName
    locale: str


def invite(
    session: Session,
    email: str,
    details: StaffDetails,
    *,
    actor: Actor,
    office: Office,
    now: datetime,
) -> int:
    """Add an account without a password, send its owner a link to choose one, return its number.

    Raises:
        EmailMalformed: The address is none.
        AccountExists: There is an account with this address, open or closed.
    """
    with transaction(session):
        user = put_account(
            session,
            email,
            name=details.name,
            role=details.role,
            locale=details.locale,
            actor=actor,
            now=now,
        )
        account_mails.send_link(session, user, office=office, now=now)
        return user.id


def change(
    session: Session,
    account_id: int,
    details: StaffDetails,
    *,
    version: int | None,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    """Change name, role and language; a new role is told to the person and ends the sessions.

    Raises:
        NotFound: There is no such account.
        ChangedMeanwhile: Somebody has edited it since `version`.
        OwnRole: The role is that of who acts.
        LastAdministrator: Nobody would be left who looks after the accounts.
    """
    with transaction(session):
        user = _locked(session, account_id)
        require_version(user, version)
        mark_edited(session, user, actor=actor, now=now)
        user.name = details.name
        user.locale = details.locale
        before = [role.name for role in user.roles]
        if before == [details.role.value]:
            return
        _refuse_oneself(user, actor)
        user.roles = [role_row(session, details.role)]
        had = RoleName(before[0]) if before else None
        bulletins.follow_role(user, had, details.role, now=now)
        if RoleName.ADMIN in before and user.active:
            refuse_without_administrator(session)
        end_all_sessions(session, user)
        history.record(
            session,
            HistoryKind.RIGHTS_CHANGED,
            history.account(user.id),
            actor,
            now,
            before=before,
            after=[details.role.value],
        )
        news = AccountNews.RIGHTS_CHANGED
        account_mails.tell(session, user, news, office=office, now=now, role=details.role.value)


def close(
    session: Session, account_id: int, *, actor: Actor, office: Office, now: datetime
) -> None:
    """Close an account: its sessions end at once, its links are worthless. Twice is once.

    Raises:
        NotFound: There is no such account.
        OwnRole: It is the account of who acts.
        LastAdministrator: Nobody would be left who looks after the accounts.
    """
    with transaction(session):
        user = _locked(session, account_id)
        _refuse_oneself(user, actor)
        if not user.active:
            return
        close_locked(session, user, actor=actor, now=now)
        account_mails.tell(session, user, AccountNews.CLOSED, office=office, now=now)


def reopen(
    session: Session, account_id: int, *, actor: Actor, office: Office, now: datetime
) -> None:
    """Open a closed account again, with the password it had. Twice is once.

    Raises:
        NotFound: There is no such account.
    """
    with transaction(session):
        user = _locked(session, account_id)
        if user.active:
            return
        user.active = True
        bulletins.begin(user, now=now)
        _record(session, HistoryKind.ACCOUNT_OPENED, user, actor, now)
        account_mails.tell(session, user, AccountNews.OPENED, office=office, now=now)


def send_link(
    session: Session, account_id: int, *, actor: Actor, office: Office, now: datetime
) -> None:
    """Send the invitation again, or a link to choose a new password to who has one already.

    Raises:
        NotFound: There is no such account.
        AccountClosed: It is closed.
    """
    with transaction(session):
        user = _locked(session, account_id)
        _refuse_closed(user)
        _record(session, HistoryKind.PASSWORD_LINK_SENT, user, actor, now)
        account_mails.send_link(session, user, office=office, now=now)


def log_out_everywhere(
    session: Session, account_id: int, *, actor: Actor, office: Office, now: datetime
) -> None:
    """Log an account out everywhere.

    Raises:
        NotFound: There is no such account.
    """
    with transaction(session):
        user = _locked(session, account_id)
        end_all_sessions(session, user)
        _record(session, HistoryKind.SESSION_ENDED, user, actor, now)
        account_mails.tell(session, user, AccountNews.SESSIONS_ENDED, office=office, now=now)


def reset_factors(
    session: Session, account_id: int, *, actor: Actor, office: Office, now: datetime
) -> None:
    """Remove every second factor and recovery code of an account, and log it out everywhere.

    Raises:
        NotFound: There is no such account.
    """
    with transaction(session):
        user = _locked(session, account_id)
        user.tf_primary_method = None
        user.tf_totp_secret = None
        user.mf_recovery_codes = None
        user.webauthn.clear()
        end_all_sessions(session, user)
        _record(session, HistoryKind.SECOND_FACTOR_RESET, user, actor, now)
        account_mails.tell(session, user, AccountNews.FACTORS_RESET, office=office, now=now)


def _locked(session: Session, account_id: int) -> User:
    lock_accounts(session)
    return locked_account(session, account_id)


def _refuse_oneself(user: User, actor: Actor) -> None:
    if actor.user_id == user.id:
        raise OwnRole


def _refuse_closed(user: User) -> None:
    if not user.active:
        raise AccountClosed


def _record(session: Session, kind: HistoryKind, user: User, actor: Actor, now: datetime) -> None:
    history.record(session, kind, history.account(user.id), actor, now)

"""Somebody always looks after the accounts: the last administrator stays one."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts import mails as account_mails
from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.accounts.session_endings import end_all_sessions
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history


class LastAdministrator(DomainError):  # noqa: N818 (named after the rule)
    """Nobody would be left who looks after the accounts."""

    code = "last_administrator"
    category = Category.CONFLICT


def lock_accounts(session: Session) -> None:
    """Let nobody else change accounts until the transaction ends.

    Without it two administrators could close each other at the same moment. The row of the role
    stands for them all.
    """
    name = RoleName.ADMIN.value
    session.scalar(select(Role.id).where(Role.name == name).with_for_update(key_share=True))


def locked_account(session: Session, account_id: int) -> User:
    """An account that no other transaction changes until this one ends.

    Whoever changes what others may do calls `lock_accounts` before.

    Raises:
        NotFound: There is no such account.
    """
    user = session.get(User, account_id, with_for_update={"key_share": True})
    if user is None:
        raise NotFound("account")
    return user


def refuse_without_administrator(session: Session) -> None:
    """Refuse to take away the last administrator.

    Part of the caller's transaction, after `lock_accounts` and the change.

    Raises:
        LastAdministrator: No open account would be an administrator's.
    """
    session.flush()
    administrators = (
        select(func.count())
        .select_from(User)
        .join(User.roles)
        .where(Role.name == RoleName.ADMIN.value, User.active)
    )
    if session.scalar(administrators) == 0:
        raise LastAdministrator


def close_locked(session: Session, user: User, *, actor: Actor, now: datetime) -> None:
    """Close an open account that `lock_accounts` protects. Part of the caller's transaction.

    Raises:
        LastAdministrator: Nobody would be left who looks after the accounts.
    """
    was_administrator = RoleName.ADMIN in [role.name for role in user.roles]
    user.active = False
    if was_administrator:
        refuse_without_administrator(session)
    end_all_sessions(session, user)
    account_mails.revoke_links(session, user, now=now)
    subject = history.account(user.id)
    history.record(session, HistoryKind.ACCOUNT_CLOSED, subject, actor, now)

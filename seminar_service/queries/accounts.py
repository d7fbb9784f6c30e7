"""The accounts of the staff, for lists."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.models.accounts import User


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

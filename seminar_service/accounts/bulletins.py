"""When a member of the staff is told by mail what hosts and advisers have done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.accounts.administrators import locked_account
from seminar_service.accounts.model import BulletinChoice, RoleName, User
from seminar_service.domain.actors import Actor
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction

USUAL: Final[Mapping[RoleName, BulletinChoice]] = {
    RoleName.ADMIN: BulletinChoice.DAILY,
    RoleName.PLANNER: BulletinChoice.AT_ONCE,
    RoleName.CLERK: BulletinChoice.AT_ONCE,
    RoleName.VIEWER: BulletinChoice.NONE,
}
"""What holds until somebody chooses: who works through bids hears at once, who looks, never."""


def begin(user: User, *, now: datetime) -> None:
    """Let nothing be told that happened before. Part of the caller's transaction."""
    user.bulletin_since = now


def follow_role(user: User, before: RoleName | None, after: RoleName, *, now: datetime) -> None:
    """Let what is usual for the new role hold, unless the person has chosen something else.

    Part of the caller's transaction. `before` is the earlier role; None where there was none.
    """
    if before is None:
        begin(user, now=now)
    if before is None or user.bulletin is USUAL[before]:
        _change(user, USUAL[after], now)


def choose(
    session: Session,
    account_id: int,
    choice: BulletinChoice,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Choose when to be told. Who was told nothing so far hears of what happens from now on.

    Raises:
        NotFound: There is no such account.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        user = locked_account(session, account_id)
        require_version(user, version)
        mark_edited(session, user, actor=actor, now=now)
        _change(user, choice, now)


def _change(user: User, choice: BulletinChoice, now: datetime) -> None:
    if user.bulletin is BulletinChoice.NONE:
        begin(user, now=now)
    user.bulletin = choice

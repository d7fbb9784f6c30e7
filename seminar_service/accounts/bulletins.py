"""When a member of the staff is told by mail what hosts, advisers and participants have done."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    RoleName.DESK_HEAD: BulletinChoice.NONE,
    RoleName.DESK_EXPERT: BulletinChoice.NONE,
    RoleName.COUNTER_STAFF: BulletinChoice.NONE,
}
"""What holds until somebody chooses: who works through bids hears at once, who looks, never."""


def begin(user: User, *, now: datetime) -> None:
    """Let nothing be told that happened before. Part of the caller's transaction."""
    user.bulletin_since = now
    user.urgent_since = now if user.urgent_since else None
    user.digest_since = now if user.digest_since else None


def follow_role(user: User, before: RoleName | None, after: RoleName, *, now: datetime) -> None:
    """Let what is usual for the new role hold, unless the person has chosen something else.

    Part of the caller's transaction. `before` is the earlier role; None where there was none.
    """
    if before is None:
        begin(user, now=now)
    if before is None or user.bulletin is USUAL[before]:
        _change(user, USUAL[after], now)


@dataclass(frozen=True)
class Wishes:
    """What somebody wants to be told, and when.

    `choice` is about hosts and advisers, the others about registrations: `urgent` what is told at
    once, `digest` how many there were within a day.
    """

    choice: BulletinChoice
    urgent: bool = False
    digest: bool = False


def choose(
    session: Session,
    account_id: int,
    wishes: Wishes,
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
        _change(user, wishes.choice, now)
        user.urgent_since = _since(user.urgent_since, wishes.urgent, now)
        user.digest_since = _since(user.digest_since, wishes.digest, now)


def _since(before: datetime | None, wanted: bool, now: datetime) -> datetime | None:
    return (before or now) if wanted else None


def _change(user: User, choice: BulletinChoice, now: datetime) -> None:
    if user.bulletin is BulletinChoice.NONE:
        user.bulletin_since = now
    user.bulletin = choice

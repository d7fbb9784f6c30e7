"""The mails to the staff about their own accounts. Each is part of the caller's transaction."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import User
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient

INVITATION_LASTS: Final = timedelta(days=7)
LINK_LASTS: Final = timedelta(hours=1)
ABOUT: Final = "account"


class AccountNews(StrEnum):
    """What a person is told about the own account, whoever caused it."""

    RIGHTS_CHANGED = "rights_changed"
    CLOSED = "closed"
    OPENED = "opened"
    SESSIONS_ENDED = "sessions_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of a happening)
    FACTORS_RESET = "factors_reset"
    AUTHENTICATOR_ADDED = "authenticator_added"
    AUTHENTICATOR_REMOVED = "authenticator_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"


def link_lasts(user: User) -> timedelta:
    """How long a link to choose a password works: longer for who has none yet, the invited."""
    return INVITATION_LASTS if user.password is None else LINK_LASTS


def send_link(session: Session, user: User, *, office: Office, now: datetime) -> None:
    """Send a link on whose page the person chooses a password; earlier ones are worthless then."""
    revoke_links(session, user, now=now)
    token = links.mint(session, LinkPurpose.PASSWORD, user.id, now=now)
    lifetime = link_lasts(user)
    kind = "account_invited" if user.password is None else "account_password"
    more: dict[str, object] = {
        "own_address": office.addresses(user.locale).password(token),
        "days": lifetime.days,
        "minutes": int(lifetime.total_seconds() // 60),
        "login_address": office.addresses(user.locale).login(),
    }
    _enqueue(session, kind, user, more, office=office, now=now)


def revoke_links(session: Session, user: User, *, now: datetime) -> None:
    """Make every link to choose a password of this account worthless."""
    links.revoke_all(session, LinkPurpose.PASSWORD, user.id, now=now)


def tell(
    session: Session,
    user: User,
    news: AccountNews,
    *,
    office: Office,
    now: datetime,
    role: str = "",
) -> None:
    """Tell a person what has changed about the own account; `role` is the role from now on."""
    more: dict[str, object] = {
        "news": news.value,
        "role": role,
        "login_address": office.addresses(user.locale).login(),
    }
    _enqueue(session, "account_changed", user, more, office=office, now=now)


def _enqueue(
    session: Session,
    kind: str,
    user: User,
    more: dict[str, object],
    *,
    office: Office,
    now: datetime,
) -> None:
    context: dict[str, object] = {
        **more,
        "home_address": office.addresses(user.locale).home(),
        "office_name": office.name(user.locale),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(user.email, user.name or user.email.split("@")[0], user.locale)
    outbox.enqueue(session, kind, recipient, context, about=f"{ABOUT}:{user.id}", now=now)

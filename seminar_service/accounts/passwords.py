"""Passwords chosen behind a link: after an invitation, or when one was forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts import bulletins
from seminar_service.accounts import mails as account_mails
from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import User
from seminar_service.accounts.services import find_account, normalised_email
from seminar_service.accounts.session_endings import end_all_sessions
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import LinkRevoked
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction


def forgotten(session: Session, email: str, *, office: Office, now: datetime) -> None:
    """Send a link to choose a new password, if there is such an account and it is open.

    Whether there is one shows neither in an answer nor in an error. Who was invited and has no
    password yet gets the invitation again.

    Raises:
        EmailMalformed: The address is none.
    """
    address = normalised_email(email)
    with transaction(session):
        user = find_account(session, address)
        if user is None or not user.active:
            return
        history.record(session, HistoryKind.PASSWORD_LINK_SENT, history.account(user.id), None, now)
        account_mails.send_link(session, user, office=office, now=now)


def account_behind(
    session: Session, token: str, *, now: datetime, for_update: bool = False
) -> User:
    """The open account whose password a link may set; locked until the commit if wanted.

    Raises:
        LinkUnknown: There is no such link.
        LinkRevoked: It was used, replaced or withdrawn.
        LinkExpired: It is too old.
    """
    account_id = links.resolve(session, LinkPurpose.PASSWORD, token, now=now)
    user = session.get(
        User, account_id, with_for_update={"key_share": True} if for_update else None
    )
    if user is None or not user.active:
        raise LinkRevoked
    # Anew: how long it lasts hangs on the account, and it may have been used while we waited.
    oldest = now - account_mails.link_lasts(user)
    links.resolve(session, LinkPurpose.PASSWORD, token, now=now, made_after=oldest)
    return user


def choose(
    session: Session, token: str, password_hash: str, *, office: Office, now: datetime
) -> None:
    """Set the password of the account behind a link, and end its sessions; the link is used up.

    Raises:
        LinkUnknown: There is no such link.
        LinkRevoked: It was used, replaced or withdrawn.
        LinkExpired: It is too old.
    """
    with transaction(session):
        user = account_behind(session, token, now=now, for_update=True)
        had_one = user.password is not None
        user.password = password_hash
        account_mails.revoke_links(session, user, now=now)
        end_all_sessions(session, user)
        actor = Actor(ActorKind.ORGANISER, user_id=user.id)
        history.record(session, HistoryKind.PASSWORD_CHANGED, history.account(user.id), actor, now)
        if not had_one:
            bulletins.begin(user, now=now)
        else:
            news = AccountNews.PASSWORD_CHANGED
            account_mails.tell(session, user, news, office=office, now=now)

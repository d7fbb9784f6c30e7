"""Passwords chosen behind a link: after an invitation, or when one was forgotten."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import LinkRevoked, LinkUnknown
from seminar_service.domain.history import HistoryKind
from seminar_service.mail.office import Office
from seminar_service.models.accounts import User
from seminar_service.models.links import LinkPurpose
from seminar_service.models.transaction import transaction
from seminar_service.services import account_mails, history, links
from seminar_service.services.account_mails import LIFETIMES, AccountNews
from seminar_service.services.accounts import find_account, normalised_email
from seminar_service.services.session_endings import end_all_sessions

PURPOSES: Final = tuple(LIFETIMES)


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
        purpose = LinkPurpose.PASSWORD if user.password else LinkPurpose.INVITATION
        history.record(session, HistoryKind.PASSWORD_LINK_SENT, history.account(user.id), None, now)
        account_mails.send_link(session, user, purpose, office=office, now=now)


def account_behind(session: Session, token: str, *, now: datetime) -> User:
    """The open account whose password a link may set.

    Raises:
        LinkUnknown: There is no such link.
        LinkRevoked: It was used, replaced or withdrawn.
        LinkExpired: It is too old.
    """
    user = session.get(User, _account_id(session, token, now=now))
    if user is None or not user.active:
        raise LinkRevoked
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
        account_id = _account_id(session, token, now=now)
        user = session.get(User, account_id, with_for_update=True)
        if user is None or not user.active:
            raise LinkRevoked
        _account_id(session, token, now=now)  # somebody may have used it while we waited
        first = user.password is None
        user.password = password_hash
        for purpose in PURPOSES:
            links.revoke_all(session, purpose, user.id, now=now)
        actor = Actor(ActorKind.ORGANISER, user_id=user.id)
        end_all_sessions(session, user)
        subject = history.account(user.id)
        history.record(session, HistoryKind.PASSWORD_CHANGED, subject, actor, now)
        if not first:
            account_mails.tell(session, user, AccountNews.PASSWORD_CHANGED, office=office, now=now)


def _account_id(session: Session, token: str, *, now: datetime) -> int:
    """The account that a link is for, whatever sent it."""
    try:
        return _resolved(session, PURPOSES[0], token, now)
    except LinkUnknown:
        return _resolved(session, PURPOSES[1], token, now)


def _resolved(session: Session, purpose: LinkPurpose, token: str, now: datetime) -> int:
    return links.resolve(session, purpose, token, made_after=now - LIFETIMES[purpose])

"""What a person does to the second factors of the own account, which is the one that acts."""

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from seminar_service.accounts import mails as account_mails
from seminar_service.accounts.administrators import locked_account
from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import StaffSession, User
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction

AUTHENTICATOR = "authenticator"
KIND_OF: dict[AccountNews, HistoryKind] = {
    AccountNews.AUTHENTICATOR_ADDED: HistoryKind.SECOND_FACTOR_ADDED,
    AccountNews.AUTHENTICATOR_REMOVED: HistoryKind.SECOND_FACTOR_REMOVED,
    AccountNews.PASSKEY_ADDED: HistoryKind.PASSKEY_ADDED,
    AccountNews.PASSKEY_REMOVED: HistoryKind.PASSKEY_REMOVED,
    AccountNews.RECOVERY_CODES_MADE: HistoryKind.RECOVERY_CODES_MADE,
    AccountNews.RECOVERY_CODE_USED: HistoryKind.RECOVERY_CODE_USED,
}
FACTOR_CHANGES = frozenset(
    {
        AccountNews.AUTHENTICATOR_ADDED,
        AccountNews.AUTHENTICATOR_REMOVED,
        AccountNews.PASSKEY_ADDED,
        AccountNews.PASSKEY_REMOVED,
    }
)


class LastSecondFactor(DomainError):  # noqa: N818 (named after the rule)
    """The installation requires a second factor, and this is the only one."""

    code = "last_second_factor"
    category = Category.CONFLICT


def keep_authenticator(
    session: Session,
    account_id: int,
    *,
    secret: str,
    counter: int,
    here: int | None,
    office: Office,
    now: datetime,
) -> None:
    """Ask for codes of this app from now on, in place of an earlier one.

    Args:
        session: The database.
        account_id: Whose account.
        secret: The app's secret, encrypted.
        counter: The time step of the code that was shown to work; it cannot be used again.
        here: The number of the session that is at work; the others end.
        office: Who writes.
        now: The present instant.
    """
    with transaction(session):
        user = locked_account(session, account_id)
        user.tf_primary_method = AUTHENTICATOR
        user.tf_totp_secret = secret
        user.tf_last_counter = counter
        note(session, user, AccountNews.AUTHENTICATOR_ADDED, here=here, office=office, now=now)


def remove_authenticator(
    session: Session,
    account_id: int,
    *,
    required: bool,
    here: int | None,
    office: Office,
    now: datetime,
) -> None:
    """Forget the app; with the last factor go the recovery codes. Twice is once.

    Raises:
        LastSecondFactor: It is the only factor, and one is `required`.
    """
    with transaction(session):
        user = locked_account(session, account_id)
        if not user.has_authenticator:
            return
        if required and not user.webauthn:
            raise LastSecondFactor
        user.tf_primary_method = None
        user.tf_totp_secret = None
        if not user.webauthn:
            user.mf_recovery_codes = None
        note(session, user, AccountNews.AUTHENTICATOR_REMOVED, here=here, office=office, now=now)


def use_up_code(session: Session, account_id: int, counter: int) -> bool:
    """Take the code of a time step, and say whether nobody had taken it or a later one before.

    Part of the caller's transaction; of two at once, one gets it.
    """
    unused = or_(User.tf_last_counter.is_(None), User.tf_last_counter < counter)
    taken = session.scalar(
        update(User)
        .where(User.id == account_id, unused)
        .values(tf_last_counter=counter)
        .returning(User.id)
    )
    return taken is not None


def lock_codes(session: Session, user: User) -> None:
    """Read the recovery codes anew, and let nobody else use one until the transaction ends."""
    session.refresh(user, with_for_update={"of": User, "key_share": True})


def note(
    session: Session,
    user: User,
    news: AccountNews,
    *,
    here: int | None,
    office: Office,
    now: datetime,
) -> None:
    """Write down what a person did to the own factors, and tell by mail.

    Whoever got in before a factor was added or removed has not shown what is asked for now: all
    sessions end but the one that is at work. Part of the caller's transaction.

    Args:
        session: The database.
        user: Whose account.
        news: What was done.
        here: The number of the session that is at work; `None` during a log-in.
        office: Who writes.
        now: The present instant.
    """
    if here is not None and news in FACTOR_CHANGES:
        others = StaffSession.user_id == user.id, StaffSession.id != here
        session.execute(delete(StaffSession).where(*others))
    actor = Actor(ActorKind.ORGANISER, user_id=user.id)
    history.record(session, KIND_OF[news], history.account(user.id), actor, now)
    account_mails.tell(session, user, news, office=office, now=now)

"""Every five minutes, where a mailbox is named: reads what came back."""

import hashlib
from datetime import timedelta
from typing import Final

import structlog

from seminar_service.domain.bounce_accounts import BounceAccount
from seminar_service.outbox.returned import services
from seminar_service.outbox.returned.mailbox import MailboxUnreachableError, OpenMailbox, opened
from seminar_service.outbox.returned.reading import Returned, read
from seminar_service.work.context import JobContext

KIND: Final = "read_returned_mail"
EVERY: Final = timedelta(minutes=5)
MOST_AT_ONCE: Final = 200
"""Mails that one run looks at; the next one goes on from there."""

LOOKS_BACK: Final = timedelta(days=14)
"""Mails that arrived before are left alone, so that an old mailbox can be named."""

log = structlog.get_logger(__name__)


def read_returned(context: JobContext, *, account: BounceAccount) -> None:
    """Read what is new. A mailbox that does not answer is tried again by the next run."""
    try:
        with opened(account) as mailbox:
            _read_all(context, account, mailbox)
    except MailboxUnreachableError as error:
        log.warning("returned_mail_unreachable", error=str(error))


def _read_all(context: JobContext, account: BounceAccount, mailbox: OpenMailbox) -> None:
    name = name_of(account)
    with context.session_factory() as session:
        after = services.begin(session, name, mailbox.generation)
    numbers = mailbox.new_mails(after, (context.now() - LOOKS_BACK).date())
    for uid in numbers[:MOST_AT_ONCE]:
        if context.should_stop():
            return
        _read_one(context, mailbox, name, uid)
    if not numbers:
        with context.session_factory() as session:
            services.skip_to(session, name, mailbox.next_uid - 1)


def _read_one(context: JobContext, mailbox: OpenMailbox, name: str, uid: int) -> None:
    """Read one mail and note it; one that nobody can read keeps nobody from the next."""
    content = mailbox.content(uid)
    returned = _understood(content, uid) if content else None
    with context.session_factory() as session:
        is_news = services.note(session, name, uid, returned, now=context.now())
    if returned is not None:
        mailbox.flag(uid)
    if is_news:
        log.info("mail_returned", uid=uid)


def _understood(content: bytes, uid: int) -> Returned | None:
    try:
        return read(content)
    except Exception as error:  # noqa: BLE001 (whatever strangers send, the next mail is read)
        log.warning("returned_mail_unreadable", uid=uid, error=type(error).__name__)
        return None


def name_of(account: BounceAccount) -> str:
    """What a mailbox is called in its row: the same as long as it is the same one."""
    where = f"{account.user}@{account.host}:{account.port}/{account.folder}"
    return hashlib.sha256(where.encode()).hexdigest()

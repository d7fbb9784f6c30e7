"""Mailboxes of people whom nobody has seen: whose they are, and how many mails they must bear.

Whoever fills in a form names a mailbox that may be somebody else's. Until its owner has pressed
the button behind one of the mails, strangers cause only a few of them. All but `press` are part
of the caller's transaction.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.access import links, rate_limits
from seminar_service.access.model import LinkPurpose, Mailbox, SecretLink
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.mail_addresses import mail_key, postbox_key
from seminar_service.domain.proof import PROOF_HOLDS, Caution
from seminar_service.history import services as history
from seminar_service.outbox import addresses
from seminar_service.storage.transaction import transaction

HOUR: Final = timedelta(hours=1)
FIVE_MINUTES: Final = timedelta(minutes=5)
DAY: Final = timedelta(days=1)
MAIL: Final = "mail"
REGISTRATION: Final = "registration"


def is_proven(session: Session, address: str, *, caution: Caution, now: datetime) -> bool:
    """Whether the owner of a mailbox has pressed a button behind a mail, not too long ago."""
    key = _hashed(mail_key(address), caution)
    proven_at = session.scalar(select(Mailbox.proven_at).where(Mailbox.key == key))
    return proven_at is not None and proven_at > now - PROOF_HOLDS


def prove(session: Session, address: str, *, caution: Caution, now: datetime) -> int:
    """Note that the owner of a mailbox has pressed the button behind a mail; its number.

    Whatever came back from there before, mail arrives now.
    """
    addresses.clear(session, address)
    return _note(session, address, caution=caution, proven_at=now)


def tell(session: Session, mailbox_id: int, *, actor: Actor | None, now: datetime) -> None:
    """Write into the history that a mailbox was proven. Its number says whose it is to nobody."""
    subject = Subject(SubjectKind.MAILBOX, mailbox_id)
    history.record(session, HistoryKind.MAILBOX_PROVEN, subject, actor, now)


def ask(session: Session, address: str, *, caution: Caution, now: datetime) -> str:
    """Make a link that proves a mailbox and nothing else, for a mail to it; give its token."""
    mailbox_id = _note(session, address, caution=caution, asked_at=now)
    return links.mint(
        session, LinkPurpose.MAILBOX, mailbox_id, now=now, expires_at=now + PROOF_HOLDS
    )


def press(session: Session, mailbox_id: int, *, actor: Actor | None, now: datetime) -> None:
    """Take it that whoever pressed the button behind such a link reads that mailbox.

    A transaction of its own. `actor` is None: hosts and participants get such mails alike.

    Raises:
        NotFound: the mailbox has been forgotten.
    """
    with transaction(session):
        mailbox = session.get(Mailbox, mailbox_id)
        if mailbox is None:
            raise NotFound("mailbox")
        mailbox.proven_at = now
        tell(session, mailbox_id, actor=actor, now=now)


def count_mail(session: Session, address: str, *, caution: Caution, now: datetime) -> None:
    """Count a mail that a stranger causes, before it is written. Proven mailboxes have no limit.

    Raises:
        TooManyMails: The mailbox has got as many within an hour as its owner must bear.
    """
    if is_proven(session, address, caution=caution, now=now):
        return
    source = _hashed(postbox_key(address), caution)
    lately = rate_limits.tally(session, MAIL, source, within=HOUR, grain=FIVE_MINUTES, now=now)
    if lately.count > caution.mails_per_hour:
        raise TooManyMails(ceil((lately.falls_at - now).total_seconds()))


def count_registration(session: Session, address: str, *, caution: Caution, now: datetime) -> int:
    """Count a registration, and say how many named this mailbox within a day, this one included."""
    source = _hashed(postbox_key(address), caution)
    return rate_limits.tally(session, REGISTRATION, source, within=DAY, grain=HOUR, now=now).count


def count_from_network(session: Session, seminar_id: int, network: str, *, now: datetime) -> int:
    """Count a registration, and say how many came from this network for a seminar within a day.

    `network` is what `rate_limits.source_of` makes of the client's address.
    """
    action = f"{REGISTRATION}:{seminar_id}"
    return rate_limits.tally(session, action, network, within=DAY, grain=HOUR, now=now).count


def forget_old_proofs(session: Session, *, now: datetime) -> None:
    """Delete what no longer speaks for a mailbox, and links of which nobody thinks any more.

    A link is never younger than `asked_at`, so none outlives its row, whose number may be given
    to another one.
    """
    before = now - PROOF_HOLDS
    session.execute(
        delete(SecretLink).where(
            SecretLink.purpose == LinkPurpose.MAILBOX, SecretLink.created_at < before
        )
    )
    session.execute(
        delete(Mailbox).where(
            or_(Mailbox.asked_at.is_(None), Mailbox.asked_at < before),
            or_(Mailbox.proven_at.is_(None), Mailbox.proven_at < before),
        )
    )


def _note(session: Session, address: str, *, caution: Caution, **moments: datetime) -> int:
    """Write moments to the row of a mailbox, which two at once may begin; its number."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    statement = (
        insert(Mailbox)
        .values(key=_hashed(mail_key(address), caution), **moments)
        .on_conflict_do_update(index_elements=[Mailbox.key], set_=moments)
        .returning(Mailbox.id)
    )
    return session.execute(statement).scalar_one()


def _hashed(key: str, caution: Caution) -> str:
    secret = hmac.new(caution.secret.encode(), b"mailbox", hashlib.sha256).digest()
    return hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()

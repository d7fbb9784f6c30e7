"""Addresses to which mail does not arrive: who says so, and what is not sent there any more.

An address is marked by mail that came back, or by hand. What has come back for good is `lasting`;
what came back for a while - a full mailbox - is shown, and becomes lasting the third time. To a
lasting one nothing is sent but what its owner has just asked for; another mail is kept as given up,
so that the staff sees it and may have it tried all the same. All are parts of the callers'
transactions.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.text_folding import without_controls
from seminar_service.outbox.model import FailingAddress

NOT_SENT: Final = "not sent: mail to this address does not arrive"
"""What stands on a mail that was not even tried."""

MOST_PASSING: Final = 3
"""Mails that come back for a while within `PASSES_AFTER`, and then are taken for lasting."""

PASSES_AFTER: Final = timedelta(days=30)
"""How long what came back for a while is remembered."""

LONGEST_REASON: Final = 300

ASKED_FOR: Final = frozenset(
    {
        "account_changed",
        "account_invited",
        "account_password",
        "alert_asked",
        "bid_received",
        "links_renewed",
        "notice_test",
        "registration_confirmed",
        "registration_links",
        "registration_provisional",
        "registration_waiting",
        "registration_withdrawn",
    }
)
"""Mails that answer what somebody has just done: who names an address again may have mended it."""


def is_withheld(session: Session, kind: str, address: str) -> bool:
    """Whether a mail of a kind is not to be tried. One query at most."""
    if kind in ASKED_FOR:
        return False
    found = session.get(FailingAddress, mail_key(address))
    return found is not None and found.is_lasting


def failing(session: Session, address: str) -> FailingAddress | None:
    """What is known against an address. One query at most."""
    return session.get(FailingAddress, mail_key(address))


def lasting_among(session: Session, addresses: Iterable[str]) -> set[str]:
    """The keys of those addresses to which nothing is sent any more. One query."""
    keys = {mail_key(each) for each in addresses}
    return set(
        session.scalars(
            select(FailingAddress.key).where(
                FailingAddress.key.in_(keys), FailingAddress.is_lasting
            )
        )
    )


def mark(
    session: Session,
    address: str,
    *,
    reason: str,
    lasting: bool,
    by_hand: bool = False,
    now: datetime,
) -> FailingAddress:
    """Note that mail to an address does not arrive. What is lasting stays so."""
    key = mail_key(address)
    _begin(session, key, now)
    row = session.get_one(
        FailingAddress, key, with_for_update={"key_share": True}, populate_existing=True
    )
    if not lasting and row.times and row.since < now - PASSES_AFTER:
        row.times = 0
    row.times += 1
    row.is_lasting = row.is_lasting or lasting or row.times >= MOST_PASSING
    row.by_hand = by_hand
    row.reason = without_controls(reason, keep="")[:LONGEST_REASON]
    row.since = now
    return row


def clear(session: Session, address: str) -> bool:
    """Forget what was known against an address; whether there was anything."""
    row = session.get(FailingAddress, mail_key(address))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def forget_passing(session: Session, *, now: datetime) -> None:
    """Forget what came back for a while, long ago."""
    session.execute(
        delete(FailingAddress).where(
            ~FailingAddress.is_lasting, FailingAddress.since < now - PASSES_AFTER
        )
    )


def _begin(session: Session, key: str, now: datetime) -> None:
    """Put the row down that two at once may begin."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    values = {"key": key, "since": now, "times": 0, "is_lasting": False, "by_hand": False}
    statement = insert(FailingAddress).values(**values, reason="")
    session.execute(statement.on_conflict_do_nothing(index_elements=[FailingAddress.key]))

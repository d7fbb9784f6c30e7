"""The secret links of counters to their own page; they go by mail to the known address alone."""

from collections.abc import Set
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.counters.model import Counter
from seminar_service.counters.services import locked_counter
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.link_lifetimes import counter_link_ends
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient

LOCALE: Final = "ja"  # counters are written to in Japanese


class NowhereToWrite(DomainError):  # noqa: N818 (named after the rule)
    """The counter has no mail address."""

    code = "nowhere_to_write"
    category = Category.CONFLICT


def mint_page(session: Session, counter: Counter, *, now: datetime) -> str:
    """Make a link to a counter's own page. Part of the caller's transaction."""
    ends = counter_link_ends(now=now)
    return links.mint(
        session, LinkPurpose.COUNTER, counter.id, now=now, expires_at=ends, mailed=True
    )


def recipient_of(counter: Counter) -> Recipient:
    """To whom mails about a counter go.

    Raises:
        NowhereToWrite: Nobody is known.
    """
    if not counter.email:
        raise NowhereToWrite
    return Recipient(counter.email, counter.name(LOCALE), LOCALE)


def _send(
    session: Session,
    counter: Counter,
    _targets: Set[LinkTarget],
    *,
    replaces: bool,
    office: Office,
    now: datetime,
) -> None:
    recipient, addresses = recipient_of(counter), office.addresses(LOCALE)
    context: dict[str, object] = {
        "replaces": replaces,
        "own_address": addresses.counter(mint_page(session, counter, now=now)),
        "home_address": addresses.home(),
        "office_name": office.name(LOCALE),
        "office_contact": office.ways_to_ask,
    }
    about = f"counter:{counter.id}"
    outbox.enqueue(session, "links_renewed", recipient, context, about=about, now=now)


COUNTER_LINKS: Final = OwnedLinks(
    kind=SubjectKind.COUNTER,
    purposes={LinkTarget.PAGE: (LinkPurpose.COUNTER,), LinkTarget.FEED: ()},
    locked=locked_counter,
    mailbox=lambda counter: counter.email,
    send=_send,
)

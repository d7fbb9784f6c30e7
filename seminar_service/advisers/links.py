"""The secret links of advisers: to the own page, and to the own feed."""

from collections.abc import Set
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.advisers.model import Adviser
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.link_lifetimes import adviser_link_ends
from seminar_service.history import services as history
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.storage.transaction import transaction

LOCALE: Final = "ja"  # advisers are written to in Japanese


def mint_page(session: Session, adviser: Adviser, *, now: datetime) -> str:
    """Make a link to an adviser's own page. Part of the caller's transaction."""
    ends = adviser_link_ends(now=now)
    return links.mint(session, LinkPurpose.ADVISER, adviser.id, now=now, expires_at=ends)


def open_feed(session: Session, adviser_id: int, *, actor: Actor, now: datetime) -> str:
    """Make an address under which an adviser subscribes to the own seminars; return the token.

    Earlier addresses stay valid, so that no calendar stops silently.
    """
    with transaction(session):
        adviser = Subject(SubjectKind.ADVISER, adviser_id)
        history.record(session, HistoryKind.FEED_MADE, adviser, actor, now)
        return links.mint(session, LinkPurpose.ADVISER_FEED, adviser_id, now=now)


def _locked(session: Session, adviser_id: int) -> Adviser:
    adviser = session.get(Adviser, adviser_id, with_for_update={"key_share": True})
    if adviser is None:
        raise NotFound("adviser")
    return adviser


def _send(
    session: Session,
    adviser: Adviser,
    targets: Set[LinkTarget],
    *,
    replaces: bool,
    office: Office,
    now: datetime,
) -> None:
    addresses = office.addresses(LOCALE)
    context: dict[str, object] = {
        "replaces": replaces,
        "home_address": addresses.home(),
        "office_name": office.name(LOCALE),
        "office_contact": office.ways_to_ask,
    }
    if LinkTarget.PAGE in targets:
        context["own_address"] = addresses.adviser(mint_page(session, adviser, now=now))
    if LinkTarget.FEED in targets:
        token = links.mint(session, LinkPurpose.ADVISER_FEED, adviser.id, now=now)
        context["feed_address"] = addresses.adviser_feed(token)
    recipient = Recipient(adviser.email, adviser.name, LOCALE)
    about = f"adviser:{adviser.id}"
    outbox.enqueue(session, "links_renewed", recipient, context, about=about, now=now)


ADVISER_LINKS: Final = OwnedLinks(
    kind=SubjectKind.ADVISER,
    purposes={
        LinkTarget.PAGE: (LinkPurpose.ADVISER,),
        LinkTarget.FEED: (LinkPurpose.ADVISER_FEED,),
    },
    locked=_locked,
    mailbox=lambda adviser: adviser.email,
    send=_send,
)

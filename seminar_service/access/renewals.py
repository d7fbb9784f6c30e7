"""Withdrawing secret links, and sending new ones to their owners.

A new link goes nowhere but by mail to the address that is known. So whoever holds a link that
was not meant for them can neither read a new one nor shut its owner out: the owner's mailbox
has the newest. What links there are to the rows of an area, that area says with an `OwnedLinks`.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol

from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes, rate_limits
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import TooManyMails
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction

RENEWALS_PER_DAY: Final = 5
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
RENEWAL: Final = "link-renewal"


class LinkTarget(StrEnum):
    """What links open that are withdrawn and renewed together."""

    PAGE = "page"
    FEED = "feed"


class Send(Protocol):
    """Mails new links to a row's owner. Part of the caller's transaction."""

    def __call__(
        self,
        session: Session,
        row: Any,  # noqa: ANN401 (each area has rows of its own)
        targets: Set[LinkTarget],
        /,
        *,
        replaces: bool,
        office: Office,
        now: datetime,
    ) -> None:
        """Send one link for each target; `replaces` tells that earlier ones work no more."""


@dataclass(frozen=True)
class OwnedLinks:
    """The secret links to the rows of one kind.

    Attributes:
        kind: What the rows are.
        purposes: Which links lead to the page (that of the page itself first) and to the feed.
        locked: Reads a row and keeps others from changing it; raises NotFound.
        mailbox: The owner's mail address.
        send: Mails new links.
    """

    kind: SubjectKind
    purposes: Mapping[LinkTarget, tuple[LinkPurpose, ...]]
    locked: Callable[[Session, int], Any]
    mailbox: Callable[[Any], str]
    send: Send

    @property
    def page(self) -> LinkPurpose:
        """The purpose of the links that open the page."""
        return self.purposes[LinkTarget.PAGE][0]


def withdraw(
    session: Session,
    owned: OwnedLinks,
    row_id: int,
    target: LinkTarget,
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Make the links to a page or feed worthless; False where none was open.

    Raises:
        NotFound: There is no such row.
    """
    with transaction(session):
        owned.locked(session, row_id)
        if not _revoke(session, owned, row_id, {target}, now=now):
            return False
        _record(session, HistoryKind.LINKS_WITHDRAWN, owned, row_id, {target}, actor=actor, now=now)
    return True


def renew(
    session: Session,
    owned: OwnedLinks,
    row_id: int,
    target: LinkTarget,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Make the links to a page or feed worthless, and mail a new one to the owner.

    Raises:
        NotFound: There is no such row.
    """
    with transaction(session):
        row = owned.locked(session, row_id)
        _replace(session, owned, row, {target}, office=office, actor=actor, now=now)


def renew_own(
    session: Session,
    owned: OwnedLinks,
    token: str,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Make all links worthless for whoever holds one to the page, and mail new ones to the owner.

    Those to the feed, too, because the page gives them to whoever sees it; a new one is sent
    where there was one.

    Raises:
        LinkUnknown: There is no such link.
        LinkRevoked: There was one; also where somebody else is just renewing it.
        LinkExpired: It is too old.
        TooManyMails: The owner has got as many links, or mails, as an owner must bear.
    """
    row_id = links.resolve(session, owned.page, token, now=now)
    with transaction(session):
        row = owned.locked(session, row_id)
        links.resolve(session, owned.page, token, now=now)  # once more: others may have been first
        _count(session, owned, row, office=office, now=now)
        had_feed = links.any_open(session, owned.purposes[LinkTarget.FEED], row_id, now=now)
        targets = {LinkTarget.PAGE} | ({LinkTarget.FEED} if had_feed else set())
        _replace(session, owned, row, targets, office=office, actor=actor, now=now)


def send_another(
    session: Session, owned: OwnedLinks, token: str, *, office: Office, now: datetime
) -> None:
    """Mail a link to the page to the owner of one that works no more; others stay as they are.

    Raises:
        LinkUnknown: There never was such a link.
        NotFound: What it led to is gone.
        TooManyMails: The owner has got as many links, or mails, as an owner must bear.
    """
    send_one(session, owned, links.subject_of(session, owned.page, token), office=office, now=now)


def send_one(
    session: Session, owned: OwnedLinks, row_id: int, *, office: Office, now: datetime
) -> None:
    """Mail a link to the page to its owner, whoever asks for it; others stay as they are.

    Raises:
        NotFound: There is no such row.
        TooManyMails: The owner has got as many links, or mails, as an owner must bear.
    """
    with transaction(session):
        row = owned.locked(session, row_id)
        _count(session, owned, row, office=office, now=now)
        owned.send(session, row, {LinkTarget.PAGE}, replaces=False, office=office, now=now)
        _record(
            session,
            HistoryKind.LINKS_RENEWED,
            owned,
            row_id,
            {LinkTarget.PAGE},
            actor=None,
            now=now,
        )


def _replace(
    session: Session,
    owned: OwnedLinks,
    row: Any,  # noqa: ANN401 (see Send)
    targets: Set[LinkTarget],
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    _revoke(session, owned, row.id, targets, now=now)
    owned.send(session, row, targets, replaces=True, office=office, now=now)
    _record(session, HistoryKind.LINKS_RENEWED, owned, row.id, targets, actor=actor, now=now)


def _revoke(
    session: Session, owned: OwnedLinks, row_id: int, targets: Set[LinkTarget], *, now: datetime
) -> int:
    purposes = [purpose for target in targets for purpose in owned.purposes[target]]
    return sum(links.revoke_all(session, each, row_id, now=now) for each in purposes)


def _count(
    session: Session,
    owned: OwnedLinks,
    row: Any,  # noqa: ANN401 (see Send)
    *,
    office: Office,
    now: datetime,
) -> None:
    """Count what a stranger may have caused; a proven mailbox has a limit here, too."""
    source = f"{owned.kind}:{row.id}"
    lately = rate_limits.tally(session, RENEWAL, source, within=DAY, grain=HOUR, now=now)
    if lately.count > RENEWALS_PER_DAY:
        raise TooManyMails(int((lately.falls_at - now).total_seconds()))
    mailboxes.count_mail(session, owned.mailbox(row), caution=office.caution, now=now)


def _record(
    session: Session,
    kind: HistoryKind,
    owned: OwnedLinks,
    row_id: int,
    targets: Set[LinkTarget],
    *,
    actor: Actor | None,
    now: datetime,
) -> None:
    opened = sorted(target.value for target in targets)
    history.record(session, kind, Subject(owned.kind, row_id), actor, now, links=opened)

"""Inviting hosts of earlier years, once a tour; and never again who does not want it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.mail_addresses import address_digest
from seminar_service.history import services as history
from seminar_service.inviting import mails as invitation_mails
from seminar_service.inviting.earlier_hosts import EarlierHost, reached_places
from seminar_service.inviting.model import Invitation, NoInvitation
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage

KEPT: Final = timedelta(days=550)
"""How long an invitation is kept: its tour's call is over by then, and its link opens nothing."""


class NotInviting(DomainError):  # noqa: N818 (named after the rule)
    """The tour takes no bids any more, or nobody may see it yet: there is nothing to invite to."""

    code = "not_inviting"
    category = Category.CONFLICT


@dataclass(frozen=True)
class Invited:
    """How many hosts were written to, and how many of the chosen were left out.

    Left out is who has been invited, has bid, or wants no invitations by now, and whose mail does
    not arrive.
    """

    sent: int
    left: int


def may_invite(tour: Tour, now: datetime) -> bool:
    """Whether hosts can be invited to a tour: everybody may see it, and its call is not over."""
    return tour.stage is TourStage.OPEN and tour.call_closes_on >= day_of(now)


def invite(
    session: Session,
    tour_id: int,
    bid_ids: Collection[int],
    notes: Mapping[str, str],
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Invited:
    """Write to hosts of earlier years, each in its language, with a link to a form of its own.

    Args:
        session: The database.
        tour_id: The tour to which they are invited.
        bid_ids: The last bid of each host who is to be written to.
        notes: What is written beside the letter, by language; may be empty.
        office: Who writes.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such tour.
        NotInviting: its call is over, or the tour is not open.
    """
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        if not may_invite(tour, now):
            raise NotInviting
        hosts = _to_write_to(session, tour, bid_ids)
        for host in hosts:
            _invite_one(session, tour, host, notes, office=office, now=now)
        if hosts:
            subject, kind = Subject(SubjectKind.TOUR, tour_id), HistoryKind.HOSTS_INVITED
            history.record(session, kind, subject, actor, now, people=len(hosts))
        return Invited(len(hosts), len(set(bid_ids)) - len(hosts))


def end(session: Session, invitation_id: int, *, actor: Actor, now: datetime) -> None:
    """Never invite again who got this invitation. The second time nothing happens.

    Raises:
        NotFound: there is no such invitation.
    """
    with transaction(session):
        invitation = _found(session, invitation_id)
        on_postgresql = session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert if on_postgresql else sqlite.insert
        kept = session.execute(
            insert(NoInvitation)
            .values(contact_key=invitation.contact_key, since=day_of(now))
            .on_conflict_do_nothing(index_elements=[NoInvitation.contact_key])
            .returning(NoInvitation.contact_key)
        ).scalar_one_or_none()
        if kept is not None:
            bid = Subject(SubjectKind.BID, invitation.bid_id)
            history.record(session, HistoryKind.INVITATIONS_ENDED, bid, actor, now)


def invitation_of(session: Session, invitation_id: int) -> tuple[Invitation, bool]:
    """An invitation with its tour and earlier bid, and whether its owner wants no more.

    Raises:
        NotFound: there is none.
    """
    invitation = _found(session, invitation_id)
    wants_none = exists().where(NoInvitation.contact_key == invitation.contact_key)
    return invitation, bool(session.scalar(select(wants_none)))


def own_bid(invitation: Invitation) -> Bid | None:
    """The earlier bid whose details its owner may see again.

    None where mail about that bid goes to another address by now: what it says is somebody else's.
    """
    bid = invitation.bid
    return bid if address_digest(bid.contact_email) == invitation.contact_key else None


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete invitations of calls that are over, with their links; who wants none is kept.

    Part of the caller's transaction.
    """
    old = select(Invitation.id).where(Invitation.invited_at < now - KEPT)
    session.execute(
        delete(SecretLink).where(
            SecretLink.purpose == LinkPurpose.INVITATION, SecretLink.subject_id.in_(old)
        )
    )
    session.execute(delete(Invitation).where(Invitation.invited_at < now - KEPT))


def _found(session: Session, invitation_id: int) -> Invitation:
    invitation = session.get(Invitation, invitation_id)
    if invitation is None:
        raise NotFound("invitation")
    return invitation


def _to_write_to(session: Session, tour: Tour, bid_ids: Collection[int]) -> list[EarlierHost]:
    wanted = set(bid_ids)
    found = [host for place in reached_places(session, tour) for host in place.hosts]
    return [host for host in found if host.bid_id in wanted and host.obstacle is None]


def _invite_one(
    session: Session,
    tour: Tour,
    host: EarlierHost,
    notes: Mapping[str, str],
    *,
    office: Office,
    now: datetime,
) -> None:
    invitation = Invitation(
        tour=tour,
        bid=session.get_one(Bid, host.bid_id),
        contact_key=address_digest(host.email),
        invited_at=now,
    )
    session.add(invitation)
    session.flush()
    note = notes.get(host.locale, "")
    invitation_mails.send(session, invitation, note, office=office, now=now)

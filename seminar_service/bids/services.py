"""How bids come in, and how what they say is changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.arriving import locked_tour, new_bid, tell
from seminar_service.bids.details import (
    BidDetails,
    OfficeDetails,
    changed_at_the_hall,
    note_contact,
    topic_ids_of,
    write_details,
    write_slots,
)
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidAction, BidState
from seminar_service.bids.steps import keep_note, locked_bid, move, tour_of_bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import Category, DomainError, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.vocabulary import BidSource
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived

EDIT: Final = "edit"
"""What the staff does who changes what a bid says."""

EDITABLE: Final = (BidState.SUBMITTED, BidState.ASKED_BACK, BidState.ACCEPTED)
"""The states in which the staff may change what a bid says."""


class CallClosed(DomainError):  # noqa: N818 (named after the rule)
    """The tour's call for bids has not begun yet, or is over."""

    code = "call_closed"
    category = Category.CONFLICT


@dataclass(frozen=True)
class Submission:
    """What became of a form: the bid, and whether it is new or had been sent before."""

    bid: Bid
    is_new: bool


def submit(
    session: Session,
    tour_id: int,
    details: BidDetails,
    *,
    idempotency_key: str,
    locale: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> Submission:
    """Take a bid from the form and write to its host; a form that is sent twice is one bid.

    Its seminar needs one adviser who has all the topics, until the staff says otherwise.

    Raises:
        NotFound: There is no such tour.
        CallClosed: The call is not open on this day in Japan.
        TooManyMails: The mailbox has got as many mails as its owner must bear; nothing is done.
    """
    with transaction(session):
        tour = locked_tour(session, tour_id)
        earlier = _sent_before(session, idempotency_key)
        if earlier is not None:
            return Submission(earlier, is_new=False)
        if not tour.takes_bids(day_of(now)):
            raise CallClosed
        bid = new_bid(session, tour, details, now)
        bid.source, bid.locale, bid.idempotency_key = BidSource.FORM, locale, idempotency_key
        write_slots(session, bid, [details.topic_ids])
        session.flush()
        tell(session, bid, note="", actor=actor, now=now)
        if actor.kind is ActorKind.HOST:  # a form may name anybody's mailbox
            mailboxes.count_mail(session, bid.contact_email, caution=office.caution, now=now)
        bid_mails.send(session, "bid_received", bid, office=office, now=now)
    return Submission(bid, is_new=True)


def enter(
    session: Session,
    tour_id: int,
    details: BidDetails,
    office_details: OfficeDetails,
    *,
    idempotency_key: str,
    locale: str,
    note: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> Submission:
    """Enter a bid that came on paper, whatever the call says, and write to its host.

    Raises:
        NotFound: There is no such tour.
        TourArchived: It is kept as an earlier year.
    """
    with transaction(session):
        tour = locked_tour(session, tour_id)
        earlier = _sent_before(session, idempotency_key)
        if earlier is not None:
            return Submission(earlier, is_new=False)
        hold_unarchived(session, tour_id)
        bid = new_bid(session, tour, details, now)
        bid.source, bid.locale, bid.idempotency_key = BidSource.PAPER, locale, idempotency_key
        write_slots(session, bid, office_details.slots)
        bid.decline_yen = office_details.decline_yen
        session.flush()
        tell(session, bid, note=note, actor=actor, now=now)
        bid_mails.send(session, "bid_received", bid, office=office, now=now, note=note)
    return Submission(bid, is_new=True)


def answer(
    session: Session,
    bid_id: int,
    details: BidDetails,
    *,
    version: int | None,
    note: str,
    now: datetime,
    actor: Actor,
) -> None:
    """Take the host's answer: what the bid says now, and a note.

    The advisers that the staff has noted stay as long as the topics do.

    Raises:
        NotFound: There is no such bid.
        TourArchived: Its tour is kept as an earlier year.
        TransitionNotAllowed: Nobody asked.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        hold_unarchived(session, tour_of_bid(bid_id))
        bid = move(
            session, bid_id, BidAction.ANSWER, version=version, note=note, now=now, actor=actor
        )
        note_contact(bid, details, now=now)
        write_details(bid, details)
        if set(details.topic_ids) != topic_ids_of(bid):
            write_slots(session, bid, [details.topic_ids])


def edit(
    session: Session,
    bid_id: int,
    details: BidDetails,
    office_details: OfficeDetails,
    *,
    version: int | None,
    note: str,
    tell_host: bool,
    office: Office,
    now: datetime,
    actor: Actor,
) -> None:
    """Change what a bid says; a seminar that has been made of it keeps what it has.

    Raises:
        NotFound: There is no such bid.
        TransitionNotAllowed: It has been rejected or withdrawn.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        bid = locked_bid(session, bid_id)
        if bid.state not in EDITABLE:
            raise TransitionNotAllowed("bid", bid.state, EDIT)
        require_version(bid, version)
        changed = changed_at_the_hall(bid, details)
        line = mark_edited(
            session, bid, actor=actor, now=now, state=bid.state.value, changed=changed
        )
        keep_note(session, bid.id, line, note)
        note_contact(bid, details, now=now)
        write_details(bid, details)
        write_slots(session, bid, office_details.slots)
        bid.decline_yen = office_details.decline_yen
        if tell_host:
            bid_mails.send(session, "bid_changed", bid, office=office, now=now, note=note)


def open_feed(session: Session, bid_id: int, *, actor: Actor, now: datetime) -> str:
    """Make an address under which the host subscribes to its seminar; return the token.

    Earlier addresses stay valid, so that no calendar stops silently.
    """
    with transaction(session):
        bid = Subject(SubjectKind.BID, bid_id)
        history.record(session, HistoryKind.FEED_MADE, bid, actor, now)
        return links.mint(session, LinkPurpose.HOST_FEED, bid_id, now=now)


def _sent_before(session: Session, idempotency_key: str) -> Bid | None:
    return session.scalar(select(Bid).where(Bid.idempotency_key == idempotency_key))

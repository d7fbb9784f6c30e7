"""What is decided about a bid: taken up, asked about, refused, withdrawn."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidAction
from seminar_service.bids.steps import move, tour_of_bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import Category, DomainError, TooManyMails
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived

ARRANGING: Final = frozenset({BidAction.ACCEPT, BidAction.ASK_BACK, BidAction.REOPEN})
"""Decisions that lead on to a seminar: an archived tour takes none of them."""


class SeminarStands(DomainError):  # noqa: N818 (named after the rule)
    """A seminar has been made of the bid; it is to be cancelled or declined first."""

    code = "seminar_stands"
    category = Category.CONFLICT


def accept(
    session: Session,
    bid_id: int,
    *,
    version: int | None,
    note: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> None:
    """Accept a bid for planning, and tell its host; one that was refused, too.

    Raises:
        NotFound: There is no such bid.
        TourArchived: Its tour is kept as an earlier year.
        TransitionNotAllowed: Its state does not allow it.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        hold_unarchived(session, tour_of_bid(bid_id))
        take_up(session, bid_id, version=version, note=note, office=office, now=now, actor=actor)


def take_up(
    session: Session,
    bid_id: int,
    *,
    version: int | None,
    note: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> None:
    """Accept a bid, as `accept` does.

    Part of the caller's transaction, which has seen to the tour's stage.

    Raises:
        NotFound: There is no such bid.
        TransitionNotAllowed: Its state does not allow it.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    bid = move(session, bid_id, BidAction.ACCEPT, version=version, note=note, now=now, actor=actor)
    bid_mails.take_refusal_back(session, bid)
    bid_mails.send(session, "bid_accepted", bid, office=office, now=now, note=note)


def ask_back(
    session: Session,
    bid_id: int,
    *,
    version: int | None,
    question: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> None:
    """Ask the host a question, which it answers on its page.

    Raises:
        NotFound: There is no such bid.
        TourArchived: Its tour is kept as an earlier year.
        TransitionNotAllowed: Its state does not allow it.
        ChangedMeanwhile: Somebody has edited it since `version`.
        SeminarStands: A seminar has been made of it.
    """
    with transaction(session):
        hold_unarchived(session, tour_of_bid(bid_id))
        bid = move(
            session,
            bid_id,
            BidAction.ASK_BACK,
            version=version,
            note=question,
            now=now,
            actor=actor,
        )
        _require_no_seminar(bid)
        bid_mails.send(session, "bid_question", bid, office=office, now=now, note=question)


def reject(
    session: Session,
    bid_id: int,
    *,
    version: int | None,
    reason: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> None:
    """Refuse a bid, and tell its host why.

    Raises:
        NotFound: There is no such bid.
        TransitionNotAllowed: Its state does not allow it.
        ChangedMeanwhile: Somebody has edited it since `version`.
        SeminarStands: A seminar has been made of it.
    """
    with transaction(session):
        bid = move(
            session, bid_id, BidAction.REJECT, version=version, note=reason, now=now, actor=actor
        )
        _require_no_seminar(bid)
        bid_mails.send(session, "bid_rejected", bid, office=office, now=now, note=reason)


def reopen(
    session: Session,
    bid_id: int,
    *,
    version: int | None,
    note: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> bool:
    """Undo the refusal of a bid: it waits for a decision again; whether its host is written to.

    A host that has not got the refusal is told nothing, and the mail that still waits is dropped.

    Raises:
        NotFound: There is no such bid.
        TourArchived: Its tour is kept as an earlier year.
        TransitionNotAllowed: It is not refused.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        hold_unarchived(session, tour_of_bid(bid_id))
        bid = move(
            session, bid_id, BidAction.REOPEN, version=version, note=note, now=now, actor=actor
        )
        was_told = bid_mails.take_refusal_back(session, bid)
        if was_told:
            bid_mails.send(session, "bid_reopened", bid, office=office, now=now, note=note)
        return was_told


def withdraw(
    session: Session,
    bid_id: int,
    *,
    version: int | None,
    note: str,
    office: Office,
    now: datetime,
    actor: Actor,
) -> bool:
    """Withdraw a bid, by its host or for it, and confirm that in a mail; whether it was written.

    A mailbox that has got as many mails as its owner must bear gets none about what the host did.

    Raises:
        NotFound: There is no such bid.
        TransitionNotAllowed: Its state does not allow it.
        ChangedMeanwhile: Somebody has edited it since `version`.
        SeminarStands: A seminar has been made of it.
    """
    with transaction(session):
        bid = move(
            session, bid_id, BidAction.WITHDRAW, version=version, note=note, now=now, actor=actor
        )
        _require_no_seminar(bid)
        try:
            if actor.kind is ActorKind.HOST:
                mailboxes.count_mail(session, bid.contact_email, caution=office.caution, now=now)
        except TooManyMails:
            return False
        bid_mails.send(session, "bid_withdrawn", bid, office=office, now=now, note=note)
        return True


def _require_no_seminar(bid: Bid) -> None:
    if any(seminar.stands for seminar in bid.seminars):
        raise SeminarStands

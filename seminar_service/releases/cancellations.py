"""A released seminar is cancelled by hand. Everybody concerned is told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidAction
from seminar_service.bids.steps import keep_note
from seminar_service.bids.steps import move as move_bid
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import news as registration_news
from seminar_service.releases.nearby import others_near
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.mails import Cancelled, write_to_adviser, write_to_host
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.services import locked_seminar
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction
from seminar_service.storage.transaction import transaction


@dataclass(frozen=True)
class Reason:
    """Why a seminar is cancelled, in Japanese and in English; one of them may be empty."""

    ja: str
    en: str


def cancel(
    session: Session,
    public_id: str,
    reason: Reason,
    *,
    plan_again: bool,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Cancel a seminar and tell everybody: host, advisers, participants.

    Args:
        session: The database.
        public_id: The seminar.
        reason: Why, which everybody reads in their language.
        plan_again: Whether the next plan may hold its bid again; otherwise the bid is closed.
        version: The seminar's version that whoever cancels has seen; not looked at where None.
        office: Who writes the mails.
        actor: Who cancels.
        now: The present instant.

    Raises:
        NotFound: there is no such seminar.
        TransitionNotAllowed: it is over, or cancelled already.
        ChangedMeanwhile: somebody has edited it since `version`.
    """
    with transaction(session):
        _lock_bid(session, public_id)
        seminar = locked_seminar(session, public_id)
        seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.CANCEL)
        require_version(seminar, version)
        _note(session, seminar, reason, actor=actor, now=now)
        if not plan_again:
            _close_bid(session, seminar.bid_id, actor=actor, now=now)
        touch(seminar, now=now)
        near = others_near(session, seminar, now=now)
        registration_news.seminar_cancelled(
            session, seminar, near=near, office=office, actor=actor, now=now
        )
        _tell_host(session, seminar, plan_again=plan_again, office=office, now=now)
        _tell_advisers(session, seminar, office=office, now=now)
        return seminar


def _lock_bid(session: Session, public_id: str) -> None:
    """Lock the bid before its seminar, in the order in which a release does."""
    bid_id = select(Seminar.bid_id).where(Seminar.public_id == public_id).scalar_subquery()
    session.execute(select(Bid.id).where(Bid.id == bid_id).with_for_update(key_share=True))


def _note(
    session: Session, seminar: Seminar, reason: Reason, *, actor: Actor, now: datetime
) -> None:
    """Keep the reason with the seminar, and with its bid as the host reads it."""
    line = mark_edited(session, seminar, HistoryKind.SEMINAR_CANCELLED, actor=actor, now=now)
    seminar.cancellation_note_ja = reason.ja
    seminar.cancellation_note_en = reason.en
    said = seminar.cancellation_note(seminar.bid.locale)
    keep_note(session, seminar.bid_id, line, said.text if said else "")


def _close_bid(session: Session, bid_id: int, *, actor: Actor, now: datetime) -> None:
    """End a bid together with its seminar; the reason stands with the cancellation."""
    move_bid(session, bid_id, BidAction.CLOSE, version=None, note="", actor=actor, now=now)


def _tell_host(
    session: Session, seminar: Seminar, *, plan_again: bool, office: Office, now: datetime
) -> None:
    write_to_host(
        session,
        "seminar_cancelled",
        seminar.bid,
        office=office,
        now=now,
        seminar=seminar,
        reason="",
        plan_again=plan_again,
    )


def _tell_advisers(session: Session, seminar: Seminar, *, office: Office, now: datetime) -> None:
    off = Cancelled(seminar, seminar.cancellation_note(ADVISERS_LOCALE))
    for member in seminar.team:
        write_to_adviser(
            session,
            member.adviser,
            joining=[],
            leaving=[],
            cancelled=[off],
            office=office,
            now=now,
        )

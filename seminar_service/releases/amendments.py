"""Changes of a released seminar by hand: described anew, cancelled. Everybody concerned is told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidAction
from seminar_service.bids.steps import keep_note
from seminar_service.bids.steps import move as move_bid
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import news as registration_news
from seminar_service.registrations import waiting_list
from seminar_service.releases.amendment_news import is_ahead, tell_of_changes
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.facts import changed_facts, facts_of
from seminar_service.seminars.mails import Cancelled, write_to_adviser, write_to_host
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.services import locked_seminar
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction
from seminar_service.storage.transaction import transaction


class CapacityBelowTaken(DomainError):  # noqa: N818 (named after the rule)
    """More people hold a place already than the new capacity would allow.

    Attributes:
        taken: How many places are taken.
    """

    code = "capacity_below_taken"
    category = Category.CONFLICT

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken} places are taken")
        self.taken = taken


class RegistrationClosesTooLate(DomainError):  # noqa: N818 (named after the rule)
    """The last day of registration would lie after the seminar's day."""

    code = "registration_closes_too_late"
    category = Category.INVALID


@dataclass(frozen=True)
class Description:
    """What the staff says about a seminar; what it does not say stays with the plan.

    `registration_closes_on` is `None` where people may register until it begins.
    """

    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    venue_name: str
    venue_postal_code: str
    venue_address: str
    capacity: int
    programme_ja: str = ""
    programme_en: str = ""
    access_ja: str = ""
    access_en: str = ""
    registration_closes_on: date | None = None
    venue_position: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a seminar is cancelled, in Japanese and in English; one of them may be empty."""

    ja: str
    en: str


def describe(
    session: Session,
    public_id: str,
    description: Description,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Change what is said about a seminar.

    Host, advisers and participants are told what of it concerns them (`amendment_news`), unless
    the seminar is over; places that come free go to those who wait.

    Raises:
        NotFound: there is no such seminar.
        ChangedMeanwhile: somebody has edited it since `version`.
        CapacityBelowTaken: the places would not suffice for those who hold one.
        RegistrationClosesTooLate: people could register after its day.
    """
    with transaction(session):
        seminar = locked_seminar(session, public_id)
        require_version(seminar, version)
        mark_edited(session, seminar, actor=actor, now=now)
        waiting_list.lapse_overdue(session, seminar, actor=SYSTEM, now=now)
        if description.capacity < seminar.taken:
            raise CapacityBelowTaken(seminar.taken)
        last_day = description.registration_closes_on
        if last_day is not None and last_day > seminar.day:
            raise RegistrationClosesTooLate
        before = facts_of(seminar)
        for name, value in vars(description).items():
            setattr(seminar, name, value)
        touch(seminar, now=now)
        changes = changed_facts(before, facts_of(seminar))
        if is_ahead(seminar, now):
            tell_of_changes(session, seminar, changes, office=office, now=now)
        session.flush()
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return seminar


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
        kind = HistoryKind.SEMINAR_CANCELLED
        line = mark_edited(session, seminar, kind, actor=actor, now=now)
        seminar.cancellation_note_ja = reason.ja
        seminar.cancellation_note_en = reason.en
        said = seminar.cancellation_note(seminar.bid.locale)
        keep_note(session, seminar.bid_id, line, said.text if said else "")
        if not plan_again:
            _close_bid(session, seminar.bid_id, actor=actor, now=now)
        touch(seminar, now=now)
        registration_news.seminar_cancelled(session, seminar, office=office, actor=actor, now=now)
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
        for member in seminar.team:
            off = Cancelled(seminar, seminar.cancellation_note(ADVISERS_LOCALE))
            write_to_adviser(
                session,
                member.adviser,
                joining=[],
                leaving=[],
                cancelled=[off],
                office=office,
                now=now,
            )
        return seminar


def _lock_bid(session: Session, public_id: str) -> None:
    """Lock the bid before its seminar, in the order in which a release does."""
    bid_id = select(Seminar.bid_id).where(Seminar.public_id == public_id).scalar_subquery()
    session.execute(select(Bid.id).where(Bid.id == bid_id).with_for_update(key_share=True))


def _close_bid(session: Session, bid_id: int, *, actor: Actor, now: datetime) -> None:
    """End a bid together with its seminar; the reason stands with the cancellation."""
    move_bid(session, bid_id, BidAction.CLOSE, version=None, note="", actor=actor, now=now)

"""Releasing a plan: seminars are created, moved and cancelled in one step, or nothing happens."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited
from seminar_service.outbox.office import Office
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import Objection
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction, PlanState
from seminar_service.registrations import news as registration_news
from seminar_service.registrations.added_words import AddedWords
from seminar_service.releases import mails as release_mails
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.deeds import Deed, carry_out
from seminar_service.releases.left_out import note_left_out
from seminar_service.releases.mail_list import mails_of
from seminar_service.releases.mail_pages import count_mails
from seminar_service.releases.nearby import others_near
from seminar_service.releases.preparing import settled_preparation
from seminar_service.releases.preview import Comparison, comparison
from seminar_service.releases.records import keep_record
from seminar_service.rounds.services import require_day_ahead
from seminar_service.rounds.values import usual_deadline
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived

KINDS: Final = {
    ChangeKind.MOVED: HistoryKind.SEMINAR_MOVED,
    ChangeKind.TEAM: HistoryKind.SEMINAR_TEAM_CHANGED,
    ChangeKind.CANCELLED: HistoryKind.SEMINAR_CANCELLED,
}
"""What the history calls a release's changes of seminars that there were before."""


class PlanOutdated(DomainError):  # noqa: N818 (named after the rule)
    """The plan does not fit what is known today; plan again.

    Attributes:
        numbers: The numbers of bids that it holds and that are no longer accepted.
        objections: What else speaks against it.
    """

    code = "plan_outdated"
    category = Category.CONFLICT

    def __init__(self, numbers: tuple[int, ...], objections: tuple[Objection, ...]) -> None:
        gone = f"bids no longer accepted: {', '.join(map(str, numbers)) or 'none'}"
        kinds = ", ".join(sorted({each.kind.value for each in objections})) or "none"
        super().__init__(f"{gone}; objections: {kinds}")
        self.numbers = numbers
        self.objections = objections


class PreviewOutdated(DomainError):  # noqa: N818 (named after the rule)
    """Something has changed since the preview was shown; look again."""

    code = "preview_outdated"
    category = Category.CONFLICT


def release(
    session: Session,
    plan_id: int,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
    shown: str | None = None,
    due_on: date | None = None,
) -> Comparison:
    """Make a plan the one that holds, and tell everybody whom it concerns.

    Seminars are created as tentative, moved or cancelled; their calendar revision rises; the
    plan that was released before is superseded; all mails enter the outbox. Gives what has
    been changed.

    Args:
        session: The database.
        plan_id: The plan.
        office: Who writes the mails.
        actor: Who releases.
        now: The present instant.
        shown: Fingerprint of the preview that the actor has seen; not looked at where None.
        due_on: Until when hosts and advisers are asked to answer; the usual day where None.

    Raises:
        DeadlinePast: `due_on` lies before today.
        NotFound: there is no such plan.
        TourArchived: its tour is kept as an earlier year.
        TransitionNotAllowed: the plan has been released before.
        PreviewOutdated: releasing would do something else than was shown.
        PlanOutdated: it does not fit today's input: a bid was withdrawn, an adviser is no longer
            available, a rule has changed.
        PreparationOutdated: something was prepared for a mail that tells something else by now.
    """
    with transaction(session):
        hold_plan(session, plan_id)
        compared = comparison(session, plan_id, now=now)
        if shown not in {None, compared.fingerprint}:
            raise PreviewOutdated
        release_held(session, compared, due_on, office=office, actor=actor, now=now)
        return compared


def hold_plan(session: Session, plan_id: int) -> None:
    """Keep a plan and what it is checked against as they are. Part of the caller's transaction.

    Raises:
        TourArchived: its tour is kept as an earlier year.
    """
    _lock_plans(session, plan_id)
    _lock_input(session, plan_id)
    hold_unarchived(session, _tour_of(plan_id))


def release_held(
    session: Session,
    compared: Comparison,
    due_on: date | None,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Make a plan the one that holds, as `release`. Part of the caller's transaction.

    The caller has seen what it would change, and holds it (`hold_plan`).

    Raises:
        DeadlinePast: `due_on` lies before today.
        TransitionNotAllowed: the plan has been released before.
        PlanOutdated: it does not fit today's input.
        PreparationOutdated: something was prepared for a mail that tells something else by now.
    """
    due_on = due_on or usual_deadline(day_of(now))
    require_day_ahead(due_on, now=now)
    refuse_outdated(compared)
    state = PLAN_TRANSITIONS.move(compared.plan.state, PlanAction.RELEASE)
    prepared = settled_preparation(session, compared, now=now)
    mails, counts = list(mails_of(compared)), count_mails(compared)
    note_left_out(session, prepared, actor=actor, now=now)
    deeds = carry_out(session, compared, compared.changes, now=now)
    session.flush()
    keep_record(session, compared, prepared, counts)
    added = prepared.for_people
    for deed in filter(None, deeds):
        _tell_people(session, deed, added, office=office, actor=actor, now=now)
    _supersede_others(session, compared.plan)
    compared.plan.state = state
    compared.plan.released_at = now
    compared.plan.tour.calendar_changed_at = now
    session.flush()
    _tell(session, compared, actor=actor, now=now)
    for mail in mails:
        if not prepared.leaves_out(mail):
            words = prepared.words(mail)
            release_mails.write(
                session, compared, mail, due_on, words=words, office=office, now=now
            )


def refuse_outdated(compared: Comparison) -> None:
    """See that a plan fits today's input.

    Raises:
        PlanOutdated: it does not.
    """
    if compared.unusable or compared.objections:
        gone = tuple(bid.number for bid in compared.unusable)
        raise PlanOutdated(gone, compared.objections)


def _tour_of(plan_id: int) -> ScalarSelect[int]:
    return select(Plan.tour_id).where(Plan.id == plan_id).scalar_subquery()


def _lock_plans(session: Session, plan_id: int) -> None:
    """Lock all plans of the tour, so that two releases follow one another."""
    session.execute(
        select(Plan.id)
        .where(Plan.tour_id == _tour_of(plan_id))
        .order_by(Plan.id)
        .with_for_update(key_share=True)
    )


def _lock_input(session: Session, plan_id: int) -> None:
    """Lock what the plan is checked against, so that nobody changes it until the release is done.

    Rows that point to these may still be added: notes, answers, registrations.
    """
    tour_id = session.scalar(select(Plan.tour_id).where(Plan.id == plan_id))
    advisers = select(Engagement.adviser_id).where(Engagement.tour_id == tour_id)
    for rows in (
        select(Tour.id).where(Tour.id == tour_id),
        select(Bid.id).where(Bid.tour_id == tour_id).order_by(Bid.id),
        select(Adviser.id).where(Adviser.id.in_(advisers)).order_by(Adviser.id),
        select(Engagement.id).where(Engagement.tour_id == tour_id).order_by(Engagement.id),
    ):
        session.execute(rows.with_for_update(key_share=True))


def _supersede_others(session: Session, plan: Plan) -> None:
    earlier = session.scalars(
        select(Plan).where(Plan.tour_id == plan.tour_id, Plan.state == PlanState.RELEASED)
    )
    for each in earlier:
        each.state = PLAN_TRANSITIONS.move(each.state, PlanAction.SUPERSEDE)


def _tell_people(
    session: Session,
    deed: Deed,
    added: AddedWords,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Write to those registered for a seminar, and end their registrations with it."""
    seminar = deed.seminar
    if deed.change.kind is ChangeKind.CANCELLED:
        near = others_near(session, seminar, now=now)
        registration_news.seminar_cancelled(
            session, seminar, near=near, added=added, office=office, actor=actor, now=now
        )
    elif seminar.state is not SeminarState.ANNOUNCED:
        return
    elif deed.change.kind is ChangeKind.MOVED:
        registration_news.seminar_moved(
            session,
            seminar,
            deed.before,
            changes=deed.changed,
            added=added,
            office=office,
            now=now,
        )
    else:
        registration_news.seminar_changed(
            session, seminar, deed.changed, added=added, office=office, now=now
        )


def _tell(session: Session, compared: Comparison, *, actor: Actor, now: datetime) -> None:
    """Write into the history what the release made of the plan, each seminar and each bid."""
    plan = Subject(SubjectKind.PLAN, compared.plan.id)
    history.record(session, HistoryKind.PLAN_RELEASED, plan, actor, now)
    for change in compared.changes:
        if change.kind is ChangeKind.NEW:
            seminar = Subject(SubjectKind.SEMINAR, compared.seminars[change.bid_id].id)
            history.record(session, HistoryKind.SEMINAR_PLANNED, seminar, actor, now)
        elif change.kind in KINDS:
            row, kind = compared.seminars[change.bid_id], KINDS[change.kind]
            mark_edited(session, row, kind, actor=actor, now=now)
    for declined in compared.new_declines:
        bid = Subject(SubjectKind.BID, declined.bid_id)
        history.record(session, HistoryKind.BID_DECLINED, bid, actor, now)

"""What releasing a plan would change, and whom it would write to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.domain.japan_time import day_of
from seminar_service.planning.edit_model import PlanWaiver
from seminar_service.planning.model import Plan, PlannedDecline, PlannedSeminar
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.objections import WAIVABLE, Objection, ObjectionKind
from seminar_service.planning.queries.freshness import objection_texts, objections_to
from seminar_service.planning.queries.locks import TourLock, lifted_locks, lock_mark, tour_locks
from seminar_service.planning.queries.refusals import host_texts
from seminar_service.planning.queries.snapshots import prices_of_plan
from seminar_service.planning.queries.waivers import waivers_of
from seminar_service.planning.solver_io import PlanningProblem
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction, PlanState
from seminar_service.planning.wording import BothLanguages
from seminar_service.releases.changes import Appointment, Change, ChangeKind, compare
from seminar_service.releases.people_told import Languages, count_people, languages_told
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.seminars.cancelled import CancelledSeminar, cancelled_seminars
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS


@dataclass(frozen=True)
class Comparison:
    """A plan beside the seminars there are.

    Attributes:
        plan: The plan, with its seminars and refusals.
        changes: What becomes of each bid that has a seminar or gets one.
        declines: Refusals of bids that are still to be planned.
        new_declines: Those of them whose hosts have not been told before.
        refusals: What the host of each refused bid is told, by language.
        seminars: The live seminars by bid.
        bids: Every bid that is spoken of.
        advisers: Every adviser who is spoken of.
        locks: What of the tour is locked, by bid.
        lifted: The bids (keys) that are announced and left to the planner all the same.
        moving: What moving each published seminar was priced at when the plan was made, by bid.
        registrations: How many people hold a place or wait and can be written to, by seminar and
            language; nobody who is overdue.
        unusable: Bids that the plan holds though they are no longer accepted.
        unanswered: Accepted bids that came after the plan was made.
        found: What the input of today has against releasing the plan, waived or not.
        objections: The same without what was waived.
        objection_texts: The same as sentences for the office.
        waived: What it would have against it, had a planner not waived it: each with its sentence
            and the waiver.
        cancelled: Of bids that have no seminar now, the one that was cancelled last.
        prepared: What somebody has prepared of the mails.
    """

    plan: Plan
    changes: tuple[Change, ...]
    declines: tuple[PlannedDecline, ...]
    new_declines: tuple[PlannedDecline, ...]
    refusals: Mapping[int, BothLanguages]
    seminars: dict[int, Seminar]
    bids: dict[int, Bid]
    advisers: dict[int, Adviser]
    locks: dict[int, TourLock]
    lifted: frozenset[int]
    moving: dict[int, PriceOfMoving]
    registrations: dict[tuple[int, str], int]
    unusable: tuple[Bid, ...]
    unanswered: tuple[Bid, ...]
    found: tuple[Objection, ...]
    objections: tuple[Objection, ...]
    objection_texts: tuple[BothLanguages, ...]
    waived: tuple[tuple[BothLanguages, PlanWaiver], ...]
    cancelled: Mapping[int, CancelledSeminar]
    prepared: tuple[PreparedMail, ...]

    @property
    def tour_id(self) -> int:
        """The tour of the plan."""
        return self.plan.tour_id

    @property
    def may_be_released(self) -> bool:
        """Whether nothing speaks against it, and nobody has released it before."""
        blocked = self.unusable or self.objections
        return not blocked and PLAN_TRANSITIONS.allows(self.plan.state, PlanAction.RELEASE)

    @property
    def fingerprint(self) -> str:
        """Changes whenever the comparison says something else: what was shown is what is done."""
        declined = sorted(row.bid_id for row in self.new_declines)
        unusable = sorted(bid.id for bid in self.unusable)
        locks = sorted((bid_id, lock.mark) for bid_id, lock in self.locks.items())
        said = repr(
            (
                self.changes,
                declined,
                unusable,
                self.written_participants,
                self._versions(),
                locks,
                self.objections,
                [(waiver.mark, waiver.reason) for _, waiver in self.waived],
                sorted((row.bid_id, row.version) for row in self.declines),
                self._preparations(),
            )
        )
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def deeds(self) -> str:
        """Changes whenever releasing would do something else, however many people register."""
        said = repr(
            (
                self.changes,
                sorted(row.bid_id for row in self.new_declines),
                sorted((row.bid_id, row.version) for row in self.declines),
                sorted((bid_id, lock.mark) for bid_id, lock in self.locks.items()),
                self._preparations(),
            )
        )
        return hashlib.sha256(said.encode()).hexdigest()

    def _preparations(self) -> list[tuple[str, int]]:
        return sorted((row.key, row.version) for row in self.prepared)

    def _versions(self) -> list[tuple[int, int, int]]:
        """Of each bid that changes: its version, and that of its seminar (0 where it has none)."""
        found = []
        for change in self.changes:
            seminar = self.seminars.get(change.bid_id)
            bid = self.bids[change.bid_id]
            found.append((bid.id, bid.version, seminar.version if seminar else 0))
        return found

    def of_kind(self, *kinds: ChangeKind) -> list[Change]:
        """The changes of some kinds, in order."""
        return [change for change in self.changes if change.kind in kinds]

    def planned_mark(self, change: Change) -> str:
        """Names the lock that would keep what the plan makes of a bid; empty for a cancellation."""
        return lock_mark(change.after.day, change.after.team) if change.after else ""

    @property
    def breaks_locks(self) -> bool:
        """Whether one of the objections is a lock, which somebody may lift instead."""
        return any(each.kind is ObjectionKind.LOCKED_OTHERWISE for each in self.objections)

    @property
    def waivable(self) -> tuple[tuple[Objection, BothLanguages], ...]:
        """The objections that a planner may waive in a draft, each with its sentence."""
        if not self.plan.is_draft:
            return ()
        told = zip(self.objections, self.objection_texts, strict=True)
        return tuple((each, text) for each, text in told if each.kind in WAIVABLE)

    @cached_property
    def told_in(self) -> Languages:
        """Of which seminars those registered are told, by language; ask before anything is done."""
        return languages_told(self.changes, self.seminars, self.advisers)

    @property
    def written_participants(self) -> int:
        """How many people get a mail because their seminar changes or is cancelled."""
        return sum(
            self.registrations.get((seminar_id, locale.value), 0)
            for locale, seminars in self.told_in.items()
            for seminar_id in seminars
        )


def comparison(
    session: Session,
    plan_id: int,
    *,
    now: datetime,
    weighed: bool = True,
    problem: PlanningProblem | None = None,
) -> Comparison:
    """Compare a plan with what has been released before, and with what is known at an instant.

    Args:
        session: The database.
        plan_id: The plan.
        now: The present instant.
        weighed: Whether today's input is held against the plan. Without that it takes a fraction of
            the time, knows of no objection, and says nothing of whether it may be released.
        problem: The planning problem of today, where it was read before.

    Raises:
        NotFound: there is no such plan.
    """
    plan = session.scalar(
        select(Plan)
        .where(Plan.id == plan_id)
        .options(selectinload(Plan.seminars).selectinload(PlannedSeminar.team))
    )
    if plan is None:
        raise NotFound("plan")
    bids = _bids(session, plan.tour_id)
    seminars, finished = _seminars(session, plan.tour_id)
    changes = compare(
        {bid: current_appointment(seminar) for bid, seminar in seminars.items()},
        {
            each.bid_id: _planned(each, bids[each.bid_id])
            for each in plan.seminars
            if each.bid_id not in finished
        },
    )
    answered = {each.bid_id for each in plan.seminars} | {each.bid_id for each in plan.declines}
    accepted = {number for number, bid in bids.items() if bid.state is BidState.ACCEPTED}
    declines = tuple(row for row in plan.declines if row.bid_id in accepted)
    found = _objections(session, plan, problem, now) if weighed else ()
    waivers = waivers_of(session, [plan_id]).get(plan_id, {})
    texts = dict(zip(found, objection_texts(session, found), strict=True))
    objections = tuple(each for each in found if each.mark not in waivers)
    return Comparison(
        plan=plan,
        changes=changes,
        declines=declines,
        new_declines=_new_declines(session, plan, declines),
        refusals=host_texts(session, plan.declines),
        seminars=seminars,
        bids=bids,
        advisers=_advisers(session, changes),
        locks=tour_locks(session, plan.tour_id),
        lifted=lifted_locks(session, plan.tour_id),
        moving=prices_of_plan(session, plan_id),
        registrations=count_people(session, plan.tour_id, now=now),
        unusable=tuple(bids[each.bid_id] for each in plan.seminars if each.bid_id not in accepted),
        unanswered=tuple(bids[number] for number in sorted(accepted - answered)),
        found=found,
        objections=objections,
        objection_texts=tuple(texts[each] for each in objections),
        waived=tuple((texts[each], waivers[each.mark]) for each in found if each.mark in waivers),
        cancelled=cancelled_seminars(session, plan.tour_id),
        prepared=_prepared(session, plan_id),
    )


def _objections(
    session: Session, plan: Plan, problem: PlanningProblem | None, now: datetime
) -> tuple[Objection, ...]:
    return objections_to(session, plan, today=day_of(now), problem=problem)


def current_appointment(seminar: Seminar) -> Appointment:
    """When a seminar is held now, and by whom."""
    return Appointment(
        seminar.day,
        seminar.starts_at,
        seminar.ends_at,
        tuple(member.adviser_id for member in seminar.team),
    )


def _planned(planned: PlannedSeminar, bid: Bid) -> Appointment:
    return Appointment(
        planned.day,
        bid.starts_at,
        bid.ends_at,
        tuple(member.adviser_id for member in planned.team),
    )


def _bids(session: Session, tour_id: int) -> dict[int, Bid]:
    return {bid.id: bid for bid in session.scalars(select(Bid).where(Bid.tour_id == tour_id))}


def _seminars(session: Session, tour_id: int) -> tuple[dict[int, Seminar], set[int]]:
    """The live seminars by bid, and the bids whose seminars are over."""
    rows = session.scalars(
        select(Seminar)
        .where(Seminar.tour_id == tour_id, Seminar.stands)
        .options(selectinload(Seminar.team))
    ).all()
    live = {seminar.bid_id: seminar for seminar in rows if seminar.state in MOVABLE_SEMINARS}
    return live, {seminar.bid_id for seminar in rows if seminar.state not in MOVABLE_SEMINARS}


def _advisers(session: Session, changes: tuple[Change, ...]) -> dict[int, Adviser]:
    numbers = {
        adviser
        for change in changes
        for appointment in (change.before, change.after)
        if appointment is not None
        for adviser in appointment.team
    }
    rows = session.scalars(select(Adviser).where(Adviser.id.in_(numbers)))
    return {adviser.id: adviser for adviser in rows}


def _prepared(session: Session, plan_id: int) -> tuple[PreparedMail, ...]:
    rows = session.scalars(
        select(PreparedMail)
        .where(PreparedMail.plan_id == plan_id)
        .options(joinedload(PreparedMail.maker))
        .order_by(PreparedMail.id)
    )
    return tuple(rows)


def _new_declines(
    session: Session, plan: Plan, declines: tuple[PlannedDecline, ...]
) -> tuple[PlannedDecline, ...]:
    """Refusals to be told; those that a released plan has told before are not told again."""
    told = set(
        session.scalars(
            select(PlannedDecline.bid_id)
            .join(Plan)
            .where(Plan.tour_id == plan.tour_id, Plan.state == PlanState.RELEASED)
        )
    )
    return tuple(row for row in declines if row.bid_id not in told)

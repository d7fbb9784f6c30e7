"""Whether plans still fit: what has changed since they were made, and what no longer holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.planning.input_change_words import InputChangeWords
from seminar_service.planning.input_changes import InputChange, input_changes
from seminar_service.planning.inputs import Held, PlanningInput
from seminar_service.planning.model import Plan, PlannedDecline
from seminar_service.planning.moving_changes import Prices, moving_changes
from seminar_service.planning.objection_words import ObjectionWords
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.queries.input_history import InputLine, first_change, input_lines
from seminar_service.planning.queries.naming import read_names
from seminar_service.planning.queries.snapshots import Taken, taken_for
from seminar_service.planning.queries.waivers import waivers_of
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.solver_io import (
    PlanningProblem,
    Today,
    held_by_all,
    planning_input,
    planning_problem,
    tour_today,
)
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction, PlanState
from seminar_service.planning.values import earliest_day
from seminar_service.planning.wording import BothLanguages
from seminar_service.tours.model import Tour

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How a plan stands to the input of today.

    Attributes:
        made_at: When its input was taken.
        is_known: Whether that input was kept; it was not for plans of old and for records.
        changes: In what the input has changed since, as sentences.
        since: When the first of these changes was made, as far as the history tells.
        objections: What no longer holds of a plan that could be released, as sentences; without
            what was waived.
    """

    made_at: datetime
    is_known: bool
    changes: tuple[BothLanguages, ...] = ()
    since: datetime | None = None
    objections: tuple[BothLanguages, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether the input is known to be the same, so that what was proven still is."""
        return self.is_known and not self.changes

    def fits_with(self, other: "Freshness") -> bool:
        """Whether both are known to be made from the same input, whatever has changed since."""
        return self.is_known and other.is_known and self.changes == other.changes


@dataclass(frozen=True, slots=True)
class _Present:
    """A tour now: its input, and what plans are checked against; None once its days are over."""

    known: PlanningInput
    today: Today | None
    first_day: date
    moving: Prices


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of one plan, before it is put into words."""

    plan: Plan
    made_at: datetime
    is_known: bool
    changes: tuple[InputChange, ...]
    objections: tuple[Objection, ...]


def freshness(
    session: Session,
    plan: Plan,
    *,
    today: date,
    problem: PlanningProblem | None = None,
    objections: tuple[Objection, ...] | None = None,
) -> Freshness:
    """Return how a plan stands to the input of today. A fixed number of queries.

    `problem` is the planning problem of that day, and `objections` what `objections_to` has found
    by it, where they were read before.
    """
    known = {} if objections is None else {plan.id: objections}
    found = freshness_of_all(
        session, plan.tour, [plan], today=today, problem=problem, objections=known
    )
    return found[plan.id]


def problem_of(session: Session, tour: Tour, *, today: date) -> PlanningProblem:
    """Return the planning problem of a tour as plans are held against it on a day."""
    earliest = earliest_day(tour.stage, tour.last_day, today)
    return planning_problem(session, tour, earliest=earliest, in_hindsight=earliest is None)


def freshness_of_all(
    session: Session,
    tour: Tour,
    plans: Sequence[Plan],
    *,
    today: date,
    problem: PlanningProblem | None = None,
    objections: Mapping[int, tuple[Objection, ...]] | None = None,
) -> dict[int, Freshness]:
    """Return how plans of one tour stand to its input of today, by their keys.

    The number of queries is fixed, however many plans there are. `problem` is the planning problem
    of that day, and `objections` what `objections_to` has found by the keys of plans, where they
    were read before.
    """
    if not plans:
        return {}
    present = _present(session, tour, today, problem)
    waived = waivers_of(session, [plan.id for plan in plans])
    inputs = taken_for(session, [plan.id for plan in plans])
    contents = _contents(session, plans)
    found = [
        _found(
            plan,
            inputs.get(plan.id),
            contents[plan.id],
            present,
            waived.get(plan.id, {}),
            (objections or {}).get(plan.id),
        )
        for plan in plans
    ]
    return _worded(session, tour.id, found)


def objections_to(
    session: Session, plan: Plan, *, today: date, problem: PlanningProblem | None = None
) -> tuple[Objection, ...]:
    """Return what speaks against releasing a plan today, waived or not.

    A fixed number of queries. `problem` is the planning problem of that day, where it was read
    before.
    """
    earliest = earliest_day(plan.tour.stage, plan.tour.last_day, today)
    if earliest is None:
        return (Objection(ObjectionKind.TOUR_OVER),)
    present = tour_today(session, plan.tour, earliest=earliest, problem=problem)
    planned, refused = _contents(session, [plan])[plan.id]
    return present.objections(planned, planned.keys() | refused)


def objection_texts(session: Session, objections: Iterable[Objection]) -> list[BothLanguages]:
    """Return objections as sentences for the office. At most three queries."""
    told = list(objections)
    names = read_names(
        session,
        topics={code for each in told for code in each.topics},
        advisers={one for each in told for one in each.adviser_ids},
        bids={one for each in told for one in each.bid_ids},
    )
    words = {locale: ObjectionWords(locale, names[locale]) for locale in Locale}
    return [{locale: words[locale].sentence(each) for locale in Locale} for each in told]


def change_texts(session: Session, changes: Iterable[InputChange]) -> list[BothLanguages]:
    """Return changes of the input as sentences for the office. At most two queries."""
    told = list(changes)
    names = read_names(
        session,
        advisers={one for each in told for one in (*each.team, each.adviser_id) if one},
        bids={each.bid_id for each in told if each.bid_id},
    )
    words = {locale: InputChangeWords(locale, names[locale]) for locale in Locale}
    return [{locale: words[locale].sentence(each) for locale in Locale} for each in told]


def may_be_released(plan: Plan, tour: Tour) -> bool:
    """Whether a plan is one that somebody could still release."""
    return not tour.is_archived and PLAN_TRANSITIONS.allows(plan.state, PlanAction.RELEASE)


def _present(
    session: Session, tour: Tour, today: date, problem: PlanningProblem | None
) -> _Present:
    earliest = earliest_day(tour.stage, tour.last_day, today)
    problem = problem or problem_of(session, tour, today=today)
    known = planning_input(tour, problem)
    if earliest is None:
        return _Present(known, None, today + ONE_DAY, {})
    present = tour_today(session, tour, earliest=earliest, problem=problem)
    return _Present(known, present, earliest, problem.known.moving)


def _contents(
    session: Session, plans: Sequence[Plan]
) -> dict[int, tuple[dict[int, Held], set[int]]]:
    """What each plan makes of the bids that it holds, and those that it refuses. Two queries."""
    keys = [plan.id for plan in plans]
    held = held_by_all(session, keys)
    found: dict[int, tuple[dict[int, Held], set[int]]] = {key: (held[key], set()) for key in keys}
    declines = select(PlannedDecline.plan_id, PlannedDecline.bid_id)
    for plan_id, bid_id in session.execute(declines.where(PlannedDecline.plan_id.in_(keys))):
        found[plan_id][1].add(bid_id)
    return found


def _found(  # noqa: PLR0917 (all that is known of one plan)
    plan: Plan,
    taken: Taken | None,
    content: tuple[dict[int, Held], set[int]],
    present: _Present,
    waived: Collection[str],
    looked_at: tuple[Objection, ...] | None,
) -> _Found:
    planned, refused = content
    taken = taken or Taken(plan.created_at, None, {})
    before = taken.known
    changes: tuple[InputChange, ...] = ()
    if before is not None and plan.state is not PlanState.SUPERSEDED:
        if plan.state is PlanState.RELEASED:
            before = _as_released(before, planned, refused)
        known = present.known
        before = _as_assumed(before, known, plan)
        changes = (
            *input_changes(before, known, planned=planned, first_day=present.first_day),
            *moving_changes(
                taken.moving,
                present.moving,
                standing=known.seminars,
                planned=planned,
                locked=known.locks,
            ),
        )
    objections: tuple[Objection, ...] = ()
    if present.today is not None and may_be_released(plan, plan.tour):
        found = looked_at
        if found is None:
            found = present.today.objections(planned, planned.keys() | refused)
        objections = tuple(each for each in found if each.mark not in waived)
    is_known = before is not None and plan.state is not PlanState.SUPERSEDED
    return _Found(plan, taken.at, is_known, changes, objections)


def _as_released(
    before: PlanningInput, planned: Mapping[int, Held], refused: set[int]
) -> PlanningInput:
    """The input with the seminars that the release of the plan itself has made."""
    others = {key: each for key, each in before.seminars.items() if key not in refused}
    return replace(before, seminars={**others, **planned})


def _as_assumed(before: PlanningInput, after: PlanningInput, plan: Plan) -> PlanningInput:
    """The input with the rules of now that the plan's scenario assumes for itself.

    What the tour says of them is nothing to its plan, before as after.
    """
    changes = plan.scenario.assumed if plan.scenario else ()
    assumed = {each.name for each in changes if isinstance(each, TourRule)} & after.rules.keys()
    return replace(before, rules={**before.rules, **{name: after.rules[name] for name in assumed}})


def _worded(session: Session, tour_id: int, found: Sequence[_Found]) -> dict[int, Freshness]:
    """Put into words what was found, with names read once for all."""
    changed = [each for each in found if each.changes]
    oldest = min((each.made_at for each in changed), default=None)
    lines: tuple[InputLine, ...] = () if oldest is None else input_lines(session, tour_id, oldest)
    changes = iter(change_texts(session, (one for each in found for one in each.changes)))
    objections = iter(objection_texts(session, (one for each in found for one in each.objections)))
    return {
        each.plan.id: Freshness(
            each.made_at,
            each.is_known,
            tuple(next(changes) for _ in each.changes),
            first_change(each.changes, lines, tour_id=tour_id, since=each.made_at),
            tuple(next(objections) for _ in each.objections),
        )
        for each in found
    }

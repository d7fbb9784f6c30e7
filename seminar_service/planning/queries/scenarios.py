"""Scenarios beside each other, and one of them, with what the planner has made of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.adoption import AdoptionStep
from seminar_service.planning.model import Plan, PlannedSeminar, PlanningRun, PlanOrigin
from seminar_service.planning.queries.comparison import Difference
from seminar_service.planning.queries.naming import read_names
from seminar_service.planning.queries.plans import COMPONENTS
from seminar_service.planning.queries.queue import planning_queue
from seminar_service.planning.queries.runs import is_under_way
from seminar_service.planning.scenario_changes import (
    Change,
    KnownAdviser,
    NewAdviser,
    adviser_of,
    bid_of,
)
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_troubles import Trouble
from seminar_service.planning.scenario_words import ScenarioWords
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import gap_share, gap_yen
from seminar_service.planning.wording import BothLanguages
from seminar_service.work.model import JobState


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario with what has become of it.

    Attributes:
        scenario: The row, with its tour and who made it.
        changes: What it assumes, as sentences.
        run: Its latest run that was not taken out of the queue; None where there is none.
        place: Where that run waits in the queue; 0 where it does not.
        plan: The plan of the latest run that found one.
        held: How many seminars that plan holds.
        base: The plan that it is compared with; None where there is none.
        base_held: How many seminars that one holds.
    """

    scenario: Scenario
    changes: tuple[BothLanguages, ...]
    run: PlanningRun | None
    place: int
    plan: Plan | None
    held: int
    base: Plan | None
    base_held: int

    @property
    def state(self) -> str:
        """How it stands: new, waiting, running, found, none (no plan is possible) or failed."""
        if self.run is None:
            return "new"
        if is_under_way(self.run):
            return "waiting" if self.run.job.state is JobState.QUEUED else "running"
        if self.run.plan_id is not None:
            return "found"
        return "none" if self.run.found_none else "failed"

    @property
    def is_touched(self) -> bool:
        """Whether the planner has begun, so that its changes stay as they are."""
        return self.run is not None

    @property
    def is_under_way(self) -> bool:
        """Whether a run of it has not ended."""
        return self.run is not None and is_under_way(self.run)

    @property
    def cost_yen(self) -> int | None:
        """What its plan costs; None where there is none."""
        return self.plan.objective_yen if self.plan else None

    @property
    def more_yen(self) -> int | None:
        """How much more its plan costs than the one that it is compared with."""
        return self.total.change_yen if self.total else None

    @property
    def more_seminars(self) -> int | None:
        """How many more seminars its plan holds."""
        return self.held - self.base_held if self.plan and self.base else None

    @property
    def total(self) -> Difference | None:
        """What both plans cost."""
        if self.plan is None or self.base is None:
            return None
        return Difference("total", self.base.objective_yen, self.plan.objective_yen)

    @property
    def components(self) -> tuple[Difference, ...]:
        """What each part of the cost is in both plans."""
        if self.plan is None or self.base is None:
            return ()
        before, after = self.base.components, self.plan.components
        return tuple(
            Difference(name, int(before.get(name, 0)), int(after.get(name, 0)))
            for name in COMPONENTS
        )

    @property
    def gap_yen(self) -> int | None:
        """By how much its plan may be dearer than the best; None where nothing is proven."""
        return gap_yen(self.plan.objective_yen, self.plan.bound_yen) if self.plan else None

    @property
    def gap_share(self) -> float | None:
        """The same as a share of the plan's cost."""
        return gap_share(self.plan.objective_yen, self.plan.bound_yen) if self.plan else None


def scenario_of(session: Session, scenario_id: int) -> Scenario:
    """A scenario with its tour and who made it.

    Raises:
        NotFound: There is no such scenario.
    """
    scenario = session.scalar(
        select(Scenario)
        .where(Scenario.id == scenario_id)
        .options(joinedload(Scenario.tour), joinedload(Scenario.maker))
    )
    if scenario is None:
        raise NotFound("scenario")
    return scenario


def scenarios_of(session: Session, tour_id: int) -> Sequence[Scenario]:
    """The scenarios of a tour, the first first, without the points of its curve."""
    return session.scalars(
        select(Scenario)
        .where(Scenario.tour_id == tour_id, Scenario.curve.is_(None))
        .order_by(Scenario.id)
        .options(joinedload(Scenario.maker))
    ).all()


def scenario_lines(
    session: Session,
    tour_id: int,
    scenarios: Sequence[Scenario],
    base: Plan | None,
    *,
    as_begun: bool = False,
) -> tuple[ScenarioLine, ...]:
    """Return scenarios of one tour with what has become of them, compared with one plan.

    A fixed number of queries, however many there are.

    Args:
        session: Where to read.
        tour_id: The tour.
        scenarios: Which ones.
        base: The plan that they are compared with; None for none.
        as_begun: Whether only runs count that began together with their scenario, as those of a
            curve's points do: whoever plans one again asks about the tour as it is then.
    """
    runs = _runs(session, scenarios, as_begun=as_begun)
    places = {each.run.id: each.place for each in planning_queue(session, tour_id)}
    plans = {each.id: _latest_plan(runs.get(each.id, ())) for each in scenarios}
    held = _held(session, [each for each in (*plans.values(), base) if each is not None])
    texts = iter(change_texts(session, (one for each in scenarios for one in each.assumed)))
    lines = []
    for each in scenarios:
        own, plan = runs.get(each.id, ()), plans[each.id]
        run = own[-1] if own else None
        lines.append(
            ScenarioLine(
                scenario=each,
                changes=tuple(next(texts) for _ in each.changes),
                run=run,
                place=places.get(run.id, 0) if run else 0,
                plan=plan,
                held=held.get(plan.id, 0) if plan else 0,
                base=base,
                base_held=held.get(base.id, 0) if base else 0,
            )
        )
    return tuple(lines)


def comparable_plans(session: Session, tour_id: int) -> tuple[Plan, ...]:
    """The plans of a tour itself, with which its scenarios can be compared, the latest first."""
    return tuple(
        session.scalars(
            select(Plan)
            .where(
                Plan.tour_id == tour_id,
                Plan.state != PlanState.SCENARIO,
                Plan.origin != PlanOrigin.RECORD,
                Plan.objective_yen.is_not(None),
            )
            .order_by(Plan.number.desc())
            .options(defer(Plan.itineraries))
        )
    )


def usual_base(plans: Sequence[Plan]) -> Plan | None:
    """The newest plan that was computed, else the newest of all."""
    computed = (each for each in plans if each.origin is PlanOrigin.PLANNER)
    return next(computed, plans[0] if plans else None)


def change_texts(session: Session, changes: Iterable[Change]) -> list[BothLanguages]:
    """Return what is assumed as sentences for the office. At most three queries."""
    told = list(changes)
    words = _words(session, told)
    return [{locale: words[locale].change(each) for locale in Locale} for each in told]


def assumed_texts(session: Session, plan: Plan) -> list[BothLanguages]:
    """Return what a plan's scenario assumes as sentences; none for plans of the tour itself."""
    return change_texts(session, plan.scenario.assumed if plan.scenario else ())


def step_texts(
    session: Session, steps: Iterable[AdoptionStep]
) -> list[tuple[BothLanguages, BothLanguages]]:
    """Return what changes in rows as sentences, each with how it stands until then.

    At most two queries.
    """
    told = list(steps)
    words = _words(session, [each.change for each in told])
    return [
        (
            {locale: words[locale].change(each.change) for locale in Locale},
            {locale: words[locale].before(each.change, each.before) for locale in Locale},
        )
        for each in told
    ]


def trouble_texts(session: Session, troubles: Iterable[Trouble]) -> list[BothLanguages]:
    """Return what stands against changes as sentences. No query."""
    words = {locale: ScenarioWords(locale, names) for locale, names in read_names(session).items()}
    return [{locale: words[locale].trouble(each) for locale in Locale} for each in troubles]


def _words(session: Session, changes: Sequence[Change]) -> dict[Locale, ScenarioWords]:
    names = read_names(
        session,
        topics={one for each in changes if isinstance(each, NewAdviser) for one in each.topics},
        advisers={
            key
            for each in changes
            if (key := each.adviser_id if isinstance(each, KnownAdviser) else adviser_of(each))
        },
        bids={key for each in changes if (key := bid_of(each)) is not None},
    )
    return {locale: ScenarioWords(locale, names[locale]) for locale in Locale}


def _runs(
    session: Session, scenarios: Sequence[Scenario], *, as_begun: bool
) -> dict[int, list[PlanningRun]]:
    """The runs of scenarios that were not taken out of the queue, the earliest first."""
    found: dict[int, list[PlanningRun]] = {}
    begun = {each.id: each.created_at for each in scenarios}
    rows = session.scalars(
        select(PlanningRun)
        .where(PlanningRun.scenario_id.in_(begun))
        .order_by(PlanningRun.id)
        .options(
            joinedload(PlanningRun.job),
            joinedload(PlanningRun.plan).defer(Plan.itineraries),
            defer(PlanningRun.instance),
            defer(PlanningRun.input),
        )
    )
    for row in rows:
        if row.job.state is JobState.WITHDRAWN or row.scenario_id is None:
            continue
        if not as_begun or row.created_at == begun[row.scenario_id]:
            found.setdefault(row.scenario_id, []).append(row)
    return found


def _latest_plan(runs: Sequence[PlanningRun]) -> Plan | None:
    return next((run.plan for run in reversed(runs) if run.plan is not None), None)


def _held(session: Session, plans: Sequence[Plan]) -> dict[int, int]:
    rows = session.execute(
        select(PlannedSeminar.plan_id, func.count())
        .where(PlannedSeminar.plan_id.in_([plan.id for plan in plans]))
        .group_by(PlannedSeminar.plan_id)
    )
    return dict(rows.all())

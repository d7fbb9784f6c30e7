"""Scenarios are begun, filled with changes, copied and deleted; the tour itself stays as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import AssumedAdviser
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.scenario_changes import Change, NewAdviser
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.planning.scenario_troubles import ChangesImpossible
from seminar_service.planning.services import UNDER_WAY
from seminar_service.planning.solver_io import find_troubles
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived
from seminar_service.work.model import Job, JobState

MOST_CHANGES: Final = 30
"""Changes of one scenario."""
MOST_SCENARIOS: Final = 100
"""Scenarios of one tour, without the points of its curve."""


class ScenarioBegun(DomainError):  # noqa: N818 (named after the rule)
    """The planner has begun with the scenario: its changes stay as they are. Copy it instead."""

    code = "scenario_begun"
    category = Category.CONFLICT


class ScenarioUnderWay(DomainError):  # noqa: N818 (named after the rule)
    """A run of the scenario has not ended yet."""

    code = "scenario_under_way"
    category = Category.CONFLICT


class ScenarioCopied(DomainError):  # noqa: N818 (named after the rule)
    """Somebody keeps a draft that began as a plan of this scenario."""

    code = "scenario_copied"
    category = Category.CONFLICT


class TooManyScenarios(DomainError):  # noqa: N818 (named after the rule)
    """The tour has as many scenarios as it may, or the scenario as many changes."""

    code = "too_many_scenarios"
    category = Category.CONFLICT


def make_scenario(
    session: Session,
    tour_id: int,
    name: str,
    changes: Sequence[Change] = (),
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Begin a scenario of a tour and return its key.

    Args:
        session: Where to write.
        tour_id: The tour.
        name: What it is called, 1 to `scenario_model.LONGEST_SCENARIO_NAME` characters.
        changes: What it assumes at first.
        actor: Who begins it.
        now: The present.

    Raises:
        NotFound: There is no such tour.
        TourArchived: It is kept as an earlier year.
        TooManyScenarios: It has as many as it may.
        ChangesImpossible: What is assumed cannot be.
    """
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        hold_unarchived(session, tour_id)
        _require_possible(session, tour, changes, now)
        return _added(session, tour_id, name, changes, actor=actor, now=now)


def copy_scenario(session: Session, scenario_id: int, *, actor: Actor, now: datetime) -> int:
    """Begin another scenario with the same changes, which can be changed, and return its key.

    Raises:
        NotFound: There is no such scenario.
        TourArchived: Its tour is kept as an earlier year.
        TooManyScenarios: Its tour has as many as it may.
    """
    with transaction(session):
        first = locked_scenario(session, scenario_id)
        hold_unarchived(session, first.tour_id)
        changes, origin = first.assumed, {"copied_from": first.id}
        return _added(session, first.tour_id, first.name, changes, actor=actor, now=now, **origin)


def add_change(
    session: Session, scenario_id: int, change: Change, *, actor: Actor, now: datetime
) -> None:
    """Let a scenario assume one thing more.

    Raises:
        NotFound: There is no such scenario.
        TourArchived: Its tour is kept as an earlier year.
        ScenarioBegun: The planner has begun with it.
        TooManyScenarios: It has as many changes as it may.
        ChangesImpossible: The change cannot be.
    """
    with transaction(session):
        scenario = locked_scenario(session, scenario_id)
        hold_unarchived(session, scenario.tour_id)
        require_untouched(session, scenario)
        if len(scenario.changes) >= MOST_CHANGES:
            raise TooManyScenarios
        _require_possible(session, scenario.tour, (*scenario.assumed, change), now)
        scenario.assume((*scenario.assumed, _kept(session, change, now)))
        mark_edited(session, scenario, actor=actor, now=now)


def remove_change(
    session: Session,
    scenario_id: int,
    position: int,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a scenario no longer assume one of its changes, counted from 0.

    Raises:
        NotFound: There is no such scenario, or no such change.
        ScenarioBegun: The planner has begun with it.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        scenario = locked_scenario(session, scenario_id)
        require_version(scenario, version)
        require_untouched(session, scenario)
        changes = list(scenario.assumed)
        if not 0 <= position < len(changes):
            raise NotFound("change")
        removed = changes.pop(position)
        scenario.assume(tuple(changes))
        _forget(session, [removed])
        mark_edited(session, scenario, actor=actor, now=now)


def rename_scenario(
    session: Session,
    scenario_id: int,
    name: str,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Call a scenario something else; the plans that it has keep their names.

    Raises:
        NotFound: There is no such scenario.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        scenario = locked_scenario(session, scenario_id)
        require_version(scenario, version)
        if scenario.name != name:
            scenario.name = name
            mark_edited(session, scenario, actor=actor, now=now)


def delete_scenario(
    session: Session, scenario_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Delete a scenario with its plans and runs.

    Raises:
        NotFound: There is no such scenario.
        ScenarioUnderWay: A run of it has not ended.
        ScenarioCopied: A draft began as one of its plans.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        scenario = locked_scenario(session, scenario_id)
        require_version(scenario, version)
        erase(session, scenario)
        subject = Subject(SubjectKind.SCENARIO, scenario_id)
        history.record(session, HistoryKind.SCENARIO_DELETED, subject, actor, now)


def erase(session: Session, scenario: Scenario) -> None:
    """Delete a locked scenario with its plans and runs. Part of the caller's transaction.

    Raises:
        ScenarioUnderWay: A run of it has not ended.
        ScenarioCopied: A draft began as one of its plans.
    """
    runs = select(PlanningRun).join(PlanningRun.job).where(PlanningRun.scenario_id == scenario.id)
    if session.scalars(runs.where(Job.state.in_(UNDER_WAY))).first() is not None:
        raise ScenarioUnderWay
    keys = [each.id for each in scenario.plans]
    if session.scalar(select(exists().where(Plan.parent_id.in_(keys)))):
        raise ScenarioCopied
    for run in session.scalars(runs):
        session.delete(run)
    session.flush()
    for plan in scenario.plans:
        session.delete(plan)
    session.flush()
    _forget(session, scenario.assumed)
    session.delete(scenario)


def locked_scenario(session: Session, scenario_id: int) -> Scenario:
    """A scenario that no other transaction changes until this one ends; raises NotFound."""
    scenario = session.get(Scenario, scenario_id, with_for_update={"key_share": True})
    if scenario is None:
        raise NotFound("scenario")
    return scenario


def require_untouched(session: Session, scenario: Scenario) -> None:
    """See that the planner has not begun with a scenario; what was taken out never began.

    Raises:
        ScenarioBegun: It has, or a run waits.
    """
    begun = (
        select(PlanningRun.id)
        .join(PlanningRun.job)
        .where(PlanningRun.scenario_id == scenario.id, Job.state != JobState.WITHDRAWN)
    )
    if session.scalars(begun.limit(1)).first() is not None:
        raise ScenarioBegun


def _added(
    session: Session,
    tour_id: int,
    name: str,
    changes: Sequence[Change],
    *,
    actor: Actor,
    now: datetime,
    **origin: int,
) -> int:
    """Add a scenario to a tour, unless that has as many as it may; return its key."""
    own = select(Scenario.id).where(Scenario.tour_id == tour_id, Scenario.curve.is_(None))
    known = session.scalars(own).all()
    if len(known) >= MOST_SCENARIOS:
        raise TooManyScenarios
    scenario = Scenario(
        tour_id=tour_id, name=name, changes=[], made_by=actor.user_id, created_at=now
    )
    scenario.assume(tuple(_kept(session, each, now) for each in changes))
    session.add(scenario)
    session.flush()
    subject = Subject(SubjectKind.SCENARIO, scenario.id)
    history.record(session, HistoryKind.SCENARIO_MADE, subject, actor, now, **origin)
    return scenario.id


def _require_possible(
    session: Session, tour: Tour, changes: Sequence[Change], now: datetime
) -> None:
    if changes:
        what_if = what_if_of(session, tour, changes, today=day_of(now))
        if troubles := find_troubles(what_if, changes):
            raise ChangesImpossible(troubles)


def _kept(session: Session, change: Change, now: datetime) -> Change:
    """A change as it is kept: whom it assumes gets a row by which plans name them."""
    if not isinstance(change, NewAdviser):
        return change
    row = AssumedAdviser(name=change.name, email="", home=change.home, calendar_changed_at=now)
    session.add(row)
    session.flush()
    return replace(change, adviser_id=row.id)


def _forget(session: Session, changes: Iterable[Change]) -> None:
    """Delete the rows of those whom changes assumed."""
    keys = [each.adviser_id for each in changes if isinstance(each, NewAdviser)]
    if keys:
        session.execute(delete(AssumedAdviser).where(AssumedAdviser.id.in_(keys)))

"""Scenarios are begun, filled, copied and deleted; the tour's own rows stay as they are."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, AnyAdviser
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.planning import scenarios
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.scenario_changes import BidTaken, NewAdviser, NightsAway, TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_troubles import ChangesImpossible, TroubleKind
from seminar_service.planning.solver_io import digest_of, instance_document
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from seminar_service.work.model import JobState
from tests import histories
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_run, make_topic
from tests.planning.whatifs import STAFF, every_kind, new_adviser, scenario

HOTEL = TourRule("hotel_yen", 9_000)


def test_a_scenario_is_kept_with_its_changes_and_the_tour_stays(
    session: Session, tour: Tour
) -> None:
    adviser = make_adviser(session, tour)
    bid, other = make_bid(session, tour), make_bid(session, tour, place="27")
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)
    before = digest_of(instance_document(session, tour))
    changes = tuple(
        each for each in every_kind(adviser, bid, other, waiting) if each.kind != "days_free"
    )

    made = scenario(session, tour, *changes)

    first, *rest = made.assumed
    assert isinstance(first, NewAdviser)
    assert replace(first, adviser_id=0) == changes[0]
    assert tuple(rest) == changes[1:]
    assert digest_of(instance_document(session, tour)) == before
    assert waiting.state is BidState.SUBMITTED
    (line,) = histories.lines(session, HistoryKind.SCENARIO_MADE)
    assert (line.subject_kind, line.subject_id) == (SubjectKind.SCENARIO, made.id)


def test_who_is_assumed_is_nobody_of_the_advisers(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour)
    made = scenario(session, tour, new_adviser(), new_adviser(name="さらに1名"))

    keys = [each.adviser_id for each in made.assumed]  # type: ignore[union-attr]  # two of a kind
    assert len(set(keys)) == 2
    assert session.scalars(select(Adviser.id)).all() == [adviser.id]
    assert session.get(Adviser, keys[0]) is None
    assert len(session.scalars(select(AnyAdviser)).all()) == 3


def test_what_cannot_be_is_not_kept(session: Session, tour: Tour) -> None:
    gone = make_bid(session, tour, state=BidState.WITHDRAWN)

    with pytest.raises(ChangesImpossible) as refused:
        scenario(session, tour, BidTaken(gone.id))

    assert [each.kind for each in refused.value.troubles] == [TroubleKind.BID_GONE]
    assert session.scalars(select(Scenario)).all() == []


def test_changes_come_and_go_until_the_planner_begins(session: Session, tour: Tour) -> None:
    make_adviser(session, tour)
    made = scenario(session, tour, new_adviser())
    scenarios.add_change(session, made.id, HOTEL, actor=STAFF, now=NOW)
    assert made.version == 2

    with pytest.raises(ChangedMeanwhile):
        scenarios.remove_change(session, made.id, 0, version=1, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        scenarios.remove_change(session, made.id, 2, version=2, actor=STAFF, now=NOW)
    scenarios.remove_change(session, made.id, 0, version=2, actor=STAFF, now=NOW)
    assert list(made.assumed) == [HOTEL]
    assert len(session.scalars(select(AnyAdviser)).all()) == 1

    run = make_run(session, tour, scenario_id=made.id)
    deeds: list[Callable[[], object]] = [
        lambda: scenarios.add_change(session, made.id, NightsAway(1), actor=STAFF, now=NOW),
        lambda: scenarios.remove_change(session, made.id, 0, version=3, actor=STAFF, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(scenarios.ScenarioBegun):
            deed()
    run.job.state = JobState.WITHDRAWN
    session.commit()
    scenarios.add_change(session, made.id, NightsAway(1), actor=STAFF, now=NOW)
    assert list(made.assumed) == [HOTEL, NightsAway(1)]


def test_a_copy_assumes_the_same_of_people_of_its_own(session: Session, tour: Tour) -> None:
    make_adviser(session, tour)
    made = scenario(session, tour, new_adviser(), HOTEL)

    key = scenarios.copy_scenario(session, made.id, actor=STAFF, now=NOW)

    (mine, rule), (theirs, same) = session.get_one(Scenario, key).assumed, made.assumed
    assert rule == same
    assert mine != theirs
    assert isinstance(mine, NewAdviser)
    assert isinstance(theirs, NewAdviser)
    assert replace(mine, adviser_id=0) == replace(theirs, adviser_id=0)


def test_a_name_is_changed_once_and_by_who_has_seen_it(session: Session, tour: Tour) -> None:
    made = scenario(session, tour)
    scenarios.rename_scenario(session, made.id, "別名", version=1, actor=STAFF, now=NOW)
    scenarios.rename_scenario(session, made.id, "別名", version=2, actor=STAFF, now=NOW)

    assert (made.name, made.version) == ("別名", 2)
    with pytest.raises(ChangedMeanwhile):
        scenarios.rename_scenario(session, made.id, "他", version=1, actor=STAFF, now=NOW)


def test_a_deleted_scenario_takes_its_plans_runs_and_people_with_it(
    session: Session, tour: Tour
) -> None:
    make_topic(session)
    made = scenario(session, tour, new_adviser())
    own = make_plan(session, tour, {}, state=PlanState.SCENARIO, scenario_id=made.id)
    make_run(session, tour, scenario_id=made.id, plan=own, job_state=JobState.DONE)
    make_run(session, tour, scenario_id=made.id, job_state=JobState.WITHDRAWN)
    kept = make_plan(session, tour, {})

    scenarios.delete_scenario(session, made.id, version=1, actor=STAFF, now=NOW)

    assert session.scalars(select(Plan.id)).all() == [kept.id]
    assert session.scalars(select(PlanningRun.id)).all() == []
    assert session.scalars(select(AnyAdviser.id)).all() == []
    assert len(histories.lines(session, HistoryKind.SCENARIO_DELETED)) == 1


def test_what_is_under_way_or_copied_from_is_not_deleted(session: Session, tour: Tour) -> None:
    made = scenario(session, tour)
    run = make_run(session, tour, scenario_id=made.id)

    def delete() -> None:
        scenarios.delete_scenario(session, made.id, version=1, actor=STAFF, now=NOW)

    with pytest.raises(scenarios.ScenarioUnderWay):
        delete()
    run.job.state = JobState.DONE
    own = make_plan(session, tour, {}, state=PlanState.SCENARIO, scenario_id=made.id)
    make_plan(session, tour, {}, parent_id=own.id)
    with pytest.raises(scenarios.ScenarioCopied):
        delete()


def test_there_are_so_many_scenarios_and_changes_and_no_more(
    session: Session, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_adviser(session, tour)
    monkeypatch.setattr(scenarios, "MOST_SCENARIOS", 1)
    monkeypatch.setattr(scenarios, "MOST_CHANGES", 1)
    made = scenario(session, tour, HOTEL)

    with pytest.raises(scenarios.TooManyScenarios):
        scenario(session, tour)
    with pytest.raises(scenarios.TooManyScenarios):
        scenarios.copy_scenario(session, made.id, actor=STAFF, now=NOW)
    with pytest.raises(scenarios.TooManyScenarios):
        scenarios.add_change(session, made.id, NightsAway(1), actor=STAFF, now=NOW)


def test_an_archived_tour_is_asked_nothing_more(session: Session, tour: Tour) -> None:
    made = scenario(session, tour, HOTEL)
    tour.stage = TourStage.ARCHIVED
    session.commit()
    deeds: list[Callable[[], object]] = [
        lambda: scenario(session, tour),
        lambda: scenarios.copy_scenario(session, made.id, actor=STAFF, now=NOW),
        lambda: scenarios.add_change(session, made.id, NightsAway(1), actor=STAFF, now=NOW),
    ]

    for deed in deeds:
        with pytest.raises(TourArchived):
            deed()


def test_what_does_not_exist_is_missed(session: Session) -> None:
    with pytest.raises(NotFound):
        scenarios.make_scenario(session, 9, "a", actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        scenarios.delete_scenario(session, 9, version=1, actor=STAFF, now=NOW)

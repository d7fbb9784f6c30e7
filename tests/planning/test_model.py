"""What the tables of plans, locks and runs refuse."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.planning.model import (
    Lock,
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
    PlanningProgress,
    PlanningRun,
)
from seminar_service.tours.model import Tour
from tests.constraints import check, refused, unique
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_run,
    make_tour,
    make_user,
)

DAY = date(2026, 10, 6)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def plan(session: Session, tour: Tour) -> Plan:
    """A plan that holds one bid and refuses another."""
    held = {make_bid(session, tour): (DAY, [make_adviser(session, tour)])}
    return make_plan(session, tour, held, [make_bid(session, tour)])


def rows(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_versions_count_within_a_tour_and_are_given_once(
    session: Session, tour: Tour, plan: Plan
) -> None:
    assert make_plan(session, make_tour(session, 2027), {}, number=plan.number)
    with refused(session, unique("plan.tour_id", "plan.number")):
        make_plan(session, tour, {}, number=plan.number)


def test_a_plan_costs_no_less_than_every_plan_must(session: Session, tour: Tour) -> None:
    make_plan(session, tour, {}, objective_yen=5, bound_yen=5)
    with refused(session, check("ck_plan_bound_below_objective")):
        make_plan(session, tour, {}, objective_yen=5, bound_yen=6)


def test_a_plan_holds_a_bid_once(session: Session, plan: Plan) -> None:
    bid = plan.seminars[0].bid
    with refused(session, unique("planned_seminar.plan_id", "planned_seminar.bid_id")):
        session.add(PlannedSeminar(plan_id=plan.id, bid_id=bid.id, day=DAY))


def test_a_bid_has_one_lock(session: Session, plan: Plan) -> None:
    make_lock(session, plan.seminars[0])
    session.expunge_all()
    with refused(session, unique("bid_lock.bid_id")):
        make_lock(session, session.scalars(select(PlannedSeminar)).one())


def test_what_belongs_to_a_plan_goes_with_it_and_bids_and_locks_stay(
    session: Session, plan: Plan
) -> None:
    make_lock(session, plan.seminars[0])

    session.expunge_all()
    session.execute(Plan.__table__.delete())  # type: ignore[attr-defined]  # a table it is
    session.commit()

    for table in (PlannedSeminar, PlannedTeamMember, PlannedDecline):
        assert rows(session, table) == 0
    assert rows(session, Lock) == 1


def test_a_job_is_one_run_and_progress_goes_with_it(session: Session, tour: Tour) -> None:
    run = make_run(session, tour)
    run.progress = [PlanningProgress(seconds=1.5, objective_yen=None, bound_yen=0, phase="search")]
    session.commit()
    job_id = run.job_id

    session.delete(run)
    session.commit()
    assert rows(session, PlanningProgress) == 0

    with refused(session, unique("planning_run.job_id")):
        for _ in range(2):
            session.add(
                PlanningRun(
                    tour=tour, job_id=job_id, time_limit_seconds=1, instance={}, created_at=NOW
                )
            )


def test_a_run_outlives_the_account_that_started_it(session: Session, tour: Tour) -> None:
    user = make_user(session)
    run = make_run(session, tour, started_by=user.id)

    session.delete(user)
    session.commit()
    session.refresh(run)

    assert run.started_by is None


def test_seminars_are_read_by_day_refusals_by_bid_and_teams_by_slot(
    session: Session, tour: Tour
) -> None:
    advisers = [make_adviser(session, tour) for _ in range(2)]
    bids = [make_bid(session, tour) for _ in range(4)]
    days = {bids[0]: date(2026, 11, 1), bids[1]: DAY}
    held = {bid: (day, advisers[::-1]) for bid, day in days.items()}
    plan = make_plan(session, tour, held, [bids[3], bids[2]])
    session.expire_all()

    assert [each.bid for each in plan.seminars] == [bids[1], bids[0]]
    assert [each.bid for each in plan.declines] == [bids[2], bids[3]]
    assert [member.adviser for member in plan.seminars[0].team] == advisers[::-1]


def test_remedies_nobody_looked_for_are_told_from_none_that_would_have_won(
    session: Session, plan: Plan
) -> None:
    unknown = select(func.count()).where(PlannedDecline.remedies.is_(None))
    assert session.scalar(unknown) == 1

    plan.declines[0].remedies = []
    session.commit()

    assert session.scalar(unknown) == 0

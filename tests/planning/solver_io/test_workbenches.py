"""Drafts that a process keeps warm."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlannedSeminar
from seminar_service.planning.solver_io import (
    draft_bench,
    held_by,
    instance_document,
    plan_bench,
)
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.planning.solver_io.workbenches import Shelf
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_run
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
STAFF = Actor(ActorKind.ORGANISER)


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(
        session, tour, place="27", days={DAY: "first", DAY + timedelta(days=7): "first"}
    )


@pytest.fixture
def draft(session: Session, tour: Tour, adviser: Adviser, bid: Bid) -> Plan:
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    return session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=NOW))


def test_a_bench_is_built_once_and_follows_the_rows(
    session: Session, draft: Plan, bid: Bid
) -> None:
    shelf = Shelf()
    with draft_bench(session, draft.id, shelf) as first:
        assert set(first.held) == {bid.id}

    session.execute(delete(PlannedSeminar).where(PlannedSeminar.plan_id == draft.id))
    session.commit()
    key = draft.id
    with counted_queries(session) as queries, draft_bench(session, key, shelf) as second:
        assert second.held == {}

    assert second is first
    assert len(queries) == 2


def test_what_a_rolled_back_transaction_left_on_the_bench_is_taken_off(
    session: Session, draft: Plan, bid: Bid
) -> None:
    shelf = Shelf()
    with draft_bench(session, draft.id, shelf) as bench:
        bench.follow({})

    with draft_bench(session, draft.id, shelf) as bench:
        assert bench.held == held_by(session, draft.id)
        assert set(bench.held) == {bid.id}


def test_a_shelf_keeps_what_was_used_last() -> None:
    shelf = Shelf(2)
    benches = [object() for _ in range(3)]
    for number in (0, 1):
        shelf.keep((number, ""), benches[number])  # type: ignore[arg-type]
    assert shelf.find((0, "")) is not None

    shelf.keep((2, ""), benches[2])  # type: ignore[arg-type]

    assert len(shelf) == 2
    assert shelf.find((1, "")) is None
    assert shelf.find((0, "")) is not None


def test_threads_that_build_one_bench_at_once_share_one(draft: Plan, session: Session) -> None:
    shelf = Shelf()
    with draft_bench(session, draft.id, Shelf()) as bench:
        made = bench

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: shelf.keep((1, "x"), made), range(8)))

    assert len({id(lock) for _, lock in found}) == 1


def test_the_prover_is_not_loaded() -> None:
    code = (
        "import sys\n"
        "from seminar_service.planning.solver_io import draft_bench\n"
        "assert not {'ortools', 'numba'} & set(sys.modules), 'the prover is loaded'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_bench_tells_what_a_move_would_cost(
    session: Session, draft: Plan, bid: Bid, adviser: Adviser
) -> None:
    with draft_bench(session, draft.id, Shelf()) as bench:
        isinstance(bench, Bench)
        difference, parts = bench.effect(bid.id, None)
        choices = list(bench.choices(bid.id))
        assert bench.held == {bid.id: Held(DAY, (adviser.id,))}

    assert difference == sum(parts.values())
    assert parts["declines"] > 0
    assert [choice.held.day for choice in choices] == [DAY, DAY + timedelta(days=7)]
    assert choices[0].difference_yen == 0


def test_the_bench_of_a_computed_plan_goes_by_the_problem_of_its_run(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    shelf = Shelf()
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    with plan_bench(session, plan.id, shelf) as nothing:
        assert nothing is None
    run = make_run(session, tour, plan=plan, instance=instance_document(session, tour))

    with plan_bench(session, plan.id, shelf) as first:
        assert first is not None
        assert first.held == {bid.id: Held(DAY, (adviser.id,))}
        assert len(first.facts(bid.id).days) == 2
    bid.dates = bid.dates[:1]
    session.commit()
    with plan_bench(session, plan.id, shelf) as again:
        assert again is first
    # The key of a plan that was deleted is given again.
    run.instance = instance_document(session, tour)
    session.commit()
    with plan_bench(session, plan.id, shelf) as other:
        assert other is not None
        assert len(other.facts(bid.id).days) == 1


def test_a_draft_is_the_same_bench_by_either_way(session: Session, draft: Plan) -> None:
    shelf = Shelf()
    with draft_bench(session, draft.id, shelf) as first:
        pass
    with plan_bench(session, draft.id, shelf) as second:
        assert second is first

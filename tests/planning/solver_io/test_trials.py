"""What several changes of a draft do together."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.solver_io import instance_document
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.tours.model import Tour
from tests.factories import make_bid

DAY, NEXT = date(2026, 10, 6), date(2026, 10, 7)


@pytest.fixture
def bids(session: Session, tour: Tour) -> tuple[Bid, Bid]:
    days = {DAY: "first", NEXT: "first"}
    return make_bid(session, tour, place="01", days=days), make_bid(
        session, tour, place="47", days=days
    )


def test_days_that_are_exchanged_break_nothing_though_the_first_step_does(
    session: Session, tour: Tour, adviser: Adviser, bids: tuple[Bid, Bid]
) -> None:
    far = DAY + timedelta(days=60)
    one, other = (bid.id for bid in bids)
    held = {one: Held(DAY, (adviser.id,)), other: Held(far, (adviser.id,))}
    bench = Bench(instance_document(session, tour), held)
    wanted = {other: Held(DAY, (adviser.id,)), one: Held(NEXT + timedelta(days=30), (adviser.id,))}

    with bench.supposing(other, wanted[other]) as first:
        assert first.difference_yen is None
        assert not first.breaks_only_locks
        with bench.supposing(one, wanted[one], first) as both:
            assert both.difference_yen is not None
            assert {each.breach.name for each in both.new} <= {"DATE_NOT_OFFERED"}
    assert bench.held == held


def test_what_several_changes_do_is_what_the_draft_costs_and_breaks_afterwards(
    session: Session, tour: Tour, adviser: Adviser, bids: tuple[Bid, Bid]
) -> None:
    one, other = (bid.id for bid in bids)
    held = {one: Held(DAY, (adviser.id,)), other: Held(DAY, (adviser.id,))}
    bench = Bench(instance_document(session, tour), {one: held[one]})
    before = bench.cost.yen or 0

    told = bench.supposed({one: Held(NEXT, (adviser.id,))})
    assert told.cost_yen == before + (told.difference_yen or 0)
    assert (told.broken, sum(told.parts.values())) == ((), told.difference_yen)
    jam = bench.supposed({other: held[other]})
    assert (jam.difference_yen, jam.cost_yen) == (None, None)
    assert {each.kind for each in jam.broken} == {ObjectionKind.TRAVEL}
    assert bench.supposed({}).difference_yen == 0
    assert bench.held == {one: held[one]}

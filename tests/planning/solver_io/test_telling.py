"""What breaks a rule on the workbench, as the office is told of it."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.solver_io import instance_document
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid

DAY = date(2026, 10, 6)


def test_of_a_seminar_that_cannot_be_travelled_to_only_what_is_near_is_told(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    far = make_adviser(session, tour, home="01")
    days = [DAY, DAY + timedelta(days=30), DAY + timedelta(days=60)]
    own = [make_bid(session, tour, place="01", days={day: "first"}) for day in days]
    near = make_bid(session, tour, place="47", days={DAY: "first"})
    held = {bid.id: Held(day, (far.id,)) for bid, day in zip(own, days, strict=True)}
    held[near.id] = Held(DAY, (adviser.id,))
    bench = Bench(instance_document(session, tour), held)

    choice = bench.choice(near.id, Held(DAY, (far.id,)))

    (objection,) = choice.broken
    assert objection.kind is ObjectionKind.ELSEWHERE
    assert (objection.bid_ids, objection.days) == ((own[0].id,), (DAY,))
    assert bench.held == held


def test_who_travels_less_than_before_breaks_nothing_new(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    other = make_adviser(session, tour, home="47")
    bids = [make_bid(session, tour, place=place, days={DAY: "first"}) for place in ("01", "47")]
    third = make_bid(session, tour, place="27", days={DAY: "first"})
    held = {bid.id: Held(DAY, (adviser.id,)) for bid in (*bids, third)}
    bench = Bench(instance_document(session, tour), held)

    choice = bench.choice(bids[1].id, Held(DAY, (other.id,)))

    assert (choice.broken, choice.difference_yen) == ((), None)

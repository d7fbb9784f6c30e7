"""Who could give one adviser's seminars instead."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.planning.alterations import Alteration
from seminar_service.planning.handovers import HandoverWish, handed, weigh_handover
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Lock, LockedTeamMember
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.solver_io import AdviserUnknown, instance_document
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser
from tests.planning.drafts import DAY
from tests.planning.trip_fixtures import FAR, NEXT, TripGround, lay_trip

SUNDAY = DAY + timedelta(days=5)


def bench_of(session: Session, tour: Tour, ground: TripGround) -> Bench:
    held = {
        each.bid_id: Held(each.day, tuple(member.adviser_id for member in each.team))
        for each in ground.plan.seminars
    }
    return Bench(instance_document(session, tour), held)


def wish(ground: TripGround, receiver_id: int = 0, last: date = SUNDAY) -> HandoverWish:
    return HandoverWish(ground.giver.id, DAY, last, receiver_id)


def test_a_week_goes_to_whoever_is_cheapest_with_the_price_of_all_of_it(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    bench = bench_of(session, tour, trip_ground)
    before = bench.held

    found = weigh_handover(bench, wish(trip_ground))

    assert bench.held == before
    first, second = found.passing
    assert (first.bid_id, second.bid_id) == tuple(bid.id for bid in trip_ground.trip)
    assert (first.goes, second.goes) == (True, True)
    assert first.choice
    assert first.choice.held == Held(DAY, (trip_ground.near.id,))
    changes = [
        Alteration(each.bid_id, each.before, each.choice.held)
        for each in found.passing
        if each.choice
    ]
    cost = bench.cost.yen or 0
    bench.apply(changes)
    assert found.whole.difference_yen == (bench.cost.yen or 0) - cost
    assert found.whole.difference_yen == sum(
        each.choice.difference_yen or 0 for each in found.passing if each.choice
    )
    assert sum(found.whole.parts.values()) == found.whole.difference_yen
    assert bench.objections == ()


def test_only_the_days_that_are_meant_are_handed_over(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    bench = bench_of(session, tour, trip_ground)

    assert len(weigh_handover(bench, wish(trip_ground)).passing) == 2
    assert len(weigh_handover(bench, wish(trip_ground, last=DAY)).passing) == 1
    assert len(weigh_handover(bench, wish(trip_ground, last=FAR)).passing) == 3
    nothing = weigh_handover(bench, HandoverWish(trip_ground.near.id, DAY, FAR))
    assert (nothing.passing, nothing.whole.difference_yen) == ((), 0)


def test_what_is_forbidden_stays_with_the_reason_and_its_price(
    session: Session, tour: Tour
) -> None:
    ground = lay_trip(session, tour, near_unavailable=(NEXT,))
    bench = bench_of(session, tour, ground)

    for receiver_id in (ground.near.id, 0):
        first, second = weigh_handover(bench, wish(ground, receiver_id)).passing
        assert (first.goes, second.goes) == (True, False)
        ((objection,),) = (each.broken for each in second.refused)
        assert objection.kind is ObjectionKind.UNAVAILABLE
        assert (objection.adviser_ids, objection.days) == ((ground.near.id,), (NEXT,))
        assert (second.choice is not None) == bool(receiver_id)


def test_who_cannot_speak_about_it_is_not_proposed(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    stranger = make_adviser(session, tour, home="40", topics=[])
    bench = bench_of(session, tour, trip_ground)

    first, _ = weigh_handover(bench, wish(trip_ground)).passing
    assert first.choice
    assert first.choice.held.team == (trip_ground.near.id,)
    told, _ = weigh_handover(bench, wish(trip_ground, stranger.id)).passing
    assert not told.goes
    assert ObjectionKind.TOPICS in {each.kind for each in told.refused[0].broken}


def test_what_is_over_stays(session: Session, tour: Tour, trip_ground: TripGround) -> None:
    bench = bench_of(session, tour, trip_ground)

    first, second = weigh_handover(bench, wish(trip_ground), {trip_ground.trip[0].id}).passing

    assert (first.is_finished, first.choice, second.goes) == (True, None, True)


def test_what_is_locked_is_priced_apart_and_not_proposed(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    lock = Lock(bid_id=trip_ground.trip[0].id, day=DAY, locked_at=NOW)
    lock.team = [LockedTeamMember(position=0, adviser_id=trip_ground.giver.id)]
    session.add(lock)
    session.commit()
    bench = bench_of(session, tour, trip_ground)

    found = weigh_handover(bench, wish(trip_ground))

    first, second = found.passing
    assert (first.goes, first.is_locked, second.goes) == (False, True, True)
    assert first.choice
    assert first.choice.held.team == (trip_ground.near.id,)
    assert found.locked == 1
    assert found.whole.difference_yen != found.unlocked.difference_yen


def test_somebody_who_cannot_travel_any_more_hands_over_all_the_same(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    far = make_adviser(session, tour, home="01")
    held = bench_of(session, tour, trip_ground).held
    document = instance_document(session, tour)
    for adviser in document["advisers"]:
        if adviser["id"] == f"a{trip_ground.giver.id}":
            adviser["unavailable"] = [DAY.isoformat(), NEXT.isoformat()]
    bench = Bench(document, held)
    assert bench.cost.yen is None

    found = weigh_handover(bench, wish(trip_ground))

    assert [each.choice and each.choice.held.team for each in found.passing] == [
        (trip_ground.near.id,),
        (trip_ground.near.id,),
    ]
    assert (found.whole.difference_yen, found.whole.broken) == (None, ())
    assert found.whole.cost_yen is not None
    assert far.id


def test_a_stranger_has_nothing_to_hand_over(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    with pytest.raises(AdviserUnknown):
        weigh_handover(bench_of(session, tour, trip_ground), HandoverWish(999, DAY, FAR))


def test_others_of_the_team_stay() -> None:
    assert handed(Held(DAY, (1, 2)), 2, 3) == Held(DAY, (1, 3))

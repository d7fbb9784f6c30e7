"""Ways to split a trip of several seminars."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.planning import splits
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.planning.splits import Cut, SplitKind, cuts_of, ways_to_split
from seminar_service.tours.model import Tour
from tests.planning.drafts import DAY
from tests.planning.test_handovers import bench_of
from tests.planning.trip_fixtures import FAR, NEXT, TripGround, lay_trip


def the_cut(bench: Bench, ground: TripGround) -> Cut:
    keys = tuple(bid.id for bid in ground.trip)
    assert keys in bench.trips(ground.giver.id)
    (cut,) = cuts_of(ground.giver.id, keys)
    return cut


def test_a_trip_can_be_cut_after_each_of_its_seminars_but_the_last() -> None:
    assert cuts_of(7, (1, 2, 3)) == (Cut(7, (1,), (2, 3)), Cut(7, (1, 2), (3,)))
    assert cuts_of(7, (1,)) == ()


def test_every_way_splits_the_trip_breaks_no_rule_and_costs_what_it_says(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    bench = bench_of(session, tour, trip_ground)
    before, cost = bench.held, bench.cost.yen or 0
    cut = the_cut(bench, trip_ground)

    found = ways_to_split(bench, [cut])

    assert bench.held == before
    assert found.weighed_all
    assert {each.kind for each in found.ways} == {SplitKind.OTHER_ADVISER, SplitKind.LATER_DAYS}
    assert [each.difference_yen for each in found.ways] == sorted(
        each.difference_yen for each in found.ways
    )
    for way in found.ways:
        with bench.trying():
            bench.apply(way.alterations)
            assert (bench.cost.yen or 0) - cost == way.difference_yen == sum(way.parts.values())
            assert bench.objections == ()
            for trip in bench.trips(trip_ground.giver.id):
                assert not set(cut.earlier) & set(trip) or not set(cut.later) & set(trip)


def test_the_later_part_goes_to_another_adviser_or_to_another_day(
    session: Session, tour: Tour, trip_ground: TripGround
) -> None:
    bench = bench_of(session, tour, trip_ground)
    second = trip_ground.trip[1].id
    before = Held(NEXT, (trip_ground.giver.id,))

    changes = {way.alterations for way in ways_to_split(bench, [the_cut(bench, trip_ground)]).ways}

    assert changes == {
        (Alteration(second, before, Held(NEXT, (trip_ground.near.id,))),),
        (Alteration(second, before, Held(FAR, (trip_ground.giver.id,))),),
    }


def test_another_day_that_leaves_it_one_trip_is_no_way(session: Session, tour: Tour) -> None:
    ground = lay_trip(
        session, tour, others=(DAY + timedelta(days=2),), near_unavailable=(DAY, NEXT)
    )
    bench = bench_of(session, tour, ground)
    with bench.trying():
        moved = Held(DAY + timedelta(days=2), (ground.giver.id,))
        bench.apply([Alteration(ground.trip[1].id, None, moved)])
        assert len(bench.trips(ground.giver.id)[0]) == 2

    found = ways_to_split(bench, [the_cut(bench, ground)])

    assert (found.ways, found.weighed_all) == ((), True)


def test_what_is_over_stays(session: Session, tour: Tour, trip_ground: TripGround) -> None:
    bench = bench_of(session, tour, trip_ground)
    keys = [bid.id for bid in trip_ground.trip]

    assert ways_to_split(bench, [the_cut(bench, trip_ground)], keys).ways == ()


def test_days_that_were_not_weighed_are_not_passed_over_in_silence(
    session: Session, tour: Tour, trip_ground: TripGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splits, "MOST_DAYS", 1)
    bench = bench_of(session, tour, trip_ground)

    assert not ways_to_split(bench, [the_cut(bench, trip_ground)]).weighed_all

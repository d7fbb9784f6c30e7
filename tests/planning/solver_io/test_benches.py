"""A draft on the workbench."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.solver_io import AdviserUnknown, DayFar, instance_document
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=7)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def mori(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[LATER])


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: "first", LATER: "second"})


@pytest.fixture
def bench(session: Session, tour: Tour, mori: Adviser, bid: Bid) -> Bench:
    return Bench(instance_document(session, tour), {bid.id: Held(DAY, (mori.id,))})


def test_a_bench_knows_its_bids_and_advisers(bench: Bench, bid: Bid, mori: Adviser) -> None:
    assert (bench.bids, bench.advisers) == ((bid.id,), (mori.id,))
    facts = bench.facts(bid.id)
    assert (facts.days, facts.is_locked, len(facts.slots)) == ((DAY, LATER), False, 1)


def test_a_taken_day_is_told_as_that_for_choices_and_for_what_is_held(
    bench: Bench, bid: Bid, mori: Adviser
) -> None:
    held = Held(LATER, (mori.id,))
    (choice,) = bench.choices(bid.id, LATER)
    bench.apply([Alteration(bid.id, Held(DAY, (mori.id,)), held)])

    for objections in (choice.broken, bench.objections):
        (objection,) = objections
        assert objection.kind is ObjectionKind.UNAVAILABLE
        assert (objection.bid_ids, objection.adviser_ids) == ((bid.id,), (mori.id,))
        assert objection.days == (LATER,)


def test_who_is_elsewhere_too_near_is_told_with_the_place_and_the_day(
    session: Session, tour: Tour, mori: Adviser, bid: Bid
) -> None:
    far = make_bid(session, tour, place="01", days={DAY: "first"})
    bench = Bench(instance_document(session, tour), {far.id: Held(DAY, (mori.id,))})

    (choice,) = bench.choices(bid.id, DAY)

    (objection,) = choice.broken
    assert objection.kind is ObjectionKind.ELSEWHERE
    assert (objection.bid_ids, objection.days, objection.place) == ((far.id,), (DAY,), "01")
    assert objection.adviser_ids == (mori.id,)


def test_what_is_weighed_has_the_trips_of_those_who_are_named(
    bench: Bench, bid: Bid, mori: Adviser
) -> None:
    weighed = bench.weighed({"9": ["kept"]}, [mori.id])
    assert set(weighed.itineraries) == {"9", str(mori.id)}

    bench.apply([Alteration(bid.id, Held(DAY, (mori.id,)), None)])
    assert set(bench.weighed(weighed.itineraries, [mori.id]).itineraries) == {"9"}


def test_what_it_does_not_know_it_does_not_take(bench: Bench, bid: Bid, mori: Adviser) -> None:
    before = bench.held

    with pytest.raises(NotFound):
        bench.apply([Alteration(bid.id + 9, None, Held(DAY, (mori.id,)))])
    with pytest.raises(AdviserUnknown):
        bench.apply([Alteration(bid.id, None, Held(DAY, (mori.id + 9,)))])
    for day in (date.min, date.max):
        with pytest.raises(DayFar):
            bench.apply([Alteration(bid.id, None, Held(day, (mori.id,)))])
    for ask in (bench.facts, lambda key: list(bench.choices(key))):
        with pytest.raises(NotFound):
            ask(bid.id + 9)

    assert bench.held == before


def test_moves_are_what_breaks_no_rule_the_cheapest_first(
    session: Session, tour: Tour, mori: Adviser, bid: Bid
) -> None:
    near = make_adviser(session, tour, home="27")
    bench = Bench(instance_document(session, tour), {bid.id: Held(DAY, (mori.id,))})

    found = list(bench.moves(bid.id, 0))

    assert [each.held for each in found] == [
        Held(DAY, (near.id,)),
        Held(LATER, (near.id,)),
        Held(DAY, (mori.id,)),
    ]
    for each in found:
        assert each.difference_yen == bench.effect(bid.id, each.held)[0]


def test_the_others_of_a_team_stay_where_one_is_moved(
    session: Session, tour: Tour, mori: Adviser
) -> None:
    sato, ito = make_adviser(session, tour), make_adviser(session, tour)
    slots = [[mori.topics[0]], [mori.topics[0]]]
    pair = make_bid(session, tour, place="27", days={DAY: "first"}, topics=slots)
    bench = Bench(instance_document(session, tour), {pair.id: Held(DAY, (mori.id, sato.id))})

    teams = {each.held.team for each in bench.moves(pair.id, 1)}

    assert teams == {(mori.id, sato.id), (mori.id, ito.id)}


def test_what_is_refused_or_has_no_such_slot_is_not_moved(
    bench: Bench, bid: Bid, mori: Adviser
) -> None:
    for key, position in ((bid.id + 9, 0), (bid.id, 1), (bid.id, -1)):
        with pytest.raises(NotFound):
            list(bench.moves(key, position))
    bench.apply([Alteration(bid.id, Held(DAY, (mori.id,)), None)])
    with pytest.raises(NotFound):
        list(bench.moves(bid.id, 0))


def test_any_day_and_team_is_weighed_with_what_it_breaks(
    bench: Bench, bid: Bid, mori: Adviser
) -> None:
    for day, kind in (
        (LATER, ObjectionKind.UNAVAILABLE),
        (DAY + timedelta(days=1), ObjectionKind.DAY_NOT_OFFERED),
    ):
        choice = bench.choice(bid.id, Held(day, (mori.id,)))
        assert [each.kind for each in choice.broken] == [kind]
        assert bench.held[bid.id].day == DAY
    assert bench.choice(bid.id, Held(DAY, (mori.id,))).difference_yen == 0
    with pytest.raises(AdviserUnknown):
        bench.choice(bid.id, Held(DAY, (mori.id + 9,)))

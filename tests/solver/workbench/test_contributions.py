"""What each bid, adviser, day and place contributes adds up to the whole plan."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import Seminar, read_instance
from solver.formats.violations import Breach
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import evaluate
from solver.workbench.contributions import NOTHING, Contribution, Contributions
from tests.solver.tours import (
    START,
    Document,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_plan,
    random_tour,
)


def contributions(tour: Document) -> Contributions:
    return Contributions(compile_instance(read_instance(tour)))


def parts_of(all_of: Contributions, seminars: list[Seminar]) -> list[Contribution]:
    """Return what everything contributes to a plan."""
    instance = all_of.instance
    held = {seminar.bid: seminar for seminar in seminars}
    place_of = {bid.id: bid.place for bid in instance.bids}
    return [
        *(all_of.of_bid(bid, held.get(bid.id)) for bid in instance.bids),
        *(
            all_of.of_adviser(index, [one for one in seminars if adviser.id in one.advisers])
            for index, adviser in enumerate(instance.advisers)
        ),
        *(
            all_of.of_day([one for one in seminars if one.date == day])
            for day in {one.date for one in seminars}
        ),
        *(
            all_of.of_place(place, [one for one in seminars if place_of[one.bid] == place])
            for place in set(place_of.values())
        ),
    ]


@given(seed=st.integers(0, 10**6))
def test_they_add_up_to_the_cost_and_the_broken_rules_of_the_plan(seed: int) -> None:
    tour = random_tour(seed)
    all_of = contributions(tour)
    held = {
        one["bid"]: Seminar(one["bid"], START.fromisoformat(one["date"]), tuple(one["advisers"]))
        for one in random_plan(seed, tour)["seminars"]
    }
    seminars = list(held.values())
    parts = parts_of(all_of, seminars)
    report = evaluate(all_of.tour, seminars)
    broken = Counter(one for part in parts for one in part.violations)
    assert all(part.is_possible for part in parts) == (report.objective_yen is not None)
    if report.objective_yen is not None:
        assert sum(sum(part.yen) for part in parts) == report.objective_yen
        broken += Counter(all_of.of_budget(report.components.travel))
    assert broken == Counter(report.violations)


def test_nothing_costs_nothing() -> None:
    assert Contribution((0,) * 7, (), is_possible=True) == NOTHING
    assert contributions(make_tour([])).of_day([]) == NOTHING


@pytest.mark.parametrize(("held", "broken"), [(True, []), (False, [Breach.LOCK])])
def test_a_bid_contributes_its_date_or_decline_and_its_lock(held: bool, broken: list[str]) -> None:
    all_of = contributions(make_tour([lock(make_bid("b1", {0: 700}), 0, "a1")]))
    (bid,) = all_of.instance.bids
    part = all_of.of_bid(bid, Seminar("b1", START, ("a1",)) if held else None)
    assert part.yen == ((0, 0, 700, 0, 0, 0, 0) if held else (0, 0, 0, 500_000, 0, 0, 40_000))
    assert [one.breach for one in part.violations] == broken


def test_an_adviser_who_cannot_travel_so_contributes_the_reason_and_no_yen() -> None:
    far = make_bid("b1", place="far", start="08:00")
    all_of = contributions(make_tour([far], [make_adviser(max_nights_away=0)]))
    part = all_of.of_adviser(0, [Seminar("b1", START, ("a1",))])
    assert not part.is_possible
    assert sum(part.yen) == 0
    assert [one.breach for one in part.violations] == [Breach.TRAVEL]


def test_a_place_without_a_seminar_contributes_the_price_of_leaving_it_open() -> None:
    all_of = contributions(make_tour([make_bid("b1")], rules=make_rules(coverage_yen=70)))
    assert sum(all_of.of_place("near", []).yen) == 70
    assert all_of.of_place("near", [Seminar("b1", START, ("a1",))]) == NOTHING

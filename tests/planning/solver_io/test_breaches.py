"""Broken rules as objections."""

from datetime import date

import solver
from seminar_service.planning.disruption_values import LostDays
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.solver_io.breaches import (
    KINDS,
    ShutDays,
    objection_of,
    travel_objections,
)

DAYS = (date(2026, 10, 6), date(2026, 10, 7), date(2026, 10, 8))
WHOLE = solver.Violation(
    solver.Breach.TRAVEL, ("b1", "b2", "b3"), ("a7",), DAYS, causes=(solver.Rule.HOME,)
)


def test_every_way_of_breaking_a_rule_is_an_objection() -> None:
    assert set(KINDS) == set(solver.Breach)


def test_ids_become_keys() -> None:
    found = objection_of(WHOLE)

    assert (found.bid_ids, found.adviser_ids, found.causes) == ((1, 2, 3), (7,), ("home",))


def test_taken_days_are_told_first_then_where_it_jams() -> None:
    jam = solver.Violation(solver.Breach.TRAVEL, ("b1", "b2"), ("a7",), DAYS[:2])

    found = list(
        travel_objections(WHOLE, [DAYS[2]], lambda _, bids: jam if list(bids) == [1, 2] else None)
    )

    assert [(each.kind, each.bid_ids) for each in found] == [
        (ObjectionKind.UNAVAILABLE, (3,)),
        (ObjectionKind.TRAVEL, (1, 2)),
    ]


def test_what_jams_only_all_together_is_told_of_all() -> None:
    found = list(travel_objections(WHOLE, [], lambda *_: None))

    assert [each.bid_ids for each in found] == [(1, 2, 3)]


def test_neighbours_of_what_jams_alone_are_not_told() -> None:
    jam = solver.Violation(solver.Breach.TRAVEL, ("b2",), ("a7",), DAYS[1:2])

    found = list(travel_objections(WHOLE, [], lambda _, bids: jam if 2 in bids else None))

    assert [each.bid_ids for each in found] == [(2,)]


def test_why_a_day_cannot_be_chosen_is_said_by_what_shuts_it() -> None:
    first, second, third, fourth = (date(2026, 10, day) for day in (5, 6, 7, 8))
    lost = LostDays(places={"27": frozenset({first, second})})
    shut = ShutDays(second, frozenset({second, third}), lost)

    assert [shut.why_not(day, "27") for day in (first, second, third, fourth)] == [
        ObjectionKind.DAY_PAST,
        ObjectionKind.DISRUPTED,
        ObjectionKind.DAY_CLOSED,
        ObjectionKind.DAY_NOT_OFFERED,
    ]
    assert shut.why_not(second, "13") is ObjectionKind.DAY_CLOSED
    assert ShutDays().why_not(first, "27") is ObjectionKind.DAY_NOT_OFFERED

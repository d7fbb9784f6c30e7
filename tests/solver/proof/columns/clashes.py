"""Small tours with trips that go together, and with one that does not."""

from typing import NamedTuple

from tests.solver.proof.columns.small_plans import Stop
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour


class Clash(NamedTuple):
    """Trips, given by their stops.

    Attributes:
        tour: What is planned.
        kept: Trips that go together.
        fits: One that can be added.
        clashes: One that cannot.
    """

    tour: Document
    kept: list[list[Stop]]
    fits: list[Stop]
    clashes: list[Stop]


def _tour(team: int = 1, **rules: int) -> Document:
    """Return a tour of three advisers and three bids, the first of them for a team."""
    dates = dict.fromkeys(range(6), 0)
    bids = [
        make_bid("b0", dates, slots=[["ip"]] * team, start="12:00", end="13:00"),
        make_bid("b1", dates, start="15:00", end="16:00"),
        make_bid("b2", dates, place="far"),
    ]
    advisers = [make_adviser(f"a{number}", max_per_month=2) for number in range(3)]
    return make_tour(bids, advisers, rules=make_rules(**rules))


CLASHES = {
    "under way at once": Clash(_tour(), [[(0, 0, 0)]], [(0, 2, 1)], [(0, 2, 0)]),
    "under way in between": Clash(_tour(), [[(0, 0, 1)]], [(0, 2, 2)], [(0, 2, 0), (0, 1, 2)]),
    "a bid twice": Clash(_tour(), [[(0, 0, 0)]], [(1, 1, 0)], [(1, 0, 0)]),
    "a team complete": Clash(_tour(team=2), [[(0, 0, 0)], [(1, 0, 0)]], [(2, 1, 0)], [(2, 0, 0)]),
    "a team on two days": Clash(_tour(team=2), [[(0, 0, 0)]], [(1, 0, 0)], [(1, 0, 1)]),
    "an adviser twice in a team": Clash(_tour(team=2), [[(0, 0, 0)]], [(0, 1, 2)], [(0, 0, 2)]),
    "near days in one place": Clash(
        _tour(same_place_gap_days=3), [[(0, 0, 0)]], [(1, 1, 3)], [(1, 1, 2)]
    ),
    "near days in the place of a team": Clash(
        _tour(team=2, same_place_gap_days=3), [[(0, 0, 0)]], [(1, 1, 3)], [(1, 1, 2)]
    ),
    "a full day": Clash(_tour(max_seminars_per_day=1), [[(0, 0, 0)]], [(1, 2, 1)], [(1, 2, 0)]),
    "a day that one trip fills": Clash(
        _tour(max_seminars_per_day=2), [[(0, 2, 0)]], [(1, 0, 1), (1, 1, 1)], [(1, 0, 0), (1, 1, 0)]
    ),
    "a full month": Clash(_tour(), [[(0, 0, 0)], [(0, 1, 1)]], [(0, 2, 3)], [(0, 2, 2)]),
    "a month that one trip fills": Clash(
        _tour(), [[(0, 2, 2)]], [(0, 0, 3), (0, 1, 3)], [(0, 0, 1), (0, 1, 1)]
    ),
}

"""Small tours for tests: one that is easy to follow, and random ones at every edge."""

import random
from datetime import date, timedelta
from typing import Any

Document = dict[str, Any]

START = date(2027, 6, 28)
"""The first day of the small tours: a Monday, so that a week of them crosses into July."""


def day(number: int) -> str:
    """Return the date of a day of the tour, counted from 0."""
    return (START + timedelta(days=number)).isoformat()


def make_rules(**changes: Any) -> Document:
    """Return the rules of an easy tour, with changes."""
    return {
        "day_start": "06:00",
        "day_end": "22:00",
        "buffer_minutes": 60,
        "hotel_yen": 10_000,
        "max_seminars_per_day": None,
        "same_place_gap_days": 0,
        "coverage_yen": 0,
        "workload_yen": 0,
        "change_date_yen": 30_000,
        "change_adviser_yen": 10_000,
        "travel_budget_yen": None,
        **changes,
    }


def make_adviser(name: str = "a1", **changes: Any) -> Document:
    """Return an adviser at home in the place `home` who can do nearly everything."""
    return {
        "id": name,
        "name": f"Adviser {name}",
        "home": "home",
        "topics": ["ip"],
        "unavailable": [],
        "max_seminars": 10,
        "max_per_month": 10,
        "max_nights_away": 4,
        **changes,
    }


def make_bid(name: str, dates: dict[int, int] | None = None, **changes: Any) -> Document:
    """Return a bid from the place `near`, with dates as day numbers of the tour."""
    listed = {0: 0} if dates is None else dates
    return {
        "id": name,
        "host": f"Host {name}",
        "place": "near",
        "start": "13:00",
        "end": "15:00",
        "slots": [["ip"]],
        "dates": {day(number): yen for number, yen in listed.items()},
        "decline_yen": 500_000,
        "current": None,
        "locked": False,
        **changes,
    }


def lock(bid: Document, number: int, *team: str) -> Document:
    """Return the bid, published and locked on a day with a team."""
    return {**bid, "current": {"date": day(number), "advisers": list(team)}, "locked": True}


def make_tour(
    bids: list[Document],
    advisers: list[Document] | None = None,
    *,
    days: int = 40,
    rules: Document | None = None,
) -> Document:
    """Return a tour over three places: `home`, `near` (1 h, 1,000 yen) and `far` (5 h, 9,000 yen).

    From `near` to `far` it is 4 hours and 8,000 yen.
    """
    return {
        "format": "seminar-tour/1",
        "name": "small",
        "horizon": {"start": day(0), "end": day(days - 1)},
        "rules": rules or make_rules(),
        "places": [{"id": name, "name": name.title()} for name in ("home", "near", "far")],
        "travel": {
            "minutes": [[30, 60, 300], [60, 30, 240], [300, 240, 30]],
            "yen": [[400, 1000, 9000], [1000, 400, 8000], [9000, 8000, 400]],
        },
        "advisers": [make_adviser()] if advisers is None else advisers,
        "bids": bids,
    }


def random_tour(seed: int, *, bids: int = 6, locked: float = 0.1, fewest: int = 0) -> Document:
    """Return a crowded tour of a few days on which every rule bites now and then.

    Args:
        seed: Another one gives another tour.
        bids: As many at most.
        locked: Share of the published bids that are locked.
        fewest: As many bids at least.
    """
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    places = [f"p{index}" for index in range(rng.randint(1, 4))]
    advisers = [_random_adviser(rng, f"a{index}", places) for index in range(rng.randint(0, 3))]
    names = [adviser["id"] for adviser in advisers]
    start, end = rng.choice([(360, 1320), (480, 1080), (0, 1439), (600, 900)])
    return {
        "format": "seminar-tour/1",
        "name": f"random-{seed}",
        "horizon": {"start": day(0), "end": day(rng.randint(0, 9))},
        "rules": {
            "day_start": _clock(start),
            "day_end": _clock(end),
            "buffer_minutes": rng.choice([0, 60, 90]),
            "hotel_yen": rng.choice([0, 500, 10_000]),
            "max_seminars_per_day": rng.choice([None, None, 0, 1, 2]),
            "same_place_gap_days": rng.choice([0, 1, 2, 5]),
            "coverage_yen": rng.choice([0, 20_000]),
            "workload_yen": rng.choice([0, 500, 9000]),
            "change_date_yen": rng.choice([0, 3000]),
            "change_adviser_yen": rng.choice([0, 1000]),
            "travel_budget_yen": rng.choice([None, None, None, 0, 20_000, 60_000]),
        },
        "places": [{"id": place, "name": place} for place in places],
        "travel": {
            "minutes": _matrix(rng, len(places), [0, 30, 60, 120, 200, 400, 960, 1441]),
            "yen": _matrix(rng, len(places), [0, 400, 1000, 5000, 9000, 20_000]),
        },
        "advisers": advisers,
        "bids": [
            _random_bid(rng, f"b{index}", places, names, locked)
            for index in range(rng.randint(fewest, bids))
        ],
    }


def random_plan(seed: int, tour: Document) -> Document:
    """Return a plan for a tour that is mostly possible and here and there broken."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    seminars, declined = [], []
    names = [adviser["id"] for adviser in tour["advisers"]]
    for bid in tour["bids"]:
        listed = sorted(bid["dates"]) or [day(0)]
        if bid["current"] and rng.random() < 0.6:
            seminars.append({"bid": bid["id"], **bid["current"]})
        elif names and rng.random() < 0.6:
            chosen = rng.choice(listed) if rng.random() < 0.95 else day(rng.randint(-3, 12))
            size = len(bid["slots"]) + (rng.random() < 0.03)
            team = [rng.choice(names) for _ in range(size)]
            seminars.append({"bid": bid["id"], "date": chosen, "advisers": team})
        if rng.random() < 0.02 or not seminars or seminars[-1]["bid"] != bid["id"]:
            declined.append({"bid": bid["id"], "reason": "outbid", "text": ""})
    if seminars and rng.random() < 0.03:
        seminars.append(dict(rng.choice(seminars)))
    return {
        "format": "seminar-plan/1",
        "instance": tour["name"],
        "status": rng.choice(["feasible", "feasible", "optimal", "infeasible"]),
        "objective_yen": 0,
        "bound_yen": rng.choice([-2, -1, 0, 10**9]),
        "seminars": seminars,
        "declined": declined,
        "reason": "a reason",
    }


def _random_adviser(rng: random.Random, name: str, places: list[str]) -> Document:
    unavailable = [day(number) for number in range(-2, 12) if rng.random() < 0.12]
    return make_adviser(
        name,
        home=rng.choice(places),
        topics=rng.choice([["ip"], ["ip", "brand"], ["brand"], []]),
        unavailable=unavailable,
        max_seminars=rng.choice([0, 1, 2, 5, 9]),
        max_per_month=rng.choice([0, 1, 2, 3, 9]),
        max_nights_away=rng.choice([0, 1, 2, 3, 30]),
    )


def _random_bid(
    rng: random.Random, name: str, places: list[str], names: list[str], locked: float
) -> Document:
    begin = rng.choice([0, 420, 600, 660, 780, 900, 1260])
    slots: list[list[str]] = rng.choice(
        [[["ip"]], [[]], [["brand"]], [["ip"], ["brand"]], [["ip"], []]]
    )
    current = None
    if names and rng.random() < 0.4:
        team = [rng.choice(names) for _ in slots]
        current = {"date": day(rng.randint(0, 9)), "advisers": team}
    return {
        **make_bid(name),
        "place": rng.choice(places),
        "start": _clock(begin),
        "end": _clock(begin + rng.choice([30, 120, 179])),
        "slots": slots,
        "dates": {
            day(number): rng.choice([0, 0, 3000]) for number in range(-1, 11) if rng.random() < 0.5
        },
        "decline_yen": rng.choice([0, 10_000, 40_000, 90_000]),
        "current": current,
        "locked": current is not None and rng.random() < locked,
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _matrix(rng: random.Random, size: int, values: list[int]) -> list[list[int]]:
    return [[rng.choice(values) for _ in range(size)] for _ in range(size)]

"""Distortions that make any tour an odd one, each valid by the format."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.solver.tours import Document, make_adviser, random_tour

MOST = 1_000_000_000
"""The largest number that the format allows."""

MOST_ALIKE = 4
"""Slots up to which anybody may fill each; of more, the teams could not be tried one by one."""

Distortion = Callable[[random.Random, Document], None]


def distorted(document: Document, seed: int, distortions: list[Distortion]) -> Document:
    """Return a tour that has been changed in place by each distortion in turn."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    for distort in distortions:
        distort(rng, document)
    return document


def odd_tour(seed: int, distortions: list[Distortion], **options: Any) -> Document:
    """Return a random small tour with distortions; the options are those of `random_tour`."""
    return distorted(random_tour(seed, **options), seed, distortions)


def easygoing(rng: random.Random, tour: Document) -> None:
    """Most bids can be held and are worth it; a tour at random mostly holds none."""
    tour["rules"].update(
        day_start="06:00",
        day_end="22:00",
        max_seminars_per_day=rng.choice([None, None, 1, 2]),
        travel_budget_yen=rng.choice([None, None, 60_000, 120_000]),
    )
    fill(rng, tour["travel"]["minutes"], [0, 30, 60, 120, 200, 400], share=1)
    for number in range(len(tour["advisers"]), rng.randint(1, 3)):
        tour["advisers"].append(make_adviser(f"a{number}", home=rng.choice(tour["places"])["id"]))
    for adviser in tour["advisers"]:
        adviser["topics"] = rng.choice([["ip"], ["ip", "brand"], ["ip", "brand"]])
        adviser["max_seminars"] = rng.choice([1, 2, 5, 9])
        adviser["max_per_month"] = rng.choice([1, 2, 9])
        adviser["max_nights_away"] = rng.choice([0, 1, 2, 30])
    for bid in tour["bids"]:
        bid.update(start="13:30", end=rng.choice(["14:00", "16:30"]))
        bid["decline_yen"] = rng.choice([40_000, 90_000, 300_000, 500_000])
        bid["dates"] = dict(rng.sample(list(bid["dates"].items()), min(len(bid["dates"]), 4)))


def no_nights(_: random.Random, tour: Document) -> None:
    """Everyone sleeps at home."""
    set_all(tour["advisers"], "max_nights_away", 0)


def nobody_free(_: random.Random, tour: Document) -> None:
    """Every day of the horizon is unavailable to all."""
    set_all(tour["advisers"], "unavailable", horizon_days(tour))


def one_never_free(rng: random.Random, tour: Document) -> None:
    """One adviser has no day at all."""
    set_all(some(rng, tour["advisers"]), "unavailable", horizon_days(tour))


def day_long_legs(rng: random.Random, tour: Document) -> None:
    """Some legs take 24 hours or exactly as long as a day may last."""
    fill(rng, tour["travel"]["minutes"], [1439, 1440, day_length(tour), day_length(tour) + 1])


def endless_legs(rng: random.Random, tour: Document) -> None:
    """Some legs take as long as the format can say."""
    fill(rng, tour["travel"]["minutes"], [MOST])


def asymmetric(rng: random.Random, tour: Document) -> None:
    """There and back differ in time and price, and a detour may be shorter."""
    fill(rng, tour["travel"]["minutes"], [0, 20, 90, 300, 700], share=0.8)
    fill(rng, tour["travel"]["yen"], [0, 300, 2000, 30_000], share=0.8)


def one_place(_: random.Random, tour: Document) -> None:
    """Everybody lives and everything happens in the first place."""
    tour["places"] = tour["places"][:1]
    for matrix in tour["travel"].values():
        matrix[:] = [matrix[0][:1]] if matrix else []
    for place in tour["places"]:
        set_all(tour["advisers"], "home", place["id"])
        set_all(tour["bids"], "place", place["id"])


def no_advisers(_: random.Random, tour: Document) -> None:
    """Nobody could come."""
    tour["advisers"] = []
    for bid in tour["bids"]:
        bid.update(current=None, locked=False)


def no_bids(_: random.Random, tour: Document) -> None:
    """Nobody asked."""
    tour["bids"] = []


def no_budget(rng: random.Random, tour: Document) -> None:
    """Nothing may be spent on travel, or hardly anything."""
    tour["rules"]["travel_budget_yen"] = rng.choice([0, 0, 1, 1000])


def full_days(_: random.Random, tour: Document) -> None:
    """No seminar may be held on any date."""
    tour["rules"]["max_seminars_per_day"] = 0


def no_seminars(rng: random.Random, tour: Document) -> None:
    """Some adviser may give none, in all or in a month."""
    set_all(some(rng, tour["advisers"]), rng.choice(["max_seminars", "max_per_month"]), 0)


def no_topics(rng: random.Random, tour: Document) -> None:
    """Some adviser has no topics, and some slots ask for none."""
    set_all(some(rng, tour["advisers"]), "topics", [])
    for bid in some(rng, tour["bids"]):
        if len(bid["slots"]) <= MOST_ALIKE:
            bid["slots"] = [[] for _ in bid["slots"]]


def large_teams(rng: random.Random, tour: Document) -> None:
    """Some bids need three or more advisers, alike or not."""
    topics = sorted({topic for adviser in tour["advisers"] for topic in adviser["topics"]})
    for bid in some(rng, tour["bids"]):
        size = rng.choice([3, 3, 4])
        bid["slots"] = [
            rng.sample(topics, min(len(topics), rng.randint(0, 1))) for _ in range(size)
        ]
        bid.update(current=None, locked=False)
    set_all(some(rng, tour["advisers"]), "topics", topics)


def ten_slots(rng: random.Random, tour: Document) -> None:
    """One bid needs ten advisers, each for a topic of their own."""
    names = [f"expert{number}" for number in range(10)]
    for bid in tour["bids"][:1]:
        bid.update(slots=[[name] for name in names], current=None, locked=False)
    for name in names if tour["places"] else []:
        home = rng.choice(tour["places"])["id"]
        tour["advisers"].append(make_adviser(name, home=home, topics=[name]))


def no_dates(rng: random.Random, tour: Document) -> None:
    """Some bids offer no date, or only dates outside the horizon."""
    outside = {day: 0 for day in ("0001-01-01", "9999-12-31") if day not in horizon_days(tour)}
    for bid in some(rng, tour["bids"]):
        bid["dates"] = rng.choice([{}, outside])


def one_day(rng: random.Random, tour: Document) -> None:
    """The horizon is one day long."""
    chosen = rng.choice(horizon_days(tour))
    tour["horizon"] = {"start": chosen, "end": chosen}


def beginning_of_time(_: random.Random, tour: Document) -> None:
    """The horizon begins on the first date that there is."""
    move(tour, lambda first, _: date.min - first)


def end_of_time(_: random.Random, tour: Document) -> None:
    """The horizon ends on the last date that there is."""
    move(tour, lambda _, last: date.max - last)


def centuries(rng: random.Random, tour: Document) -> None:
    """The horizon is of hundreds of years, and some bids offer a date far off."""
    tour["horizon"] = {"start": "1900-01-01", "end": "2199-12-31"}
    for bid in some(rng, tour["bids"]):
        bid["dates"][rng.choice(["1900-01-01", "2000-02-29", "2199-12-31"])] = 0


def all_free_of_charge(_: random.Random, tour: Document) -> None:
    """Nothing costs anything."""
    set_prices(tour, lambda _: 0)


def dear(rng: random.Random, tour: Document) -> None:
    """Prices are beyond what floating point tells apart, some as large as can be."""
    set_prices(tour, lambda yen: rng.choice([yen, yen * 1_001 + 1, MOST - yen % MOST]) % (MOST + 1))


def all_dear(_: random.Random, tour: Document) -> None:
    """Every price is as large as can be."""
    set_prices(tour, lambda _: MOST)


def worth_holding(rng: random.Random, tour: Document) -> None:
    """Declining costs much more than travelling."""
    for bid in tour["bids"]:
        bid["decline_yen"] = rng.choice([300_000, 400_000, 500_000, 10_000_000])


def boundless(_: random.Random, tour: Document) -> None:
    """Limits are as large as can be."""
    for limit in ("max_seminars", "max_per_month", "max_nights_away"):
        set_all(tour["advisers"], limit, MOST)
    tour["rules"]["max_seminars_per_day"] = MOST


def wide_gap(_: random.Random, tour: Document) -> None:
    """A place is served once at most."""
    tour["rules"]["same_place_gap_days"] = MOST


def long_buffer(rng: random.Random, tour: Document) -> None:
    """One must be there a day ahead, or impossibly long."""
    tour["rules"]["buffer_minutes"] = rng.choice([900, 1440, MOST])


def around_the_clock(rng: random.Random, tour: Document) -> None:
    """One may travel at any time, and some seminars last all day or just a minute."""
    tour["rules"].update(day_start="00:00", day_end="23:59")
    for bid in some(rng, tour["bids"]):
        start, end = rng.choice([("00:00", "23:59"), ("00:00", "00:01"), ("23:58", "23:59")])
        bid.update(start=start, end=end)


def short_days(_: random.Random, tour: Document) -> None:
    """One may travel during one minute of the day."""
    tour["rules"].update(day_start="12:00", day_end="12:01")


def twins(rng: random.Random, tour: Document) -> None:
    """Some bids come twice."""
    for bid in some(rng, tour["bids"])[:2]:
        tour["bids"].append({**bid, "id": bid["id"] + "'", "locked": False})


def strange_names(rng: random.Random, tour: Document) -> None:
    """Names are not what a picture or a line of text expects."""
    names = ["<&\"'>", "", " ", "\u202e\u0301", "鳥取県", "a\nb", "\x07", "{0}%s"]
    for named, key in (
        (tour["bids"], "host"),
        (tour["advisers"], "name"),
        (tour["places"], "name"),
    ):
        for one in named:
            one[key] = rng.choice(names)


def all_locked(rng: random.Random, tour: Document) -> None:
    """What has been published is locked, whatever it is."""
    names = [adviser["id"] for adviser in tour["advisers"]]
    for bid in some(rng, tour["bids"]):
        if names and bid["dates"] and bid["current"] is None:
            team = [rng.choice(names) for _ in bid["slots"]]
            bid["current"] = {"date": rng.choice(sorted(bid["dates"])), "advisers": team}
    for bid in tour["bids"]:
        bid["locked"] = bid["current"] is not None


DISTORTIONS: list[Distortion] = [
    no_nights,
    nobody_free,
    one_never_free,
    day_long_legs,
    endless_legs,
    asymmetric,
    one_place,
    no_advisers,
    no_bids,
    no_budget,
    full_days,
    no_seminars,
    no_topics,
    large_teams,
    ten_slots,
    no_dates,
    one_day,
    beginning_of_time,
    end_of_time,
    centuries,
    all_free_of_charge,
    dear,
    all_dear,
    worth_holding,
    boundless,
    wide_gap,
    long_buffer,
    around_the_clock,
    short_days,
    twins,
    strange_names,
    all_locked,
]


def set_all(those: list[Document], key: str, value: Any) -> None:
    """Give all of these the same value."""
    for one in those:
        one[key] = value


def some(rng: random.Random, those: list[Document]) -> list[Document]:
    """Return about half of these."""
    return [one for one in those if rng.random() < 0.5]


def horizon_days(tour: Document) -> list[str]:
    """Return every date of the horizon."""
    first, last = (date.fromisoformat(tour["horizon"][end]) for end in ("start", "end"))
    return [
        (first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)
    ]


def day_length(tour: Document) -> int:
    """Return the minutes of a day on which one may travel."""
    start, end = (tour["rules"][key] for key in ("day_start", "day_end"))
    return 60 * (int(end[:2]) - int(start[:2])) + int(end[3:]) - int(start[3:])


def move(tour: Document, by: Callable[[date, date], timedelta]) -> None:
    """Move the whole tour in time, without the dates for which there is no time."""
    first, last = (date.fromisoformat(tour["horizon"][end]) for end in ("start", "end"))
    span = by(first, last)

    def moved(day: str) -> str | None:
        try:
            return (date.fromisoformat(day) + span).isoformat()
        except OverflowError:
            return None

    def kept(days: list[str]) -> dict[str, str]:
        return {day: new for day in days if (new := moved(day)) is not None}

    tour["horizon"] = {"start": (first + span).isoformat(), "end": (last + span).isoformat()}
    for adviser in tour["advisers"]:
        adviser["unavailable"] = list(kept(adviser["unavailable"]).values())
    for bid in tour["bids"]:
        bid["dates"] = {new: bid["dates"][day] for day, new in kept(list(bid["dates"])).items()}
        if bid["current"] is not None:
            when = moved(bid["current"]["date"])
            bid["current"] = when and {**bid["current"], "date": when}
            bid["locked"] = bid["locked"] and when is not None


def fill(
    rng: random.Random, matrix: list[list[int]], values: list[int], share: float = 0.3
) -> None:
    """Give a share of a matrix's entries one of the values."""
    matrix[:] = [
        [rng.choice(values) if rng.random() < share else old for old in row] for row in matrix
    ]


def set_prices(tour: Document, change: Callable[[int], int]) -> None:
    """Change every price of a tour."""
    rules = tour["rules"]
    rules.update(
        {
            key: change(rules[key])
            for key in rules
            if key.endswith("_yen") and rules[key] is not None
        }
    )
    tour["travel"]["yen"] = [[change(yen) for yen in row] for row in tour["travel"]["yen"]]
    for bid in tour["bids"]:
        bid["decline_yen"] = change(bid["decline_yen"])
        bid["dates"] = {when: change(yen) for when, yen in bid["dates"].items()}

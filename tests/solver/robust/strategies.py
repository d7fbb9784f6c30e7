"""Tours of every kind for Hypothesis, and how many of them to try."""

import os
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.solver.peer import load_generator
from tests.solver.robust.odd import DISTORTIONS, Distortion, distorted, easygoing, odd_tour
from tests.solver.tours import Document

THOROUGHNESS = int(os.environ.get("SEMINAR_TEST_THOROUGHNESS", "1"))
"""How many times as many random tours to try as usual."""

FIRST, LAST = date(2027, 4, 1), date(2028, 3, 31)
"""The year whose holidays the generator knows."""

RULES: dict[str, list[str]] = {
    "day_start": ["06:00", "00:00", "09:30"],
    "day_end": ["22:00", "23:59", "18:00"],
    "buffer_minutes": ["60", "0", "600"],
    "hotel_yen": ["11000", "0", "200000"],
    "max_seminars_per_day": ["null", "0", "1", "2"],
    "same_place_gap_days": ["7", "0", "1", "400"],
    "coverage_yen": ["150000", "0"],
    "workload_yen": ["500", "0", "50000"],
    "change_date_yen": ["30000", "0"],
    "change_adviser_yen": ["10000", "0"],
    "travel_budget_yen": ["null", "0", "50000", "300000"],
}
"""Values for each of the generator's rules, the usual one first."""


def examples(usual: int) -> int:
    """Return how many examples to try where so many are usual."""
    return usual * THOROUGHNESS


def distortions() -> st.SearchStrategy[list[Distortion]]:
    """Return a strategy for what makes a tour odd; many distortions leave nothing to plan."""
    most = st.sampled_from([0, 1, 1, 2, 3])
    return most.flatmap(
        lambda size: st.lists(
            st.sampled_from(DISTORTIONS), min_size=size, max_size=size, unique=True
        )
    )


def odd_tours(bids: int = 6) -> st.SearchStrategy[Document]:
    """Return a strategy for small crowded tours, odd in several ways.

    Args:
        bids: As many at most, a few twins apart.
    """
    starts = st.sampled_from([[easygoing], [easygoing], [easygoing], []])
    return st.builds(
        lambda seed, start, more, **options: odd_tour(seed, [*start, *more], **options),
        st.integers(0, 10**9),
        starts,
        distortions(),
        bids=st.just(bids),
        fewest=st.sampled_from([0, 2, 3, bids]),
        locked=st.sampled_from([0.0, 0.0, 0.1, 0.5]),
    )


@st.composite
def generated_tours(draw: st.DrawFn, bids: int = 12, advisers: int = 6) -> Document:
    """Return tours of the reference generator, with all its options, and odd ones beyond them.

    Args:
        draw: From Hypothesis.
        bids: As many at most.
        advisers: As many at most.
    """
    generator = load_generator()
    options = generator.parse_options([*draw(_options()), "--output", "generated.json"])
    options.bids = draw(st.sampled_from([0, 1, 3, bids // 2, bids]))
    options.advisers = draw(st.sampled_from([0, 1, 2, advisers // 2, advisers]))
    tour: Document = generator.make_tour(options)
    return distorted(tour, options.seed, draw(distortions()))


@st.composite
def _options(draw: st.DrawFn) -> list[str]:
    """Return options of the generator as on its command line."""
    seed = draw(st.integers(0, 10**6))
    options = ["--seed", str(seed), "--bids=1", "--advisers=1", *draw(_horizon())]
    options += [f"--pairs={draw(st.sampled_from(['0.1', '0', '0.5', '1']))}"]
    fewest = draw(st.sampled_from([0, 1, 4, 6]))
    options += ["--dates", str(fewest), str(fewest + draw(st.integers(0, 12)))]
    options += [f"--load={draw(st.sampled_from(['0.85', '0.2', '3']))}"]
    least = draw(st.integers(1, 5))
    options += ["--topics", str(least), str(draw(st.integers(least, 5)))]
    current = draw(st.sampled_from([0.0, 0.5, 1.0]))
    options += [f"--current={current}", f"--locked={draw(st.floats(0.0, current))}"]
    among = draw(st.sampled_from(["", "13", "01,47", "13,14,27,40"]))
    options += [f"--among={among}"] if among else []
    options += [f"--places={draw(st.sampled_from(['used', 'all']))}"]
    options += draw(st.sampled_from([[], ["--asymmetric"]]))
    for rule in draw(st.lists(st.sampled_from(sorted(RULES)), max_size=4, unique=True)):
        options += ["--rule", f"{rule}={draw(st.sampled_from(RULES[rule]))}"]
    return options


@st.composite
def _horizon(draw: st.DrawFn) -> list[str]:
    """Return a horizon that begins on a working day."""
    first = FIRST + timedelta(days=draw(st.integers(0, (LAST - FIRST).days)))
    while not load_generator().is_working_day(first):
        first -= timedelta(days=1)
    days = draw(st.sampled_from([0, 5, 30, 365]))
    last = min(first + timedelta(days=days), LAST)
    return ["--horizon", first.isoformat(), last.isoformat()]

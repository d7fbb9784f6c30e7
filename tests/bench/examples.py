"""Runs and records for the tests of the bench."""

from collections.abc import Sequence
from dataclasses import replace

from tests.bench.curve import Point
from tests.bench.record import PLANNER, Record, Run, Sitting

SITTING = Sitting(
    began="2027-04-01 10:00+00:00",
    commit="abc1234",
    machine={"processor": "Abacus | 7", "cores": "2"},
    versions={"Python": "3.11.0"},
    load=0.25,
    command="--only one",
)
CURVE = (
    Point(0.5, 2000, None, "start"),
    Point(1.0, 1000, None, "greedy"),
    Point(2.0, 1000, 500, "proof"),
    Point(3.0, 1000, 995, "proof"),
    Point(4.0, 1000, 1000, "proof"),
)
RUN = Run(
    instance="one",
    bids=31,
    advisers=4,
    program=PLANNER,
    sitting=0,
    limit_seconds=60,
    seconds=4.25,
    peak_bytes=500_000_000,
    status="optimal",
    objective_yen=1000,
    bound_yen=1000,
    curve=CURVE,
)
PEER = replace(
    RUN,
    program="peer",
    seconds=60.5,
    status="feasible",
    objective_yen=1250,
    bound_yen=None,
    curve=(Point(60.5, 1250, None, "end"),),
)


def record_of(*runs: Run, sittings: Sequence[Sitting] = (SITTING,)) -> Record:
    """Return a record of these runs."""
    return Record(list(sittings), list(runs))

"""The planning problem of a tour as scenarios look at it, read from the database."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.scenario_changes import BidTaken, Change, KnownAdviser
from seminar_service.planning.solver_io import (
    WhatIf,
    planning_input,
    planning_problem,
    read_newcomers,
)
from seminar_service.planning.values import earliest_day
from seminar_service.tours.model import Topic, Tour


def what_if_of(session: Session, tour: Tour, changes: Collection[Change], *, today: date) -> WhatIf:
    """Read what a tour's planner would be given today, with the bids that changes take in.

    A fixed number of queries.
    """
    earliest = earliest_day(tour.stage, tour.last_day, today)
    taken = frozenset(each.bid_id for each in changes if isinstance(each, BidTaken))
    problem = planning_problem(
        session, tour, earliest=earliest, in_hindsight=earliest is None, and_bids=taken
    )
    topics = frozenset(session.scalars(select(Topic.code)))
    known = [each.adviser_id for each in changes if isinstance(each, KnownAdviser)]
    newcomers = read_newcomers(session, tour, known)
    return WhatIf(problem, planning_input(tour, problem), earliest, topics, newcomers)

"""Splitting a trip in a draft: the ways that really split it, before one is taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.alterations import alteration_texts
from seminar_service.planning.queries.drafts import draft_advisers, draft_of
from seminar_service.planning.queries.handovers import finished_bids
from seminar_service.planning.solver_io import draft_bench
from seminar_service.planning.splits import Cut, SplitWay, cuts_of, ways_to_split
from seminar_service.planning.wording import BothLanguages


@dataclass(frozen=True, slots=True)
class ToldWay:
    """A way to split a trip, with what it changes as sentences."""

    way: SplitWay
    texts: tuple[BothLanguages, ...]


@dataclass(frozen=True, slots=True)
class SplitView:
    """A trip of a draft, with the ways to split it.

    Attributes:
        plan: The draft.
        adviser: Whose trip it is.
        trip: Its bids, in its order; fewer than two where there is nothing to be split.
        held: How each of them is held, by bid.
        cuts: Every place where it can be split.
        chosen: The one that is asked for; None for all.
        ways: What was found, the cheapest first.
        weighed_all: Whether every combination of days was weighed.
    """

    plan: Plan
    adviser: Adviser
    trip: tuple[Bid, ...]
    held: Mapping[int, Held]
    cuts: tuple[Cut, ...]
    chosen: Cut | None
    ways: tuple[ToldWay, ...]
    weighed_all: bool


def split_view(
    session: Session, plan_id: int, adviser_id: int, bid_id: int, *, after: int = 0
) -> SplitView:
    """Read the trip on which an adviser gives a seminar, and how it can be split.

    A fixed number of queries.

    Args:
        session: Where to read.
        plan_id: The draft.
        adviser_id: Whose trip.
        bid_id: A bid of the trip; where it is alone on its trip now, there are no ways.
        after: The bid after which the adviser is to be at home; 0 for any.

    Raises:
        NotFound: There is no such plan, or the adviser does not give that bid's seminar.
        NotADraft: The plan is not edited by hand, or it has been released.
    """
    plan = draft_of(session, plan_id)
    with draft_bench(session, plan_id) as bench:
        held, adviser_ids = bench.held, bench.advisers
        if bid_id not in held or adviser_id not in held[bid_id].team:
            raise NotFound("trip of the draft")
        trip = next((each for each in bench.trips(adviser_id) if bid_id in each), (bid_id,))
        cuts = cuts_of(adviser_id, trip)
        chosen = next((each for each in cuts if each.earlier[-1] == after), None)
        finished = finished_bids(session, trip)
        found = ways_to_split(bench, [chosen] if chosen else cuts, finished)
    texts = iter(
        alteration_texts(session, (one for each in found.ways for one in each.alterations))
    )
    bids = {bid.id: bid for bid in session.scalars(select(Bid).where(Bid.id.in_(trip)))}
    return SplitView(
        plan=plan,
        adviser=draft_advisers(session, adviser_ids)[adviser_id],
        trip=tuple(bids[key] for key in trip),
        held={key: held[key] for key in trip},
        cuts=cuts,
        chosen=chosen,
        ways=tuple(
            ToldWay(each, tuple(next(texts) for _ in each.alterations)) for each in found.ways
        ),
        weighed_all=found.weighed_all,
    )

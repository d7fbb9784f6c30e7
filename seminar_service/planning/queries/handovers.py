"""Handing over one adviser's seminars in a draft: what would go to whom, before it is done."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.handovers import Handover, HandoverWish, Passing, weigh_handover
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.drafts import (
    ToldChoice,
    draft_advisers,
    draft_of,
    told_choices,
)
from seminar_service.planning.queries.freshness import objection_texts
from seminar_service.planning.solver_io import Choice, draft_bench
from seminar_service.planning.wording import BothLanguages
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ToldPassing:
    """A seminar that is to be handed over, with what forbids it as sentences."""

    passing: Passing
    bid: Bid
    refused: tuple[ToldChoice, ...]


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What handing over would do in a draft.

    Attributes:
        plan: The draft.
        wish: What is to be handed over.
        advisers: Who takes part, by key.
        given: How many seminars each of them gives in the draft.
        handover: What would be done; None while nobody is chosen.
        rows: Its seminars by day.
        broken: The rules that it breaks all in all.
    """

    plan: Plan
    wish: HandoverWish
    advisers: Mapping[int, Adviser]
    given: Mapping[int, int]
    handover: Handover | None
    rows: tuple[ToldPassing, ...]
    broken: tuple[BothLanguages, ...]


def handover_view(
    session: Session,
    plan_id: int,
    giver_id: int,
    *,
    receiver_id: int = 0,
    days: tuple[date, date] | None = None,
    today: date,
) -> HandoverView:
    """Read what handing over would do. A fixed number of queries.

    Args:
        session: Where to read.
        plan_id: The draft.
        giver_id: Whose seminars; 0, or somebody who is not of the draft, for nobody yet.
        receiver_id: To whom; 0 for whoever is cheapest for each.
        days: The first and the last day; None for the first week from today on, from Monday to
            Sunday, in which the giver has a seminar, or else their last such week.
        today: The present day.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
    """
    plan = draft_of(session, plan_id)
    with draft_bench(session, plan_id) as bench:
        held, adviser_ids = bench.held, bench.advisers
        first, last = days or _week(held.values(), giver_id, today)
        receiver_id = receiver_id if receiver_id in adviser_ids else 0
        wish = HandoverWish(giver_id, first, last, receiver_id)
        found = None
        if giver_id in adviser_ids and first <= last:
            found = weigh_handover(bench, wish, finished_bids(session, held))
    return HandoverView(
        plan=plan,
        wish=wish,
        advisers=draft_advisers(session, adviser_ids),
        given=Counter(key for each in held.values() for key in each.team),
        handover=found,
        rows=_told(session, found.passing if found else ()),
        broken=tuple(objection_texts(session, found.whole.broken if found else ())),
    )


def _week(held: Iterable[Held], giver_id: int, today: date) -> tuple[date, date]:
    given = sorted(each.day for each in held if giver_id in each.team)
    day = next((each for each in given if each >= today), given[-1] if given else today)
    return week_of(day)


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of a week."""
    monday = day - A_DAY * day.weekday()
    return monday, monday + A_WEEK - A_DAY


def finished_bids(session: Session, bid_ids: Collection[int]) -> frozenset[int]:
    """Those of these bids whose seminars are closed or were held. One query."""
    wanted = select(Seminar.bid_id).where(
        Seminar.bid_id.in_(list(bid_ids)), Seminar.stands, Seminar.state.not_in(MOVABLE_SEMINARS)
    )
    return frozenset(key for key in session.scalars(wanted) if key is not None)


def _told(session: Session, passing: Sequence[Passing]) -> tuple[ToldPassing, ...]:
    bids = {
        bid.id: bid
        for bid in session.scalars(select(Bid).where(Bid.id.in_([one.bid_id for one in passing])))
    }
    choices: list[Choice] = [one for each in passing for one in each.refused]
    told = iter(told_choices(session, choices))
    return tuple(
        ToldPassing(each, bids[each.bid_id], tuple(next(told) for _ in each.refused))
        for each in passing
    )

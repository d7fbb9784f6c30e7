"""A draft that somebody edits: what it holds, which rules it breaks, what was done in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from seminar_service.advisers.leanings import leanings_to
from seminar_service.advisers.model import Adviser, Leaning
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import Objection
from seminar_service.planning.queries.draft_steps import AtHand, Step, steps_of
from seminar_service.planning.queries.freshness import objection_texts
from seminar_service.planning.queries.waivers import Waivers, waivers_of
from seminar_service.planning.solver_io import Bench, Choice, Facts, draft_bench
from seminar_service.planning.wording import BothLanguages
from seminar_service.seminars.model import Seminar

ROWS_ON_PAGE = 50
CHOICES_ON_PAGE = 20
MOST_PAGES = 25
"""Pages of choices; whoever looks further asks for one day."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A bid that a draft holds.

    Attributes:
        bid: The bid.
        held: When, and by whom.
        broken: The rules that it breaks, alone or with others, as sentences.
        sharing: Those of its advisers who give other seminars on the same trip.
    """

    bid: Bid
    held: Held
    broken: tuple[BothLanguages, ...]
    sharing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A page of a draft.

    Attributes:
        plan: The draft, with its tour, maker and parent.
        rows: The bids that it holds, by day, as many as the page has room for.
        page: Which page that is, from 1.
        pages: How many there are.
        held: How many bids it holds.
        refused: The bids that it refuses, by number.
        advisers: Who takes part, by key.
        broken: All rules that it breaks, as sentences.
        waivers: What of that was waived, by the mark of the objection.
        steps: What was done in it, the last first; as many as a person reads.
        at_hand: Which steps would be undone and done again.
    """

    plan: Plan
    rows: tuple[DraftRow, ...]
    page: int
    pages: int
    held: int
    refused: tuple[Bid, ...]
    advisers: Mapping[int, Adviser]
    broken: tuple[tuple[Objection, BothLanguages], ...]
    waivers: Waivers
    steps: tuple[Step, ...]
    at_hand: AtHand


@dataclass(frozen=True, slots=True)
class ToldChoice:
    """One way to hold a bid, with what forbids it as sentences."""

    choice: Choice
    broken: tuple[BothLanguages, ...]


@dataclass(frozen=True, slots=True)
class OtherBid:
    """Another bid that a draft holds."""

    bid_id: int
    host_name: str
    held: Held


@dataclass(frozen=True, slots=True)
class BidView:
    """A bid of a draft, with the ways to hold it.

    Attributes:
        plan: The draft.
        bid: The bid.
        held: How the draft holds it, None where it refuses it.
        facts: What planning knows of it.
        refusing: What refusing it would add to the cost, None where that cannot be said, and how
            that splits; both None where it is refused.
        day: The one day that was asked for.
        choices: Ways to hold it, the allowed ones first, then the cheapest.
        page: Which page of them, from 1.
        has_more: Whether there are more.
        advisers: Who takes part, by key.
        seats: The other bids that the draft holds, with which it could exchange advisers, by day.
        seminar: The seminar that stands for it.
        leanings: Who gladly goes to its region, or rather not, by adviser.
    """

    plan: Plan
    bid: Bid
    held: Held | None
    facts: Facts
    refusing: tuple[int | None, Mapping[str, int]] | None
    day: date | None
    choices: tuple[ToldChoice, ...]
    page: int
    has_more: bool
    advisers: Mapping[int, Adviser]
    seats: tuple[OtherBid, ...]
    seminar: Seminar | None
    leanings: Mapping[int, Leaning]


def draft_of(session: Session, plan_id: int) -> Plan:
    """A draft without what fills the pages of a plan, with tour, maker and parent. One query.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
    """
    plan = session.scalar(
        select(Plan)
        .where(Plan.id == plan_id)
        .options(
            defer(Plan.itineraries),
            joinedload(Plan.tour),
            joinedload(Plan.maker),
            joinedload(Plan.parent).defer(Plan.itineraries),
        )
    )
    if plan is None:
        raise NotFound("plan")
    if not plan.is_draft:
        raise NotADraft
    return plan


def draft_version(session: Session, plan_id: int) -> int | None:
    """The version of a plan, which rises with every step in it; None without a plan. One query."""
    return session.scalar(select(Plan.version).where(Plan.id == plan_id))


def draft_view(session: Session, plan_id: int, *, page: int = 1) -> DraftView:
    """Read a page of a draft. A fixed number of queries, whatever the number of bids.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
    """
    plan = draft_of(session, plan_id)
    with draft_bench(session, plan_id) as bench:
        held, objections = bench.held, bench.objections
        bid_ids, adviser_ids = bench.bids, bench.advisers
        shared = frozenset(_on_shared_trips(bench))
    ordered = sorted(held, key=lambda key: (held[key].day, key))
    pages = max(1, -(-len(ordered) // ROWS_ON_PAGE))
    page = min(max(page, 1), pages)
    shown = ordered[(page - 1) * ROWS_ON_PAGE : page * ROWS_ON_PAGE]
    bids = _bids(session, [*shown, *(key for key in bid_ids if key not in held)])
    broken = tuple(zip(objections, objection_texts(session, objections), strict=True))
    at_hand, steps = steps_of(session, plan_id)
    return DraftView(
        plan=plan,
        rows=tuple(
            DraftRow(bids[key], held[key], _of(key, broken), _sharing(key, held[key], shared))
            for key in shown
        ),
        page=page,
        pages=pages,
        held=len(held),
        refused=tuple(
            sorted(
                (bid for key, bid in bids.items() if key not in held), key=lambda bid: bid.number
            )
        ),
        advisers=draft_advisers(session, adviser_ids),
        broken=broken,
        waivers=waivers_of(session, [plan_id]).get(plan_id, {}),
        steps=steps,
        at_hand=at_hand,
    )


def bid_view(
    session: Session, plan_id: int, bid_id: int, *, day: date | None = None, page: int = 1
) -> BidView:
    """Read a bid of a draft with a page of the ways to hold it. A fixed number of queries.

    Raises:
        NotFound: There is no such plan, or the bid is not of it.
        NotADraft: The plan is not edited by hand, or it has been released.
    """
    plan = draft_of(session, plan_id)
    page = min(max(page, 1), MOST_PAGES)
    with draft_bench(session, plan_id) as bench:
        facts, held, adviser_ids = bench.facts(bid_id), bench.held, bench.advisers
        day = day if day in facts.days else None
        first = (page - 1) * CHOICES_ON_PAGE
        found = list(islice(bench.choices(bid_id, day), first, first + CHOICES_ON_PAGE + 1))
        refusing = bench.effect(bid_id, None) if bid_id in held else None
    shown, own = found[:CHOICES_ON_PAGE], held.get(bid_id)
    others = {key: each for key, each in held.items() if own and key != bid_id}
    bid = session.get_one(Bid, bid_id)
    return BidView(
        plan=plan,
        bid=bid,
        held=own,
        facts=facts,
        refusing=refusing,
        day=day,
        choices=told_choices(session, shown),
        page=page,
        has_more=len(found) > CHOICES_ON_PAGE and page < MOST_PAGES,
        advisers=draft_advisers(session, adviser_ids),
        seats=_seats(session, others),
        seminar=session.scalar(select(Seminar).where(Seminar.bid_id == bid_id, Seminar.stands)),
        leanings=leanings_to(session, plan.tour_id, bid.place),
    )


def told_choices(session: Session, choices: Sequence[Choice]) -> tuple[ToldChoice, ...]:
    """The choices with their words, names read once for all. At most three queries."""
    texts = iter(objection_texts(session, (one for each in choices for one in each.broken)))
    return tuple(ToldChoice(each, tuple(next(texts) for _ in each.broken)) for each in choices)


def _of(
    bid_id: int, broken: Iterable[tuple[Objection, BothLanguages]]
) -> tuple[BothLanguages, ...]:
    return tuple(text for objection, text in broken if bid_id in objection.bid_ids)


def _on_shared_trips(bench: Bench) -> Iterator[tuple[int, int]]:
    """Each adviser with each bid that is not alone on a trip of theirs."""
    for adviser_id in bench.advisers:
        for trip in bench.trips(adviser_id):
            if len(trip) > 1:
                yield from ((adviser_id, bid_id) for bid_id in trip)


def _sharing(bid_id: int, held: Held, shared: Collection[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(key for key in held.team if (key, bid_id) in shared)


def _bids(session: Session, keys: Iterable[int]) -> dict[int, Bid]:
    rows = session.scalars(select(Bid).where(Bid.id.in_(list(keys))))
    return {bid.id: bid for bid in rows}


def _seats(session: Session, held: Mapping[int, Held]) -> tuple[OtherBid, ...]:
    """Bids by day; nothing of them but what a list of many shows."""
    if not held:
        return ()
    hosts = session.execute(select(Bid.id, Bid.host_name).where(Bid.id.in_(list(held))))
    found = (OtherBid(bid_id, host_name, held[bid_id]) for bid_id, host_name in hosts)
    return tuple(sorted(found, key=lambda each: (each.held.day, each.bid_id)))


def draft_advisers(session: Session, keys: Iterable[int]) -> dict[int, Adviser]:
    """Those of these keys, by reading. One query."""
    wanted = select(Adviser).where(Adviser.id.in_(list(keys)))
    rows = session.scalars(wanted.order_by(Adviser.name_kana, Adviser.id))
    return {adviser.id: adviser for adviser in rows}

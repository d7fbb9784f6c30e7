"""Rules 1 to 6 as questions to a list of seminars; rules 7 to 13 stand in `solver.tour.evaluation`.

Each function yields what breaks its rule. They work on ids and dates as people know them, take
nothing for granted about the plan, and share nothing with the search.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from solver.formats.instance import Adviser, Bid, Instance
from solver.formats.plan import Plan, Seminar
from solver.formats.report import Violation


def broken_rules(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Yield what breaks rules 1 (of locked bids) to 6. Each bid may be held only once here."""
    yield from check_locks(instance, seminars)
    for seminar in seminars:
        bid = instance.bids[instance.bid_index[seminar.bid]]
        yield from check_date(instance, bid, seminar)
        yield from check_team(instance, bid, seminar)
    yield from check_adviser_limits(instance, seminars)
    yield from check_days(instance, seminars)
    yield from check_places(instance, seminars)


def check_each_bid_once(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Rule 1, first sentence: each bid is held once or declined once."""
    held = Counter(seminar.bid for seminar in plan.seminars)
    declined = Counter(decline.bid for decline in plan.declined)
    for bid in instance.bids:
        if held[bid.id] + declined[bid.id] != 1:
            message = f"bid {bid.id} is held {held[bid.id]} and declined {declined[bid.id]} times"
            yield Violation(1, message, (bid.id,))


def check_locks(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 1, second sentence: a locked bid is held as in its current."""
    held = {seminar.bid: seminar for seminar in seminars}
    for bid in instance.bids:
        yield from check_lock(bid, held.get(bid.id))


def check_lock(bid: Bid, seminar: Seminar | None) -> Iterator[Violation]:
    """Rule 1, second sentence, of one bid."""
    if not bid.locked or bid.current is None:
        return
    wanted = Seminar(bid.id, bid.current.date, bid.current.advisers)
    if seminar != wanted:
        message = f"locked bid {bid.id} is not held on {wanted.date} by {_names(wanted)}"
        yield Violation(1, message, (bid.id,), wanted.advisers)


def check_date(instance: Instance, bid: Bid, seminar: Seminar) -> Iterator[Violation]:
    """Rule 2: the date is one of the bid's, inside the horizon."""
    if bid.date_yen(seminar.date) is None:
        yield Violation(2, f"bid {bid.id} does not offer {seminar.date}", (bid.id,))
    if seminar.date not in instance.horizon:
        message = f"bid {bid.id} is held on {seminar.date}, outside the horizon"
        yield Violation(2, message, (bid.id,))


def check_team(instance: Instance, bid: Bid, seminar: Seminar) -> Iterator[Violation]:
    """Rule 3: one adviser for each slot, with its topics, and all of them different."""
    team = seminar.advisers
    if len(team) != len(bid.slots):
        message = f"bid {bid.id} needs {len(bid.slots)} advisers and has {len(team)}"
        yield Violation(3, message, (bid.id,), team)
    if len(set(team)) != len(team):
        yield Violation(3, f"bid {bid.id} has one adviser in two slots", (bid.id,), team)
    for number, (member, topics) in enumerate(zip(team, bid.slots, strict=False), start=1):
        missing = topics - instance.advisers[instance.adviser_index[member]].topics
        if missing:
            lacking = ", ".join(sorted(missing))
            message = f"adviser {member} lacks {lacking} for slot {number} of bid {bid.id}"
            yield Violation(3, message, (bid.id,), (member,))


def check_adviser_limits(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 4: seminars of an adviser in all and in each calendar month."""
    given: defaultdict[str, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        for member in dict.fromkeys(seminar.advisers):
            given[member].append(seminar)
    for adviser in instance.advisers:
        yield from check_limits(adviser, given[adviser.id])


def check_limits(adviser: Adviser, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 4 of one adviser, who gives these seminars."""
    if len(seminars) > adviser.max_seminars:
        yield _too_many(adviser, seminars, "in all", adviser.max_seminars)
    if len(seminars) <= adviser.max_per_month:
        return
    months: defaultdict[str, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        months[seminar.date.isoformat()[:7]].append(seminar)
    for month, those in sorted(months.items()):
        if len(those) > adviser.max_per_month:
            yield _too_many(adviser, those, f"in {month}", adviser.max_per_month)


def check_days(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 5: seminars on one date over all places."""
    days: defaultdict[date, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        days[seminar.date].append(seminar)
    for _, those in sorted(days.items()):
        yield from check_day(instance, those)


def check_day(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 5 of the seminars on one date."""
    limit = instance.rules.max_seminars_per_day
    if limit is not None and len(seminars) > limit:
        bids = tuple(seminar.bid for seminar in seminars)
        message = f"{len(bids)} seminars on {seminars[0].date}, at most {limit}: {', '.join(bids)}"
        yield Violation(5, message, bids)


def check_places(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 6: days between two seminars in one place."""
    places: defaultdict[str, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        places[instance.bids[instance.bid_index[seminar.bid]].place].append(seminar)
    for place, those in sorted(places.items()):
        yield from check_place(instance, place, those)


def check_place(instance: Instance, place: str, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 6 of the seminars in one place."""
    gap = instance.rules.same_place_gap_days
    ordered = sorted(seminars, key=lambda seminar: (seminar.date, seminar.bid))
    for first, second in pairwise(ordered):
        days = (second.date - first.date).days
        if days < gap:
            message = (
                f"bids {first.bid} and {second.bid} in place {place} are {days} days apart, "
                f"at least {gap} are needed"
            )
            yield Violation(6, message, (first.bid, second.bid))


def _too_many(adviser: Adviser, seminars: Sequence[Seminar], when: str, limit: int) -> Violation:
    bids = tuple(seminar.bid for seminar in seminars)
    message = f"adviser {adviser.id} gives {len(bids)} seminars {when}, at most {limit}"
    return Violation(4, f"{message}: {', '.join(bids)}", bids, (adviser.id,))


def _names(seminar: Seminar) -> str:
    return ", ".join(seminar.advisers)

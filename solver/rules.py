"""Rules 1 to 6 as questions to a list of seminars; rules 7 to 13 stand in `solver.evaluation`.

Each function yields what breaks its rule. They work on ids and dates as people know them, take
nothing for granted about the plan, and share nothing with the search.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from solver.instance import Adviser, Instance
from solver.plan import Plan, Seminar
from solver.report import Violation


def broken_rules(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Yield what breaks rules 1 (of locked bids) to 6. Each bid may be held only once here."""
    yield from check_locks(instance, seminars)
    for seminar in seminars:
        yield from check_date(instance, seminar)
        yield from check_team(instance, seminar)
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
        if not bid.locked or bid.current is None:
            continue
        wanted = Seminar(bid.id, bid.current.date, bid.current.advisers)
        if held.get(bid.id) != wanted:
            message = f"locked bid {bid.id} is not held on {wanted.date} by {_names(wanted)}"
            yield Violation(1, message, (bid.id,), wanted.advisers)


def check_date(instance: Instance, seminar: Seminar) -> Iterator[Violation]:
    """Rule 2: the date is one of the bid's, inside the horizon."""
    bid = instance.bids[instance.bid_index[seminar.bid]]
    if bid.date_yen(seminar.date) is None:
        yield Violation(2, f"bid {bid.id} does not offer {seminar.date}", (bid.id,))
    if seminar.date not in instance.horizon:
        message = f"bid {bid.id} is held on {seminar.date}, outside the horizon"
        yield Violation(2, message, (bid.id,))


def check_team(instance: Instance, seminar: Seminar) -> Iterator[Violation]:
    """Rule 3: one adviser for each slot, with its topics, and all of them different."""
    bid, team = instance.bids[instance.bid_index[seminar.bid]], seminar.advisers
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
        mine = given[adviser.id]
        if len(mine) > adviser.max_seminars:
            yield _too_many(adviser, mine, "in all", adviser.max_seminars)
        months: defaultdict[str, list[Seminar]] = defaultdict(list)
        for seminar in mine:
            months[seminar.date.isoformat()[:7]].append(seminar)
        for month, those in sorted(months.items()):
            if len(those) > adviser.max_per_month:
                yield _too_many(adviser, those, f"in {month}", adviser.max_per_month)


def check_days(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 5: seminars on one date over all places."""
    limit = instance.rules.max_seminars_per_day
    if limit is None:
        return
    days: defaultdict[str, list[str]] = defaultdict(list)
    for seminar in seminars:
        days[seminar.date.isoformat()].append(seminar.bid)
    for day, bids in sorted(days.items()):
        if len(bids) > limit:
            message = f"{len(bids)} seminars on {day}, at most {limit}: {', '.join(bids)}"
            yield Violation(5, message, tuple(bids))


def check_places(instance: Instance, seminars: Sequence[Seminar]) -> Iterator[Violation]:
    """Rule 6: days between two seminars in one place."""
    gap = instance.rules.same_place_gap_days
    places: defaultdict[str, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        places[instance.bids[instance.bid_index[seminar.bid]].place].append(seminar)
    for place, those in sorted(places.items()):
        those.sort(key=lambda seminar: (seminar.date, seminar.bid))
        for first, second in pairwise(those):
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

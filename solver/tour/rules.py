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
from solver.formats.rulebook import Rule
from solver.formats.violations import Breach, FalseClaim, Violation


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


def check_each_bid_once(instance: Instance, plan: Plan) -> Iterator[FalseClaim]:
    """Rule 1, first sentence: each bid is held once or declined once."""
    held = Counter(seminar.bid for seminar in plan.seminars)
    declined = Counter(decline.bid for decline in plan.declined)
    for bid in instance.bids:
        if held[bid.id] + declined[bid.id] != 1:
            message = f"bid {bid.id} is held {held[bid.id]} and declined {declined[bid.id]} times"
            yield FalseClaim(Rule.BIDS, message, (bid.id,))


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
        yield Violation(Breach.LOCK, (bid.id,), wanted.advisers, (wanted.date,))


def check_date(instance: Instance, bid: Bid, seminar: Seminar) -> Iterator[Violation]:
    """Rule 2: the date is one of the bid's, inside the horizon."""
    if bid.date_yen(seminar.date) is None:
        yield Violation(Breach.DATE_NOT_OFFERED, (bid.id,), dates=(seminar.date,))
    if seminar.date not in instance.horizon:
        yield Violation(Breach.OUTSIDE_HORIZON, (bid.id,), dates=(seminar.date,))


def check_team(instance: Instance, bid: Bid, seminar: Seminar) -> Iterator[Violation]:
    """Rule 3: one adviser for each slot, with its topics, and all of them different."""
    team = seminar.advisers
    if len(team) != len(bid.slots):
        found, needed = len(team), len(bid.slots)
        yield Violation(Breach.TEAM_SIZE, (bid.id,), team, found=found, limit=needed)
    if len(set(team)) != len(team):
        yield Violation(Breach.TWO_SLOTS, (bid.id,), team)
    for number, (member, topics) in enumerate(zip(team, bid.slots, strict=False), start=1):
        missing = topics - instance.advisers[instance.adviser_index[member]].topics
        if missing:
            lacking = tuple(sorted(missing))
            yield Violation(Breach.TOPICS, (bid.id,), (member,), topics=lacking, slot=number)


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
        yield _too_many(Breach.SEMINARS, adviser, seminars, adviser.max_seminars)
    if len(seminars) <= adviser.max_per_month:
        return
    months: defaultdict[date, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        months[seminar.date.replace(day=1)].append(seminar)
    for month, those in sorted(months.items()):
        if len(those) > adviser.max_per_month:
            limit = adviser.max_per_month
            yield _too_many(Breach.SEMINARS_IN_MONTH, adviser, those, limit, (month,))


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
        bids, dates = tuple(seminar.bid for seminar in seminars), (seminars[0].date,)
        found = len(bids)
        yield Violation(Breach.SEMINARS_ON_DAY, bids, dates=dates, found=found, limit=limit)


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
            pair = (first.bid, second.bid)
            yield Violation(Breach.PLACE_GAP, pair, found=days, limit=gap, place=place)


def _too_many(
    breach: Breach,
    adviser: Adviser,
    seminars: Sequence[Seminar],
    limit: int,
    dates: tuple[date, ...] = (),
) -> Violation:
    bids = tuple(seminar.bid for seminar in seminars)
    return Violation(breach, bids, (adviser.id,), dates, found=len(bids), limit=limit)

"""Who could give one adviser's seminars instead, and what that costs; nothing is changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io import Bench, Choice, Supposed

MOST_PASSES: Final = 3
"""How often the cheapest is looked for: the first choice changes what the others cost."""
MOST_REASONS: Final = 3
"""Advisers of whom is said why they cannot, where nobody can."""


@dataclass(frozen=True, slots=True)
class HandoverWish:
    """What is to be handed over.

    Attributes:
        giver_id: Whose seminars.
        first, last: On which days.
        receiver_id: To whom; 0 for whoever is cheapest for each.
    """

    giver_id: int
    first: date
    last: date
    receiver_id: int = 0


@dataclass(frozen=True, slots=True)
class Passing:
    """One seminar that is to be handed over.

    Attributes:
        bid_id: Its bid.
        before: How it is held.
        choice: How it would be held, with what that adds after those before it; None where nobody
            can be proposed.
        goes: Whether it can be handed over so without breaking a rule.
        refused: Where it cannot, what forbids it, of those of whom least does.
        is_finished: Whether no plan changes it any more.
        is_locked: Whether nothing but its lock stands against it.
    """

    bid_id: int
    before: Held
    choice: Choice | None = None
    goes: bool = False
    refused: tuple[Choice, ...] = ()
    is_finished: bool = False
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Handover:
    """What handing over would do.

    Attributes:
        passing: The seminars by day, those that cannot be handed over among them.
        whole: What handing over all that no rule forbids does.
        unlocked: What handing over what is locked beside it does.
    """

    passing: tuple[Passing, ...]
    whole: Supposed
    unlocked: Supposed

    @property
    def locked(self) -> int:
        """How many could be handed over if they were not locked."""
        return sum(each.is_locked for each in self.passing)


def weigh_handover(bench: Bench, wish: HandoverWish, finished: Collection[int] = ()) -> Handover:
    """Say which seminars would go to whom, and what forbids the others.

    Args:
        bench: The draft; it is as before afterwards.
        wish: What is to be handed over.
        finished: Bids whose seminars are closed or were held.

    Raises:
        AdviserUnknown: The draft knows no such adviser.
    """
    bench.trips(wish.giver_id)
    given = given_by(bench.held, wish)
    passing = {key: Passing(key, given[key], is_finished=True) for key in given if key in finished}
    movable = {key: held for key, held in given.items() if key not in finished}
    locked = {key: held for key, held in movable.items() if bench.facts(key).is_locked}
    free = {key: held for key, held in movable.items() if key not in locked}
    with bench.trying():
        for some in (free, locked):
            passing |= _passed(bench, some, wish)
        for key in movable.keys() - passing.keys():
            passing[key] = _refused(bench, key, movable[key], wish)
    return Handover(
        tuple(passing[key] for key in given),
        _whole(bench, (each for each in passing.values() if each.goes)),
        _whole(bench, (each for each in passing.values() if each.goes or each.is_locked)),
    )


def _passed(bench: Bench, some: Mapping[int, Held], wish: HandoverWish) -> dict[int, Passing]:
    """Those of some seminars that somebody can take over, by day; the bench has them so then."""
    before = bench.held
    taking = receivers(bench, some, wish.giver_id, wish.receiver_id)
    bench.follow(before)
    found = {}
    for key, held in some.items():
        if key in taking:
            choice = bench.choice(key, handed(held, wish.giver_id, taking[key]))
            bench.apply([Alteration(key, held, choice.held)])
            is_locked = bench.facts(key).is_locked
            told = (choice,) if is_locked else ()
            found[key] = Passing(key, held, choice, not is_locked, told, is_locked=is_locked)
    return found


def _whole(bench: Bench, passing: Iterable[Passing]) -> Supposed:
    return bench.supposed({each.bid_id: each.choice.held for each in passing if each.choice})


def given_by(held: Mapping[int, Held], wish: HandoverWish) -> dict[int, Held]:
    """What somebody gives on these days, by day."""
    found = {
        key: each
        for key, each in held.items()
        if wish.first <= each.day <= wish.last and wish.giver_id in each.team
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[1].day, pair[0])))


def handed(held: Held, giver_id: int, receiver_id: int) -> Held:
    """The same day with somebody in the place of another."""
    return Held(held.day, tuple(receiver_id if key == giver_id else key for key in held.team))


def receivers(
    bench: Bench, movable: Mapping[int, Held], giver_id: int, receiver_id: int = 0
) -> dict[int, int]:
    """Return who can take which seminar over without breaking a rule but that of a lock.

    The bench is left changed.

    Whoever takes one over travels then, which makes that of the next day cheaper: so each is
    looked at again, until nothing becomes cheaper.

    Args:
        bench: The draft.
        movable: What is to be handed over, by bid, as it is held.
        giver_id: By whom.
        receiver_id: To whom; 0 for whoever is cheapest for each.
    """
    found: dict[int, int] = {}
    for _ in range(MOST_PASSES):
        before = dict(found)
        for key, held in movable.items():
            receiver = _cheapest(bench, key, held, giver_id, receiver_id)
            if receiver not in {None, found.get(key)}:
                bench.apply([Alteration(key, None, handed(held, giver_id, receiver))])
                found[key] = receiver
        if found == before or receiver_id:
            break
    return found


def _cheapest(bench: Bench, key: int, held: Held, giver_id: int, receiver_id: int) -> int | None:
    """Who takes a seminar over at the least cost and breaks nothing but its lock.

    Of those alike it is who has it already.
    """
    now = bench.held_of(key)
    prices = [
        (yen, wanted != now, each)
        for each, wanted in _asked(bench, key, held, giver_id, receiver_id)
        if (yen := bench.fits(key, wanted)) is not None
    ]
    return min(prices)[-1] if prices else None


def _asked(
    bench: Bench, key: int, held: Held, giver_id: int, receiver_id: int
) -> list[tuple[int, Held]]:
    """Who is asked whether they can give a seminar, each with how it would be held."""
    able = (receiver_id,) if receiver_id else bench.able(key, held.team.index(giver_id))
    return [(each, handed(held, giver_id, each)) for each in able if each != giver_id]


def _refused(bench: Bench, key: int, held: Held, wish: HandoverWish) -> Passing:
    """What forbids a seminar from being handed over; where one is asked for, with the price."""
    asked = _asked(bench, key, held, wish.giver_id, wish.receiver_id)
    found = sorted((bench.choice(key, wanted) for _, wanted in asked), key=_nearest)
    choice = found[0] if wish.receiver_id and found else None
    return Passing(key, held, choice, refused=tuple(found[:MOST_REASONS]))


def _nearest(choice: Choice) -> tuple[int, bool, int]:
    yen = choice.difference_yen
    return len(choice.broken), yen is None, yen or 0

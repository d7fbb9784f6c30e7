"""Evaluates a plan while it is changed by hand, move by move."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import add, sub

from solver.errors import InvalidMove
from solver.formats.instance import Bid, Instance
from solver.formats.plan import Seminar
from solver.formats.report import Components, Trip
from solver.formats.violations import Violation
from solver.tour.compiled import compile_instance
from solver.workbench.contributions import NOTHING, Contribution, Contributions
from solver.workbench.members import Situation
from solver.workbench.options import NOBODY, Options

Key = tuple[str, object]
"""A part of a plan: `bid`, `adviser`, `day` or `place`, and which one."""


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a plan.

    Attributes:
        bid: Id of the bid.
        date: When it is to be held, None to decline it.
        advisers: By whom, one id for each slot; empty where it is declined.
        locked: Whether exactly its current is to be kept from now on; None leaves that as it is.
    """

    bid: str
    date: dt.date | None = None
    advisers: tuple[str, ...] = ()
    locked: bool | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move does.

    Attributes:
        cost_yen: The plan's cost after it, None where some adviser cannot travel so.
        difference_yen: What it adds to the cost, below 0 where it saves; None where one of the
            advisers concerned cannot travel as planned, before or after.
        components: The same by part; without the travel and workload of who cannot travel.
        broken: What breaks a rule after it and did not before.
        mended: What broke a rule before it and does no longer.
    """

    cost_yen: int | None
    difference_yen: int | None
    components: Components
    broken: tuple[Violation, ...]
    mended: tuple[Violation, ...]


def evaluate(instance: Instance, seminars: Iterable[Seminar]) -> "Workbench":
    """Return a plan on the workbench: its exact cost, its broken rules, and what moves would do.

    Args:
        instance: A valid instance.
        seminars: What the plan holds, each bid at most once; all other bids are declined.

    Raises:
        InvalidMove: A seminar names a bid or an adviser that the instance does not have.
    """
    return Workbench(instance, seminars)


class Workbench:
    """A plan that is changed by hand; see `evaluate`."""

    def __init__(self, instance: Instance, seminars: Iterable[Seminar]) -> None:
        self._instance = instance
        self._evaluated = Contributions(compile_instance(instance))
        self._bids = list(instance.bids)
        self._held: list[Seminar | None] = [None] * len(self._bids)
        for seminar in seminars:
            self._held[self._index(seminar.bid, seminar.advisers)] = seminar
        self._groups: defaultdict[Key, set[int]] = defaultdict(set)
        for index, held in enumerate(self._held):
            for key in self._keys(index, held):
                self._groups[key].add(index)
        keys = {
            *self._groups,
            *(("bid", index) for index in range(len(self._bids))),
            *(("place", bid.place) for bid in self._bids),
        }
        self._parts = {key: self._part(key, sorted(self._groups[key])) for key in keys}
        self._yen = _sum(part.yen for part in self._parts.values())
        self._impossible = sum(not part.is_possible for part in self._parts.values())

    @property
    def components(self) -> Components:
        """The parts of the cost; without the travel and workload of who cannot travel so."""
        return Components(*self._yen)

    @property
    def cost_yen(self) -> int | None:
        """The exact cost, None where some adviser's seminars allow no trips."""
        return None if self._impossible else sum(self._yen)

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every broken rule, in no particular order; none means that the plan is valid."""
        inside = [broken for part in self._parts.values() for broken in part.violations]
        return (*inside, *self._check_budget(self._yen, self._impossible))

    @property
    def seminars(self) -> tuple[Seminar, ...]:
        """What the plan holds, in the order of the instance."""
        return tuple(seminar for seminar in self._held if seminar is not None)

    def seminar_of(self, bid: str) -> Seminar | None:
        """Return how one bid is held; None where it is declined, or where there is no such bid."""
        index = self._instance.bid_index.get(bid)
        return None if index is None else self._held[index]

    @property
    def instance(self) -> Instance:
        """The instance, with the locks as they are now."""
        return replace(self._instance, bids=tuple(self._bids))

    def effect_of(self, move: Move) -> Effect:
        """Return what a move would do; nothing is changed.

        Raises:
            InvalidMove: It names a bid or an adviser that does not exist, or locks a bid without a
                current.
        """
        index = self._index(move.bid, move.advisers)
        return self._compare(self._changed_parts(index, _locked(self._bids[index], move), move))

    def apply(self, move: Move) -> Effect:
        """Make a move, valid or not, and return what it did.

        Raises:
            InvalidMove: As for `effect_of`; then nothing is changed.
        """
        index = self._index(move.bid, move.advisers)
        bid = _locked(self._bids[index], move)
        parts = self._changed_parts(index, bid, move)
        effect = self._compare(parts)
        for key in self._keys(index, self._held[index]):
            self._groups[key].discard(index)
        self._bids[index], self._held[index] = bid, _seminar(move)
        for key in self._keys(index, self._held[index]):
            self._groups[key].add(index)
        self._yen, self._impossible = self._totals(parts)
        self._parts.update(parts)
        return effect

    def trips_of(self, adviser: str) -> tuple[Trip, ...]:
        """Return an adviser's trips as a report has them, none where the seminars allow none.

        Raises:
            InvalidMove: There is no such adviser.
        """
        index = self._adviser(adviser)
        return self._evaluated.trips_of(index, self._seminars(("adviser", index)))

    def jam_of(self, adviser: str, bids: Collection[str]) -> Violation | None:
        """Return why an adviser cannot travel to these bids as they are held, all others apart.

        Args:
            adviser: The adviser's id.
            bids: Ids of bids; what the adviser does not give is left out.

        Raises:
            InvalidMove: There is no such adviser.
        """
        index = self._adviser(adviser)
        given = self._seminars(("adviser", index))
        return self._evaluated.jam_of(index, [each for each in given if each.bid in bids])

    def options_for(self, bid: str, seated: Mapping[int, str] = NOBODY) -> Options:
        """Return every date and team for one bid, the allowed ones first, then the cheapest.

        They are made one by one, when they are looked at.

        Dates are those that it offers, teams those whose members have the topics (rules 2 and 3).

        Args:
            bid: Id of the bid.
            seated: Who keeps which slots, by ids; the others are filled with whoever can.

        Raises:
            InvalidMove: There is no such bid.
        """
        return Options(self.situation_of(bid), seated)

    def situation_of(self, bid: str) -> Situation:
        """Return the plan as it is around one bid.

        Raises:
            InvalidMove: There is no such bid.
        """
        index = self._index(bid, ())
        without = self._changed_parts(index, self._bids[index], Move(bid))
        without["bid", index] = NOTHING
        yen, impossible = self._totals(without)
        return Situation(
            parts=self._evaluated,
            bid=self._bids[index],
            seminars_at=lambda kind, which: self._seminars((kind, which), index),
            declined_yen=self._difference(without),
            travel_yen=None if impossible else Components(*yen).travel,
        )

    def _seminars(self, key: Key, left_out: int | None = None) -> list[Seminar]:
        """Return the seminars of a part, without one bid."""
        group = sorted(self._groups.get(key, set()) - {left_out})
        return [held for index in group if (held := self._held[index]) is not None]

    def _index(self, bid: str, advisers: Sequence[str]) -> int:
        if bid not in self._instance.bid_index:
            raise InvalidMove(f"there is no bid {bid!r}")
        for adviser in advisers:
            if adviser not in self._instance.adviser_index:
                raise InvalidMove(f"bid {bid}: there is no adviser {adviser!r}")
        return self._instance.bid_index[bid]

    def _adviser(self, adviser: str) -> int:
        if adviser not in self._instance.adviser_index:
            raise InvalidMove(f"there is no adviser {adviser!r}")
        return self._instance.adviser_index[adviser]

    def _keys(self, index: int, seminar: Seminar | None) -> list[Key]:
        """Return the parts that a seminar belongs to, its own bid's apart."""
        if seminar is None:
            return []
        advisers = (self._instance.adviser_index[name] for name in dict.fromkeys(seminar.advisers))
        return [
            ("day", seminar.date),
            ("place", self._bids[index].place),
            *(("adviser", adviser) for adviser in advisers),
        ]

    def _changed_parts(self, index: int, bid: Bid, move: Move) -> dict[Key, Contribution]:
        """Return the parts that a move changes, as they are after it."""
        seminar = _seminar(move)
        keys = dict.fromkeys(self._keys(index, self._held[index]) + self._keys(index, seminar))
        parts = {key: self._with(key, index, seminar) for key in keys}
        parts["bid", index] = self._evaluated.of_bid(bid, seminar)
        return parts

    def _with(self, key: Key, index: int, seminar: Seminar | None) -> Contribution:
        """Return a part as it is where one bid is held otherwise."""
        group = self._groups.get(key, set()) - {index}
        if key in self._keys(index, seminar):
            group.add(index)
        before, self._held[index] = self._held[index], seminar
        try:
            return self._part(key, sorted(group))
        finally:
            self._held[index] = before

    def _part(self, key: Key, group: Sequence[int]) -> Contribution:
        kind, which = key
        seminars = [held for index in group if (held := self._held[index]) is not None]
        if kind == "bid":
            index = int(str(which))
            return self._evaluated.of_bid(self._bids[index], self._held[index])
        if kind == "adviser":
            return self._evaluated.of_adviser(int(str(which)), seminars)
        if kind == "day":
            return self._evaluated.of_day(seminars)
        return self._evaluated.of_place(str(which), seminars)

    def _compare(self, parts: Mapping[Key, Contribution]) -> Effect:
        yen, impossible = self._totals(parts)
        before = [broken for key in parts for broken in self._old(key).violations]
        before += self._check_budget(self._yen, self._impossible)
        after = [broken for part in parts.values() for broken in part.violations]
        after += self._check_budget(yen, impossible)
        return Effect(
            cost_yen=None if impossible else sum(yen),
            difference_yen=self._difference(parts),
            components=Components(*map(sub, yen, self._yen)),
            broken=tuple(broken for broken in after if broken not in before),
            mended=tuple(broken for broken in before if broken not in after),
        )

    def _difference(self, parts: Mapping[Key, Contribution]) -> int | None:
        if not all(part.is_possible and self._old(key).is_possible for key, part in parts.items()):
            return None
        return sum(sum(part.yen) - sum(self._old(key).yen) for key, part in parts.items())

    def _totals(self, parts: Mapping[Key, Contribution]) -> tuple[tuple[int, ...], int]:
        """Return the cost by component, and how many advisers cannot travel, with other parts."""
        yen, impossible = self._yen, self._impossible
        for key, part in parts.items():
            old = self._old(key)
            yen = tuple(map(add, yen, map(sub, part.yen, old.yen)))
            impossible += old.is_possible - part.is_possible
        return yen, impossible

    def _old(self, key: Key) -> Contribution:
        return self._parts.get(key, NOTHING)

    def _check_budget(self, yen: Sequence[int], impossible: int) -> list[Violation]:
        if impossible:
            return []
        return list(self._evaluated.of_budget(Components(*yen).travel))


def _seminar(move: Move) -> Seminar | None:
    return None if move.date is None else Seminar(move.bid, move.date, move.advisers)


def _locked(bid: Bid, move: Move) -> Bid:
    """Return a bid with the lock that a move gives it."""
    if move.locked is None or move.locked == bid.locked:
        return bid
    if bid.current is None:
        raise InvalidMove(f"bid {bid.id} has no current that could be locked")
    return replace(bid, locked=move.locked)


def _sum(amounts: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*amounts, strict=True))) or NOTHING.yen

"""The teams for one bid and date in order: the allowed ones first, then the cheapest.

A best-first search over teams in the making, slot by slot. A beginning of a team is ranked by the
best team that it can become: who fills the slots that are left most cheaply is found by a greedy
choice (`solver.tour.matching.choose`). So nothing is listed that nobody asks for, and each step
leads to a team; only rule 13 can turn out to forbid a team late.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from solver.tour.matching import choose
from solver.workbench.members import Member

BELOW_ALL_YEN = -(10**15)
"""Less than any team's cost difference can be."""

Rank = tuple[bool, bool, int]
"""Whether a team is forbidden, whether its cost is unknown, and its cost difference, else 0."""


class Team(NamedTuple):
    """A team, or the beginning of one.

    Attributes:
        names: The advisers' ids, in slot order.
        members: Their positions.
        yen: What it adds to the cost, as far as that is known.
        travel_yen: The fares and hotels in it.
        is_possible: Whether all members can travel so.
        is_allowed: Whether nothing is broken so far.
    """

    names: tuple[str, ...]
    members: tuple[int, ...]
    yen: int
    travel_yen: int
    is_possible: bool
    is_allowed: bool


class _Outlook(NamedTuple):
    """The best that a beginning can become: its rank, and the cheapest to fill the slots left.

    Of `pool` are all who could be chosen for a team of that kind, `dearest_yen` is the largest yen
    among the chosen.
    """

    rank: Rank
    pool: Collection[int]
    chosen: Collection[int]
    dearest_yen: int


class TeamSearch:
    """Searches the teams for one bid and date.

    Attributes:
        able: For each slot, the positions of those who have its topics.
        members: Them.
        yen: What any team adds to the cost besides its members, None where that is unknown.
        travel_left_yen: The fares and hotels that a team may add, None for any.
        suits: Whether a beginning of a team, as ids, is one of those that the date and the lock
            of the bid allow.
    """

    def __init__(
        self,
        able: Sequence[Sequence[int]],
        members: Mapping[int, Member],
        *,
        yen: int | None,
        travel_left_yen: int | None,
        suits: Callable[[tuple[str, ...]], bool],
    ) -> None:
        self.able, self.members, self.yen = able, members, yen
        self.travel_left_yen, self.suits = travel_left_yen, suits
        by_yen = sorted(members, key=lambda index: members[index].yen)
        possible = [index for index in by_yen if members[index].is_possible]
        allowed = [index for index in possible if members[index].is_allowed]
        self._pools = (allowed, possible, by_yen)
        self._by_travel = sorted(allowed, key=lambda index: members[index].travel_yen)
        self._slots_of: dict[int, dict[int, list[int]]] = {}

    def teams(self) -> Iterator[Team]:
        """Yield all teams in order; of equal ones, those with the smaller ids first."""
        first = Team((), (), self.yen or 0, 0, is_possible=True, is_allowed=self.suits(()))
        heap: list[tuple[Rank, tuple[str, ...], Team, _Outlook | None]] = []
        heappush(heap, ((False, False, BELOW_ALL_YEN), (), first, None))
        while heap:
            _, names, team, outlook = heappop(heap)
            if len(names) == len(self.able):
                yield team
            elif outlook is not None:
                for rank, longer in self._extend(team, outlook):
                    heappush(heap, (rank, longer.names, longer, None))
            elif (outlook := self._look_ahead(team)) is not None:
                heappush(heap, (outlook.rank, names, team, outlook))

    def _extend(self, team: Team, outlook: _Outlook) -> Iterator[tuple[Rank, Team]]:
        """Yield a beginning with one more member, each with its rank or something below that."""
        is_complete = len(team.members) + 1 == len(self.able)
        for index in self.able[len(team.members)]:
            if index in team.members:
                continue
            longer = self._with(team, index)
            if is_complete:
                yield self._rank(longer), longer
            else:
                yield self._least_rank(outlook, index), longer

    def _with(self, team: Team, index: int) -> Team:
        """Return a beginning with one more member."""
        member = self.members[index]
        names, travel_yen = (*team.names, member.name), team.travel_yen + member.travel_yen
        is_allowed = team.is_allowed and member.is_allowed and self.suits(names)
        if is_allowed and len(names) == len(self.able):
            is_allowed = self._has_budget(travel_yen)
        return Team(
            names,
            (*team.members, index),
            team.yen + member.yen,
            travel_yen,
            team.is_possible and member.is_possible,
            is_allowed,
        )

    def _rank(self, team: Team) -> Rank:
        if self.yen is None or not team.is_possible:
            return not team.is_allowed, True, 0
        return not team.is_allowed, False, team.yen

    def _least_rank(self, outlook: _Outlook, index: int) -> Rank:
        """Return a rank that no team with this next member is before."""
        is_forbidden, is_unknown, yen = outlook.rank
        if is_unknown or index in outlook.chosen:
            return outlook.rank
        if index not in outlook.pool:
            return True, not self.members[index].is_possible, BELOW_ALL_YEN
        # The choice is a cheapest one: a member that is not in it takes the place of another.
        return is_forbidden, False, yen + self.members[index].yen - outlook.dearest_yen

    def _look_ahead(self, team: Team) -> _Outlook | None:
        """Return the best that a beginning can become, None where nobody is left for a slot."""
        depth, kind = len(team.members), 2 if not team.is_possible else int(not team.is_allowed)
        slots_of = self._open_slots(depth)
        for number, pool in enumerate(self._pools[kind:], start=kind):
            if number == 0 and not self._has_budget(self._least_travel_yen(team, slots_of)):
                continue
            chosen = self._choose(team, slots_of, pool)
            if chosen is None:
                continue
            costs = [self.members[index].yen for index in chosen]
            is_unknown = number == len(self._pools) - 1 or self.yen is None
            yen = 0 if is_unknown else team.yen + sum(costs)
            return _Outlook((number > 0, is_unknown, yen), set(pool), set(chosen), max(costs))
        return None

    def _open_slots(self, depth: int) -> dict[int, list[int]]:
        """Return for each member the slots from one on that it can fill."""
        if depth not in self._slots_of:
            slots_of: dict[int, list[int]] = {index: [] for index in self.members}
            for slot in range(depth, len(self.able)):
                for index in self.able[slot]:
                    slots_of[index].append(slot)
            self._slots_of[depth] = slots_of
        return self._slots_of[depth]

    def _choose(
        self, team: Team, slots_of: Mapping[int, Sequence[int]], order: Sequence[int]
    ) -> list[int] | None:
        """Return the first in an order who together fill the slots left, None where nobody can."""
        size = len(self.able) - len(team.members)
        candidates = (index for index in order if index not in team.members)
        chosen = list(islice(choose(slots_of, candidates), size))
        return chosen if len(chosen) == size else None

    def _least_travel_yen(self, team: Team, slots_of: Mapping[int, Sequence[int]]) -> int:
        """Return the least travel of an allowed team with this beginning, if there is one."""
        if self.travel_left_yen is None:
            return 0
        chosen = self._choose(team, slots_of, self._by_travel) or ()
        return team.travel_yen + sum(self.members[index].travel_yen for index in chosen)

    def _has_budget(self, travel_yen: int) -> bool:
        return self.travel_left_yen is None or travel_yen <= self.travel_left_yen

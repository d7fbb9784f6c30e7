"""What somebody chooses of a draft: seminars, an adviser's month, a region, a week, everything."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, Self

from seminar_service.domain.prefectures import regions
from seminar_service.planning.inputs import Held

EVERYTHING: Final = "everything"

_MONTH: Final = re.compile(r"([0-9]{1,9})/([0-9]{4}-(?:0[1-9]|1[0-2]))")
_WEEK: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RANGE: Final = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")
_MOST: Final = 5_000
"""Things of each kind that are read; nobody chooses more."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen; whatever it names that the draft does not have is chosen in vain.

    Attributes:
        everything: All that the draft holds.
        ranges: Bids by their keys, the first and the last of each range.
        months: Advisers (keys), each with a month (`YYYY-MM`).
        regions: Regions by their names in Latin letters, in lower case.
        weeks: Weeks by their Mondays.
        frees_broken: Whether what would stay and breaks a rule is left to the planner all the same.
    """

    everything: bool = False
    ranges: tuple[tuple[int, int], ...] = ()
    months: frozenset[tuple[int, str]] = frozenset()
    regions: frozenset[str] = frozenset()
    weeks: frozenset[date] = frozenset()
    frees_broken: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not (self.everything or self.ranges or self.months or self.regions or self.weeks)

    def names(self, bid_id: int) -> bool:
        """Whether a bid is chosen by itself."""
        return any(first <= bid_id <= last for first, last in self.ranges)

    def chosen(self, held: Mapping[int, Held], places: Mapping[int, str]) -> frozenset[int]:
        """Return the bids that are chosen.

        Args:
            held: What the draft holds, by the key of the bid.
            places: The prefecture (code) of every bid of the draft, by the same.
        """
        codes = {
            each.code
            for region in regions()
            if region_key(region.name_en) in self.regions
            for each in region.prefectures
        }
        return frozenset(
            key
            for key, place in places.items()
            if place in codes or self.names(key) or self._chooses(held.get(key))
        )

    def _chooses(self, held: Held | None) -> bool:
        if held is None:
            return False
        month, monday = f"{held.day:%Y-%m}", week_of(held.day)
        return (
            self.everything
            or monday in self.weeks
            or any((adviser_id, month) in self.months for adviser_id in held.team)
        )

    def pairs(self) -> Pairs:
        """Return it as names and values of an address."""
        said: Pairs = [("all", "1")] if self.everything else []
        said += [("region", each) for each in sorted(self.regions)]
        said += [("week", each.isoformat()) for each in sorted(self.weeks)]
        said += [("month", f"{adviser_id}/{month}") for adviser_id, month in sorted(self.months)]
        if self.ranges:
            said.append(("bids", ".".join(map(_spelled, self.ranges))))
        return [*said, ("broken", "free")] if self.frees_broken else said

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]], bids: Collection[int]) -> Self:
        """Return what names and values say, of an address or of a form; nonsense is left out.

        Args:
            pairs: As `pairs` returns them; a form gives single bids as `bid`.
            bids: The bids of the draft, of which neighbours become one range.
        """
        given: dict[str, list[str]] = {}
        for name, value in pairs:
            given.setdefault(name, []).append(value)
        said = {name: values[:_MOST] for name, values in given.items()}
        months = filter(None, map(_MONTH.fullmatch, said.get("month", ())))
        return cls(
            everything="all" in said,
            ranges=_joined(_named(said), bids),
            months=frozenset((int(each[1]), each[2]) for each in months),
            regions=frozenset(said.get("region", ())) & _REGIONS,
            weeks=frozenset(_weeks(said.get("week", ()))),
            frees_broken=said.get("broken") == ["free"],
        )

    def document(self) -> list[dict[str, Any]]:
        """Return it as JSON values."""
        return [{"name": name, "value": value} for name, value in self.pairs()]


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def region_key(name_en: str) -> str:
    """Return what a region is called in an address."""
    return name_en.lower()


_REGIONS: Final = frozenset(region_key(each.name_en) for each in regions())


def _named(said: Mapping[str, list[str]]) -> list[tuple[int, int]]:
    ranges = [each for value in said.get("bids", ()) for each in value.split(".")[:_MOST]]
    matches = filter(None, map(_RANGE.fullmatch, [*said.get("bid", ()), *ranges]))
    return [(int(each[1]), int(each[2] or each[1])) for each in matches]


def _joined(named: list[tuple[int, int]], bids: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Ranges of neighbours among the bids of the draft."""
    ordered = sorted(bids)
    wanted = [key for key in ordered if any(first <= key <= last for first, last in named)]
    if not wanted:
        return ()
    place = {key: index for index, key in enumerate(ordered)}
    breaks = [(one, other) for one, other in pairwise(wanted) if place[other] - place[one] > 1]
    firsts = [wanted[0], *(other for _, other in breaks)]
    lasts = [*(one for one, _ in breaks), wanted[-1]]
    return tuple(zip(firsts, lasts, strict=True))


def _spelled(span: tuple[int, int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}-{last}"


def _weeks(texts: Iterable[str]) -> Iterator[date]:
    for text in texts:
        if not _WEEK.fullmatch(text):
            continue
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        yield week_of(day)

"""Planning again from a draft: what is asked of the planner, and what stays meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from seminar_service.domain.errors import Category, DomainError
from seminar_service.planning.inputs import Held
from seminar_service.planning.selections import Selection


class ReplanKind(StrEnum):
    """What the planner is to do with a draft.

    `REST` keeps what is chosen, `IMPROVE` frees it alone, `REPAIR` mends broken rules by the least
    change.
    """

    REST = "rest"
    IMPROVE = "improve"
    REPAIR = "repair"


class SuggestionState(StrEnum):
    """What has become of a suggestion last."""

    OPEN = "open"
    TAKEN = "taken"
    KEPT = "kept"
    DISCARDED = "discarded"


class NothingFree(DomainError):  # noqa: N818 (named after the rule)
    """Everything in the draft would stay: there is nothing to plan."""

    code = "nothing_free"
    category = Category.CONFLICT


class NothingToMend(DomainError):  # noqa: N818 (named after the rule)
    """The draft breaks no rule, or none that nobody has waived."""

    code = "nothing_to_mend"
    category = Category.CONFLICT


@dataclass(frozen=True, slots=True)
class Standing:
    """How the bids of a draft stand before they are planned again, by their keys.

    Attributes:
        held: What the draft holds.
        places: The prefecture (code) of every bid of the draft's planning problem.
        locks: What has to stay: what was locked when the draft was copied, or is so today.
        waived: The bids of rules that somebody has waived.
    """

    held: Mapping[int, Held]
    places: Mapping[int, str]
    locks: Mapping[int, Held]
    waived: frozenset[int]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays when a draft is planned again.

    Attributes:
        pins: How bids are held, whatever is planned.
        refused: The bids that stay refused.
        free: The bids that are planned.
    """

    pins: Mapping[int, Held]
    refused: frozenset[int]
    free: frozenset[int]

    def without(self, bid_ids: Iterable[int]) -> "Kept":
        """The same, with some of what is held left to the planner as well."""
        freed = frozenset(bid_ids)
        pins = {key: held for key, held in self.pins.items() if key not in freed}
        return replace(self, pins=pins, free=self.free | (freed & self.pins.keys()))


def kept_by(kind: ReplanKind, selection: Selection, standing: Standing) -> Kept:
    """Return what stays of a draft, by what is asked for and chosen.

    What is locked stays as it is locked, also where the draft has it otherwise; what somebody has
    waived a rule for stays as well, because that was decided. Only this is no wish of who improves
    a part: there everything else stays as the draft has it, and what is chosen is free.
    """
    chosen = selection.chosen(standing.held, standing.places)
    pins, every = dict(standing.locks), frozenset(standing.places)
    if kind is ReplanKind.IMPROVE:
        stays = every - chosen
        pins = {key: held for key, held in standing.locks.items() if key in chosen}
    elif kind is ReplanKind.REPAIR:
        stays = standing.waived | (every - standing.held.keys())
    else:
        stays = standing.waived | chosen
    pins |= {key: standing.held[key] for key in stays if key in standing.held and key not in pins}
    refused = frozenset(key for key in stays if key not in pins)
    return Kept(pins, refused, every - pins.keys() - refused)


def held_document(held: Mapping[int, Held]) -> dict[str, Any]:
    """Return what is held as JSON values."""
    return {
        str(key): {"day": each.day.isoformat(), "team": list(each.team)}
        for key, each in sorted(held.items())
    }


def read_held(document: Mapping[str, Any]) -> dict[int, Held]:
    """Return what `held_document` has written."""
    return {
        int(key): Held(date.fromisoformat(each["day"]), tuple(each["team"]))
        for key, each in document.items()
    }

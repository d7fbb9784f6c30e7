"""What is asked of a draft on the workbench, and answered: values, by the keys of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from seminar_service.domain.errors import Category, DomainError
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import Objection


class AdviserUnknown(DomainError):  # noqa: N818 (named after the rule)
    """The draft's planning problem does not know this adviser."""

    code = "adviser_unknown"
    category = Category.INVALID


class DayFar(DomainError):  # noqa: N818 (named after the rule)
    """The day lies more than a year before or after the tour; nobody can mean that."""

    code = "day_far"
    category = Category.INVALID


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to hold a bid of a draft.

    Attributes:
        held: When, and by whom.
        difference_yen: What it adds to the draft's cost, below 0 where it saves; None where one of
            the advisers concerned cannot travel so.
        parts: The same by the name of each part of the cost.
        broken: The rules that it breaks and that the draft does not break as it is.
    """

    held: Held
    difference_yen: int | None
    parts: Mapping[str, int]
    broken: tuple[Objection, ...]


class Move(NamedTuple):
    """Where a bid of a draft can go without breaking a rule, and what that adds to the cost."""

    held: Held
    difference_yen: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the planning problem says of a bid.

    Attributes:
        slots: The topics (codes) of each slot.
        days: The days that can be chosen for it, the earliest first.
        is_locked: Whether it has to stay as it is.
    """

    slots: tuple[frozenset[str], ...]
    days: tuple[date, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What a draft costs: in all, None where somebody cannot travel so, and by part."""

    yen: int | None
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Supposed:
    """What several changes at once would do to a draft.

    Attributes:
        difference_yen: What they add to its cost, below 0 where they save; None where one of the
            advisers concerned cannot travel so, before or after.
        cost_yen: What the draft costs after them; None where somebody cannot travel so.
        parts: The same as the difference, by the name of each part of the cost.
        broken: The rules that are broken after them and were not before.
    """

    difference_yen: int | None
    cost_yen: int | None
    parts: Mapping[str, int]
    broken: tuple[Objection, ...]

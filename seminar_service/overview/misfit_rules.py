"""Whether released seminars still fit the advisers who give them. Pure: values in, values out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from seminar_service.advisers.details import Limits


class MisfitKind(StrEnum):
    """Why a seminar and its adviser no longer fit."""

    UNAVAILABLE = "unavailable"
    NOT_ENGAGED = "not_engaged"
    TOPIC = "topic"
    HOME = "home"
    TOTAL = "total"
    MONTH = "month"
    NIGHTS = "nights"


@dataclass(frozen=True)
class Task:
    """A seminar that stands, as one of its advisers has it.

    Attributes:
        seminar_id: Which one.
        tour_id: Of which tour.
        day: When.
        is_ahead: Whether it is still to be held; the others only count for limits.
        needs: The topics that this adviser must have.
        origin: From which prefecture the released journey to it begins.
        nights: How many nights that journey takes.
    """

    seminar_id: int
    tour_id: int
    day: date
    is_ahead: bool
    needs: frozenset[int]
    origin: str
    nights: int


@dataclass(frozen=True)
class Condition:
    """What is known of an adviser: limits and unavailable days by tour, none where no part."""

    home: str
    topics: frozenset[int]
    unavailable: Mapping[int, frozenset[date]]
    limits: Mapping[int, Limits]


Found = tuple[int, MisfitKind]
"""The number of a seminar, and why it does not fit."""


def misfits(tasks: Sequence[Task], condition: Condition) -> set[Found]:
    """Which seminars ahead do not fit an adviser, each with every reason."""
    by_tour = Counter(task.tour_id for task in tasks)
    by_month = Counter(_month(task) for task in tasks)
    found = set[Found]()
    for task in tasks:
        if task.is_ahead:
            kinds = [*_of_person(task, condition), *_of_limits(task, condition, by_tour, by_month)]
            found.update((task.seminar_id, kind) for kind in kinds)
    return found


def _month(task: Task) -> tuple[int, int, int]:
    return task.tour_id, task.day.year, task.day.month


def _of_person(task: Task, condition: Condition) -> Iterator[MisfitKind]:
    if any(task.day in days for days in condition.unavailable.values()):
        yield MisfitKind.UNAVAILABLE
    if not task.needs <= condition.topics:
        yield MisfitKind.TOPIC
    if task.origin != condition.home:
        yield MisfitKind.HOME


def _of_limits(
    task: Task,
    condition: Condition,
    by_tour: Mapping[int, int],
    by_month: Mapping[tuple[int, int, int], int],
) -> Iterator[MisfitKind]:
    limits = condition.limits.get(task.tour_id)
    if limits is None:
        yield MisfitKind.NOT_ENGAGED
        return
    if by_tour[task.tour_id] > limits.max_seminars:
        yield MisfitKind.TOTAL
    if by_month[_month(task)] > limits.max_per_month:
        yield MisfitKind.MONTH
    if task.nights > limits.max_nights_away:
        yield MisfitKind.NIGHTS

"""Which advisers have a line in drawings of plans, and in which order the lines stand."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol, TypeVar

from seminar_service.advisers.model import AnyAdviser, Engagement
from seminar_service.domain.prefectures import regions
from seminar_service.planning.queries.plans import PlanView
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.plan_selection import Order, Selection


class AdviserLine(Protocol):
    """A line of a drawing: whose it is, and how much there is on it."""

    @property
    def adviser(self) -> AnyAdviser:
        """Whose line it is."""
        ...

    @property
    def seminars(self) -> int:
        """By what the busiest are found."""
        ...


Line = TypeVar("Line", bound=AdviserLine)


def everybody(views: Iterable[PlanView], engagements: Iterable[Engagement]) -> list[AnyAdviser]:
    """Who is engaged, by reading, then who has a seminar in one of the plans all the same."""
    found: dict[int, AnyAdviser] = {row.adviser_id: row.adviser for row in engagements}
    for view in views:
        found |= {each.id: each for each in view.advisers}
    return list(found.values())


def chosen(advisers: Iterable[AnyAdviser], selection: Selection) -> list[AnyAdviser]:
    """Those of them who are looked at."""
    return [
        each
        for each in advisers
        if selection.adviser_id in {0, each.id}
        and (not selection.region or _region_of(each) == selection.region)
    ]


def arranged(lines: Iterable[Line], selection: Selection) -> Iterator[tuple[str, list[Line]]]:
    """The lines as they stand, under the names of the regions if they are grouped."""
    ordered = list(lines)
    if selection.order is Order.BUSY:
        ordered.sort(key=lambda line: -line.seminars)
    elif selection.order is Order.HOME:
        ordered.sort(key=lambda line: line.adviser.home)
    if not selection.is_grouped:
        yield "", ordered
        return
    locale = current_locale()
    by_region = sorted(ordered, key=lambda line: _region_of(line.adviser))
    for number, group in groupby(by_region, key=lambda line: _region_of(line.adviser)):
        yield regions()[number - 1].name(locale), list(group)


def _region_of(adviser: AnyAdviser) -> int:
    """The number of the region in which somebody lives, from 1 at the north."""
    return next(
        number
        for number, region in enumerate(regions(), start=1)
        if any(each.code == adviser.home for each in region.prefectures)
    )

"""The staff's list of a tour's seminars: filtered, counted, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction, SeminarState
from seminar_service.seminars.team_model import TeamMember


@dataclass(frozen=True)
class SeminarLine:
    """A seminar in the staff's list."""

    seminar: Seminar

    @property
    def answers(self) -> list[ConfirmationState]:
        """What host and advisers said, the host first."""
        return [
            self.seminar.host_confirmation,
            *(member.confirmation for member in self.seminar.team),
        ]

    @property
    def agreed(self) -> int:
        """How many have agreed."""
        return self.answers.count(ConfirmationState.CONFIRMED)

    @property
    def refused(self) -> bool:
        """Whether somebody has declined."""
        return ConfirmationState.DECLINED in self.answers

    @property
    def can_be_announced(self) -> bool:
        """Whether everybody has agreed and the public does not know yet."""
        return SEMINAR_TRANSITIONS.allows(self.seminar.state, SeminarAction.ANNOUNCE)


@dataclass(frozen=True)
class SeminarPage:
    """One page of the list.

    Attributes:
        lines: The seminars of this page, by date.
        counts: How many seminars of the tour are in each state, whatever is looked for.
        months: The first days of the months in which the tour has seminars.
        month: The month that is shown; `None` for all.
        found: How many seminars fit what is looked for, on all pages.
        page: Which page it is, from 1.
        pages: How many there are, at least 1.
    """

    lines: Sequence[SeminarLine]
    counts: Mapping[SeminarState, int]
    months: Sequence[date]
    month: date | None
    found: int
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many seminars the tour has."""
        return sum(self.counts.values())

    @property
    def announceable(self) -> int:
        """How many seminars of the tour wait to be announced."""
        return self.counts.get(SeminarState.CONFIRMED, 0)


def seminar_page(
    session: Session,
    tour_id: int,
    state: SeminarState | None = None,
    month: str = "",
    *,
    page: int = 1,
    page_size: int = 30,
) -> SeminarPage:
    """One page of a tour's seminars by date. Three queries.

    Args:
        session: The database.
        tour_id: The tour.
        state: Only seminars in this state; `None` for all.
        month: Only seminars in this month, as 2026-10; all where the tour has none in it.
        page: Which page, from 1; the last one where there are fewer.
        page_size: How many seminars a page has.
    """
    numbers = _numbers(session, tour_id)
    months = sorted({first for _, first in numbers})
    shown = next((first for first in months if f"{first:%Y-%m}" == month), None)
    found = sum(
        number
        for (each, first), number in numbers.items()
        if state in {None, each} and shown in {None, first}
    )
    pages = max(ceil(found / page_size), 1)
    page = min(page, pages)
    chosen = _chosen(tour_id, state, shown).limit(page_size).offset((page - 1) * page_size)
    lines = [SeminarLine(seminar) for seminar in session.scalars(chosen)]
    return SeminarPage(lines, _by_state(numbers), months, shown, found, page, pages)


def _numbers(session: Session, tour_id: int) -> Mapping[tuple[SeminarState, date], int]:
    """How many seminars are in which state in which month."""
    counted = (
        select(Seminar.state, Seminar.day, func.count())
        .where(Seminar.tour_id == tour_id)
        .group_by(Seminar.state, Seminar.day)
    )
    numbers: dict[tuple[SeminarState, date], int] = {}
    for state, day, number in session.execute(counted):
        key = state, day.replace(day=1)
        numbers[key] = numbers.get(key, 0) + number
    return numbers


def _by_state(numbers: Mapping[tuple[SeminarState, date], int]) -> Mapping[SeminarState, int]:
    return {
        state: sum(number for (each, _), number in numbers.items() if each is state)
        for state in SeminarState
    }


def _chosen(tour_id: int, state: SeminarState | None, month: date | None) -> Select[Seminar]:
    statement = (
        select(Seminar)
        .where(Seminar.tour_id == tour_id)
        .options(selectinload(Seminar.team).joinedload(TeamMember.adviser))
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    )
    if state is not None:
        statement = statement.where(Seminar.state == state)
    if month is not None:
        following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        statement = statement.where(Seminar.day >= month, Seminar.day < following)
    return statement

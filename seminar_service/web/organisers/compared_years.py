"""Two plans as lines of days, one for each adviser: values for the drawing, in words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from seminar_service.advisers.model import AnyAdviser
from seminar_service.domain.locales import Locale
from seminar_service.planning.queries.comparison import Move
from seminar_service.planning.wording import BothLanguages
from seminar_service.web.drawing.compared_timeline import (
    ComparedGroup,
    ComparedRow,
    ComparedSeminar,
    ComparedTimeline,
    ComparedTrip,
    Side,
    compared_timeline,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.adviser_lines import arranged, chosen
from seminar_service.web.organisers.compared_plans import Compared
from seminar_service.web.organisers.plan_drawings import short_place, trip_text
from seminar_service.web.templating import format_day_short

OnLine = Mapping[int, list[tuple[Side, date, Move]]]
"""The seminars of each adviser: in which plan, on which day."""


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """The lines of two plans.

    Attributes:
        drawn: The drawing.
        moves: What differs on each line, by the key of the adviser.
        left_out: Who is left out, by name.
    """

    drawn: ComparedTimeline
    moves: Mapping[int, tuple[Move, ...]]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    adviser: AnyAdviser
    row: ComparedRow

    @property
    def seminars(self) -> int:
        return len(self.row.seminars)


def compared_year(
    compared: Compared,
    sentences: Mapping[int, BothLanguages],
    *,
    closed: Collection[date],
    today: date,
) -> ComparedYear:
    """The days that are looked at, of every adviser who is engaged or in one of the plans.

    Args:
        compared: The plans.
        sentences: What differs of each bid.
        closed: Days on which nothing is held.
        today: The present day.
    """
    selection = compared.selection
    taken = {
        row.adviser_id: tuple(each.day for each in row.unavailable_days)
        for row in compared.engagements
    }
    on_line = _on_lines(compared)
    lines = [
        _Line(each, _row(compared, each, on_line, taken.get(each.id, ()), sentences))
        for each in chosen(compared.advisers, selection)
    ]
    shown = [each for each in lines if _is_shown(compared, each.row)]
    groups = (
        ComparedGroup(title, tuple(line.row for line in group))
        for title, group in arranged(shown, selection)
    )
    days = (selection.first, selection.last)
    return ComparedYear(
        drawn=compared_timeline(days, groups, closed=closed, today=today),
        moves={line.adviser.id: tuple(_moves(on_line[line.adviser.id])) for line in shown},
        left_out=tuple(each.row.name for each in lines if each not in shown),
    )


def _is_shown(compared: Compared, row: ComparedRow) -> bool:
    """Whether a line is drawn: none without differences where only these are asked for."""
    if compared.only_different or compared.selection.only_busy:
        return bool(row.trips or row.seminars)
    return True


def _on_lines(compared: Compared) -> OnLine:
    found: defaultdict[int, list[tuple[Side, date, Move]]] = defaultdict(list)
    for move in (*compared.moves, *compared.same):
        for side, day, adviser_id in _places(move):
            found[adviser_id].append((side, day, move))
    first, last = compared.selection.first, compared.selection.last
    for adviser_id, seminars in found.items():
        found[adviser_id] = [
            each
            for each in seminars
            if first <= each[1] <= last and not (compared.only_different and each[0] is Side.BOTH)
        ]
    return found


def _places(move: Move) -> Iterator[tuple[Side, date, int]]:
    """On whose lines a seminar stands, and on which days."""
    first = {(move.before.day, each.id) for each in move.before.team} if move.before else set()
    second = {(move.after.day, each.id) for each in move.after.team} if move.after else set()
    yield from ((Side.BOTH, *each) for each in first & second)
    yield from ((Side.BEFORE, *each) for each in first - second)
    yield from ((Side.AFTER, *each) for each in second - first)


def _row(
    compared: Compared,
    adviser: AnyAdviser,
    on_line: OnLine,
    unavailable: tuple[date, ...],
    sentences: Mapping[int, BothLanguages],
) -> ComparedRow:
    locale = Locale(current_locale())
    seminars = tuple(
        ComparedSeminar(
            side,
            day,
            str(move.bid.number),
            sentences[move.bid.id][locale] if move.bid.id in sentences else _told(move, day),
        )
        for side, day, move in on_line[adviser.id]
    )
    trips = tuple(
        ComparedTrip(
            side,
            trip.departs,
            trip.returns,
            trip_text(trip),
            tuple(map(short_place, trip.stops)),
        )
        for side, trip in compared.trips(adviser.id)
    )
    return ComparedRow(adviser.display_name(locale), trips, seminars, unavailable, adviser.id)


def _moves(seminars: list[tuple[Side, date, Move]]) -> Iterator[Move]:
    """What differs on a line, each once, by day."""
    found = {
        move.bid.id: move
        for side, _day, move in sorted(seminars, key=lambda each: each[1])
        if side is not Side.BOTH
    }
    yield from found.values()


def _told(move: Move, day: date) -> str:
    return f"{format_day_short(day)} {short_place(move.bid.place)} {move.bid.host_name}"

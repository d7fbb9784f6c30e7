"""The map of a tour's seminars, with what each prefecture's tile says."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask import url_for
from flask_babel import gettext, ngettext

from seminar_service.seminars.places_left import places_left
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import Standing
from seminar_service.web.drawing.tile_map import TileEntry, TileMap, TileMark, tile_map
from seminar_service.web.locale import current_locale


def map_of(seminars: Iterable[PublicSeminar]) -> TileMap:
    """The map of this year's seminars: places left in each prefecture; leads to its list."""
    return tile_map((_entry(code, rows) for code, rows in _by_place(seminars)), current_locale())


def map_of_archive(seminars: Iterable[PublicSeminar]) -> TileMap:
    """The map of the seminars that were held, which leads to the list below it."""
    held = [each for each in seminars if each.standing is Standing.HELD]
    entries = (
        TileEntry(
            code, len(rows), TileMark.OVER, _count(len(rows)), f"#{rows[0].seminar.public_id}"
        )
        for code, rows in _by_place(held)
    )
    return tile_map(entries, current_locale())


def _by_place(seminars: Iterable[PublicSeminar]) -> list[tuple[str, list[PublicSeminar]]]:
    live = [each for each in seminars if each.standing is not Standing.CANCELLED]
    ordered = sorted(live, key=lambda each: each.seminar.place)
    groups = groupby(ordered, key=lambda each: each.seminar.place)
    return [(code, list(rows)) for code, rows in groups]


def _entry(code: str, rows: Sequence[PublicSeminar]) -> TileEntry:
    taking = [each.seminar for each in rows if each.takes_people]
    left = sum(row.places_left for row in taking)
    url = url_for("public.seminars", place=code)
    if not taking:
        return TileEntry(code, len(rows), TileMark.OVER, gettext("Registration closed"), url)
    mark = TileMark(places_left(left, sum(row.capacity for row in taking)))
    text = ngettext("%(num)s place left", "%(num)s places left", left) if left else gettext("Full")
    return TileEntry(code, len(rows), mark, text, url)


def _count(number: int) -> str:
    return str(ngettext("%(num)s seminar", "%(num)s seminars", number))

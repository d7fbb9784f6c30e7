"""The map of seminars, with what each prefecture's tile says."""

from collections.abc import Callable

from flask_babel import gettext, ngettext

from seminar_service.seminars.places_left import places_left
from seminar_service.seminars.public_counts import Counts, Numbers
from seminar_service.web.drawing.tile_map import TileEntry, TileMap, TileMark, tile_map
from seminar_service.web.locale import current_locale


def map_of(counts: Counts, leads_to: Callable[[str], str]) -> TileMap:
    """The map of seminars to come with the places left in each prefecture.

    Args:
        counts: The seminars.
        leads_to: Gives the address of a prefecture's list, by its code.
    """
    entries = (
        _entry(code, numbers, leads_to(code))
        for code, numbers in counts.by_place().items()
        if numbers.to_come
    )
    return tile_map(entries, current_locale())


def map_of_archive(counts: Counts, leads_to: Callable[[str], str]) -> TileMap:
    """The map of the seminars that were held."""
    entries = (
        TileEntry(code, numbers.held, TileMark.OVER, _count(numbers.held), leads_to(code))
        for code, numbers in counts.by_place().items()
        if numbers.held
    )
    return tile_map(entries, current_locale())


def _entry(code: str, numbers: Numbers, url: str) -> TileEntry:
    if not numbers.open:
        text = gettext("Registration closed")
        return TileEntry(code, numbers.to_come, TileMark.OVER, text, url)
    mark = TileMark(places_left(numbers.free, numbers.places))
    left = ngettext("%(num)s place left", "%(num)s places left", numbers.free)
    text = left if numbers.free else gettext("Full")
    return TileEntry(code, numbers.to_come, mark, text, url)


def _count(number: int) -> str:
    return str(ngettext("%(num)s seminar", "%(num)s seminars", number))

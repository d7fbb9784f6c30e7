"""The map of seminars, with what each prefecture's tile says."""

from functools import lru_cache
from typing import Final

from seminar_service.calendars.wording import catalogue
from seminar_service.seminars.places_left import places_left
from seminar_service.seminars.public_counts import Counts, Numbers
from seminar_service.web.drawing.tile_map import TileEntry, TileMap, TileMark, tile_map
from seminar_service.web.locale import current_locale

_ENTRIES: Final = 4096
"""What tiles say is put into words once for equal numbers, in both languages."""


def map_of(counts: Counts, address: str, anchor: str = "") -> TileMap:
    """The map of seminars to come with the places left in each prefecture.

    Args:
        counts: The seminars.
        address: Of their list; a tile leads to that of its prefecture.
        anchor: Where on that page, with its `#`.
    """
    locale = current_locale()
    entries = [
        _entry(locale, code, numbers, f"{address}?place={code}{anchor}")
        for code, numbers in counts.by_place().items()
        if numbers.to_come
    ]
    return tile_map(entries, locale)


def map_of_archive(counts: Counts, address: str, anchor: str = "") -> TileMap:
    """The map of the seminars that were held; see `map_of`."""
    locale = current_locale()
    entries = [
        _entry_of_archive(locale, code, numbers.held, f"{address}?place={code}{anchor}")
        for code, numbers in counts.by_place().items()
        if numbers.held
    ]
    return tile_map(entries, locale)


@lru_cache(maxsize=_ENTRIES)
def _entry(locale: str, code: str, numbers: Numbers, url: str) -> TileEntry:
    words = catalogue(locale)
    if not numbers.open:
        text = words.gettext("Registration closed")
        return TileEntry(code, numbers.to_come, TileMark.OVER, text, url)
    mark = TileMark(places_left(numbers.free, numbers.places))
    said = words.ngettext("%(num)s place left", "%(num)s places left", numbers.free)
    text = said % {"num": numbers.free} if numbers.free else words.gettext("Full")
    return TileEntry(code, numbers.to_come, mark, text, url)


def _entry_of_archive(locale: str, code: str, held: int, url: str) -> TileEntry:
    said = catalogue(locale).ngettext("%(num)s seminar", "%(num)s seminars", held)
    return TileEntry(code, held, TileMark.OVER, said % {"num": held}, url)

"""The 47 prefectures, their regions, and their places on the tile map."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import asin, cos, radians, sin, sqrt

from seminar_service.domain._tables import rows
from seminar_service.domain.errors import PrefectureUnknown
from seminar_service.domain.locales import Locale


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture, as JIS X 0401 numbers it.

    Attributes:
        code: Two digits, `01` (Hokkaido) to `47` (Okinawa).
        name_ja: Full name, such as `東京都`.
        name_kana: Reading of the full name in hiragana.
        name_en: Name in Latin letters, such as `Tokyo`.
        region_ja: One of the eight regions, such as `関東`.
        region_en: The region in Latin letters.
        capital_ja: Municipality of the prefectural office.
        capital_en: The same in Latin letters.
        latitude: Degrees north of the prefectural office.
        longitude: Degrees east of it.
        column: Column on the tile map, 0 at the west.
        row: Row on the tile map, 0 at the north.
    """

    code: str
    name_ja: str
    name_kana: str
    name_en: str
    region_ja: str
    region_en: str
    capital_ja: str
    capital_en: str
    latitude: float
    longitude: float
    column: int
    row: int

    @property
    def short_name_ja(self) -> str:
        """The name without 都, 府 or 県, as on maps: `東京`, `京都`, `北海道`."""
        return self.name_ja if self.name_ja == "北海道" else self.name_ja[:-1]

    def name(self, locale: Locale | str) -> str:
        """Return the full name in the reader's language."""
        return self.name_ja if locale == Locale.JA else self.name_en

    def short_name(self, locale: Locale | str) -> str:
        """Return the short name in the reader's language."""
        return self.short_name_ja if locale == Locale.JA else self.name_en


@dataclass(frozen=True, slots=True)
class Region:
    """One of the eight regions with its prefectures from north to south."""

    name_ja: str
    name_en: str
    prefectures: tuple[Prefecture, ...]

    @property
    def key(self) -> str:
        """What the region is called in rows and forms: `kanto`, `kyushu_okinawa`."""
        return "_".join(re.findall("[a-z]+", self.name_en.lower()))

    def name(self, locale: Locale | str) -> str:
        """Return the name in the reader's language."""
        return self.name_ja if locale == Locale.JA else self.name_en


@cache
def prefectures() -> tuple[Prefecture, ...]:
    """Return all 47 in the order of their codes, which runs from north to south."""
    tiles = {row["code"]: row for row in rows("tilegrid.csv")}
    return tuple(_prefecture(row, tiles[row["code"]]) for row in rows("prefectures.csv"))


@cache
def regions() -> tuple[Region, ...]:
    """Return the eight regions from north to south."""
    return tuple(
        Region(name_ja, name_en, tuple(members))
        for (name_ja, name_en), members in groupby(
            prefectures(), key=lambda each: (each.region_ja, each.region_en)
        )
    )


def region_of(code: str) -> Region:
    """Return the region in which the prefecture of a code lies.

    Raises:
        PrefectureUnknown: When the code is not one of `01` to `47`.
    """
    name = prefecture(code).region_en
    return next(each for each in regions() if each.name_en == name)


def prefecture(code: str) -> Prefecture:
    """Return the prefecture of a code.

    Raises:
        PrefectureUnknown: When the code is not one of `01` to `47`.
    """
    found = _by_code().get(code)
    if found is None:
        raise PrefectureUnknown(code)
    return found


@cache
def nearest_to(code: str) -> tuple[Prefecture, ...]:
    """The other prefectures, from the nearest on, by the distance of their offices.

    Raises:
        PrefectureUnknown: When the code is not one of `01` to `47`.
    """
    here = prefecture(code)
    others = (each for each in prefectures() if each is not here)
    return tuple(sorted(others, key=lambda each: _kilometres(here, each)))


def _kilometres(one: Prefecture, other: Prefecture) -> float:
    """The distance of two offices along the earth's surface, by the haversine formula."""
    radius = 6371.0
    up, along = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    cosines = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * radius * asin(sqrt(sin(up / 2) ** 2 + cosines * sin(along / 2) ** 2))


@cache
def _by_code() -> dict[str, Prefecture]:
    return {each.code: each for each in prefectures()}


def _prefecture(row: dict[str, str], tile: dict[str, str]) -> Prefecture:
    return Prefecture(
        code=row["code"],
        name_ja=row["name_ja"],
        name_kana=row["name_kana"],
        name_en=row["name_en"],
        region_ja=row["region_ja"],
        region_en=row["region_en"],
        capital_ja=row["capital_ja"],
        capital_en=row["capital_en"],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        column=int(tile["col"]),
        row=int(tile["row"]),
    )

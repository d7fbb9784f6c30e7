"""Addresses of buildings, with the prefecture and the postal code said once."""

import re
from dataclasses import dataclass
from typing import Final

from seminar_service.domain.locales import Locale
from seminar_service.domain.postal_codes import normalise_postal_code
from seminar_service.domain.prefectures import prefecture

_POSTAL_CODE_AHEAD: Final = re.compile(r"〒?\s*\d{3}[-‐−―ー－]?\d{4}(?!\d)[\s,、]*")
_PREFECTURE_LAST: Final = re.compile(
    r"\b([a-z]+)(?:-ken|-fu|-to)?(?: Pref(?:ecture|\.)?)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Address:
    """What somebody entered as one address: the part from the town on, and the postal code."""

    town: str
    postal_code: str


def full_address(address: str, code: str, postal_code: str, locale: Locale | str) -> str:
    """Return a whole address in the order of the reader's language, each part once.

    People are asked for the part from the town or city on, and many enter prefecture and postal
    code all the same.

    Args:
        address: As it was entered; empty where it is not known, which leaves the prefecture.
        code: The prefecture's, `01` to `47`.
        postal_code: Such as `460-0008`; empty where it is not known.
        locale: From the large to the small in Japanese, the other way round in English.
    """
    parts = _parts(address, code, postal_code)
    if locale == Locale.JA:
        ahead = f"〒{parts.postal_code} " if parts.town and parts.postal_code else ""
        return f"{ahead}{prefecture(code).name_ja}{parts.town}"
    return ", ".join(part for part in (parts.town, _place_in_english(parts, code)) if part)


def from_town_on(address: str, code: str) -> str:
    """Return an address without the postal code and the prefecture that may stand before it."""
    return _parts(address, code, "").town


def _parts(address: str, code: str, postal_code: str) -> _Address:
    ahead = _POSTAL_CODE_AHEAD.match(address)
    rest = address[ahead.end() :] if ahead else address
    if ahead and not postal_code:
        postal_code = normalise_postal_code(ahead[0].strip(" \u3000,、"))
    return _Address(rest.removeprefix(prefecture(code).name_ja).lstrip(" \u3000"), postal_code)


def _place_in_english(parts: _Address, code: str) -> str:
    name = prefecture(code).name_en
    last = _PREFECTURE_LAST.search(parts.town)
    is_said = last is not None and last[1].casefold() == name.casefold()
    return " ".join(part for part in ("" if is_said else name, parts.postal_code) if part)

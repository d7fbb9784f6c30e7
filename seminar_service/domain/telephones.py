"""Telephone numbers as people type them."""

import re
from typing import Final

from seminar_service.domain.errors import TelephoneMalformed
from seminar_service.domain.text_folding import fold_hyphens, fold_spaces, fold_width

_PARTS: Final = re.compile(
    r"(?P<number>\+?[0-9][0-9-]*[0-9])(?:-?\(?(?:内線|ext\.?|x):?-?(?P<extension>[0-9]{1,8})\)?)?",
    re.IGNORECASE,
)
_DOMESTIC: Final = re.compile(r"0[0-9]{9,10}")
_INTERNATIONAL: Final = re.compile(r"\+[1-9][0-9]{7,14}")
_HYPHEN_RUNS: Final = re.compile(r"-{2,}")


def normalise_telephone(text: str) -> str:
    """Return a telephone number in ASCII digits with its groups kept and joined by hyphens.

    Brackets, dots and spaces between groups become hyphens; no grouping is invented where none
    was typed. An extension (内線, ext.) follows as ` 内線2115`. Domestic numbers have 10 or 11
    digits from 0 on, numbers from abroad begin with `+`.

    Raises:
        TelephoneMalformed: When the digits are too few, too many, or mixed with other characters.
    """
    match = _PARTS.fullmatch(_grouped(text))
    digits = match["number"].replace("-", "") if match else ""
    if match is None or not (_DOMESTIC.fullmatch(digits) or _INTERNATIONAL.fullmatch(digits)):
        raise TelephoneMalformed(text, "10 or 11 digits, such as 03-3581-1101")
    extension = f" 内線{match['extension']}" if match["extension"] else ""
    return match["number"] + extension


def _grouped(text: str) -> str:
    """Join the groups of a number by single hyphens; brackets round an area code count as one."""
    folded = fold_spaces(fold_hyphens(fold_width(text)))
    bracketless = re.sub(r"[()]", "-", folded)
    joined = re.sub(r"(?<=[0-9])[ .](?=[0-9])|\s", "-", bracketless)
    return _HYPHEN_RUNS.sub("-", joined).strip("-")

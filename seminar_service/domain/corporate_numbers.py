"""Corporate numbers (法人番号), which the National Tax Agency gives to every corporation."""

import re
from typing import Final

from seminar_service.domain.errors import (
    CorporateNumberCheckDigitWrong,
    CorporateNumberMalformed,
)
from seminar_service.domain.text_folding import fold_hyphens, fold_width

_THIRTEEN_DIGITS: Final = re.compile(r"[0-9]{13}")


def normalise_corporate_number(text: str) -> str:
    """Return a corporate number as thirteen ASCII digits.

    Full width, spaces, hyphens and the T of an invoice registration number are accepted.

    Raises:
        CorporateNumberMalformed: When it does not have thirteen digits.
        CorporateNumberCheckDigitWrong: When the first digit does not fit the others.
    """
    number = re.sub(r"[\s-]", "", fold_hyphens(fold_width(text))).upper().removeprefix("T")
    if not _THIRTEEN_DIGITS.fullmatch(number):
        raise CorporateNumberMalformed(text, "thirteen digits")
    if int(number[0]) != check_digit(number[1:]):
        raise CorporateNumberCheckDigitWrong(text, "a first digit that fits the other twelve")
    return number


def check_digit(twelve_digits: str) -> int:
    """Return the digit, 1 to 9, that precedes the twelve digits of a registration.

    From the right the digits weigh 1, 2, 1, 2, …; the check digit is 9 minus the remainder of
    their sum by 9 (ministerial ordinance on the designation of corporate numbers, article 2).
    """
    weighted = sum(
        int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(twelve_digits))
    )
    return 9 - weighted % 9

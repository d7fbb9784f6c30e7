"""Japanese postal codes."""

import re
from typing import Final

from seminar_service.domain.errors import PostalCodeMalformed
from seminar_service.domain.text_folding import fold_hyphens, fold_width

_POSTAL_CODE: Final = re.compile(r"〒?\s*([0-9]{3})\s*-?\s*([0-9]{4})")


def normalise_postal_code(text: str) -> str:
    """Return a postal code as `100-8915`, however wide and with or without 〒 it was typed.

    Raises:
        PostalCodeMalformed: When it does not have seven digits.
    """
    match = _POSTAL_CODE.fullmatch(fold_hyphens(fold_width(text)).strip())
    if match is None:
        raise PostalCodeMalformed(text, "seven digits, such as 100-8915")
    return f"{match[1]}-{match[2]}"

"""Lists of rows in a form, whatever the names of its fields say about them."""

from collections.abc import Iterator
from typing import Any, Final

from wtforms import FieldList

_MOST_DIGITS: Final = 4


class RowList(FieldList):
    """WTForms' list of fields, which reads a row's place out of a field's name.

    A place is a short number in ASCII digits. The library takes every digit of Unicode for one
    (`²`), which `int` refuses, and numbers of any length.
    """

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:  # noqa: ANN401 (as the library has it)
        beginning = f"{prefix}{self._separator}"
        for name in formdata:
            if name.startswith(beginning):
                place = name[len(beginning) :].split(self._field_separator, 1)[0]
                if place.isascii() and place.isdecimal() and len(place) <= _MOST_DIGITS:
                    yield int(place)

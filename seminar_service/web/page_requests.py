"""How requests are read: what no page asks for never reaches a view.

Pages take text and nothing else. A part of a form that says it is a file, a NUL in a value, a
body that is no form, or more fields than any form has are dealt with here once, so that no field
and no query need to think of them.
"""

from typing import Final

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError
from werkzeug.utils import cached_property

MOST_FIELDS: Final = 2_000
LARGEST_NUMBER: Final = 2**31 - 1
"""The largest number of an integer column; no row has a larger key."""

_WHERE_NEXT: Final = "next"
_FORM_TYPES: Final = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data"})
_BODIES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FOR_PROGRAMS: Final = "/api/"
_LONGEST_PART: Final = 500  # the longest that is right: a signed question to a passkey


class PageRequest(Request):
    """A request whose form and query hold nothing but text without NUL."""

    max_form_parts = MOST_FIELDS

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        try:
            super()._load_form_data()
        except RequestEntityTooLarge:
            # It is told once; the page that says so may look for a form without meeting it again.
            self.__dict__["form"] = self.__dict__["files"] = ImmutableMultiDict()
            raise
        # No page takes files, and a field that expects text must not be given one.
        for file in self.files.values():
            file.close()
        self.__dict__["files"] = ImmutableMultiDict()
        if sum(len(values) for values in self.form.listvalues()) > MOST_FIELDS:
            self.__dict__["form"] = ImmutableMultiDict()
            raise RequestEntityTooLarge
        self.__dict__["form"] = _taken(self.form)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands behind the question mark."""
        return _taken(super().args)


class WholeNumberConverter(IntegerConverter):
    """A number in an address, in ASCII digits and no larger than a key can be."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map, fixed_digits: int = 0) -> None:  # noqa: A002 (the library's name)
        super().__init__(map, fixed_digits=fixed_digits, max=LARGEST_NUMBER)


class PartConverter(UnicodeConverter):
    """A part of an address: short, and without control characters."""

    def to_python(self, value: str) -> str:
        """Take the part; anything else is no address of ours."""
        if len(value) > _LONGEST_PART or any(letter < " " or letter == "\x7f" for letter in value):
            raise ValidationError
        return value


def init_app(app: Flask) -> None:
    """Read every request of an application this way; call it before any address is added."""
    app.request_class = PageRequest
    app.url_map.converters.update(
        int=WholeNumberConverter, string=PartConverter, default=PartConverter
    )

    @app.before_request
    def _take_forms_alone() -> None:
        for_pages = not request.path.startswith(_FOR_PROGRAMS)
        if for_pages and request.method in _BODIES and request.mimetype not in _FORM_TYPES:
            abort(415)


def page_number() -> int:
    """Which page of a list is asked for by `?page=`: 1 where that is no number of a page."""
    text = request.args.get("page", "")
    asked = number_of(text)
    return asked or 1


def number_of(text: str) -> int:
    """A number as people and programs write it; 0 for anything that cannot be a row's key."""
    digits = len(str(LARGEST_NUMBER))
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else 0
    return number if number <= LARGEST_NUMBER else 0


def _taken(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    """The same pairs without what no page takes: NUL in them, and a way on that leads elsewhere."""
    return ImmutableMultiDict(
        (name.replace("\0", ""), value.replace("\0", ""))
        for name, value in values.items(multi=True)
        if name is not None  # a part of a form may come without one
        and not (name == _WHERE_NEXT and not _leads_here(value))
    )


def _leads_here(text: str) -> bool:
    """Whether an address to go on to is a path of ours, also as browsers read it.

    One that leads elsewhere is as if it had not been sent: otherwise the log-in would refuse a
    right password for it, and count it as a guess.
    """
    is_path = text.startswith("/") and text[1:2] not in {"/", "\\"}
    return not text or (is_path and not any(letter < " " for letter in text))

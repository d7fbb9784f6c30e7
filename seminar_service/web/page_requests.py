"""How requests are read: what no page asks for never reaches a view.

Pages take text and nothing else, but for the few that `take_files`. A part of a form that says it
is a file, a NUL in a value, a body that is no form, or more fields than any form has are dealt with
here once, so that no field and no query need to think of them.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import BaseConverter, IntegerConverter, Map, UnicodeConverter, ValidationError
from werkzeug.utils import cached_property

from seminar_service.domain.tour_codes import TourCode

View = TypeVar("View", bound=Callable[..., object])

MOST_FIELDS: Final = 2_000
MOST_LETTERS: Final = 512 * 1024
"""What is typed into all fields of a form together."""
MOST_UPLOADS: Final = 3
"""Files of one form; what is beyond them is left out."""
LARGEST_FORM_WITH_FILES: Final = 11 * 1024 * 1024
"""Two of the largest files, and what is typed beside them."""
LARGEST_NUMBER: Final = 2**31 - 1
"""The largest number of an integer column; no row has a larger key."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHERE_NEXT: Final = "next"
_WITH_FILES: Final = "multipart/form-data"
_FORM_TYPES: Final = frozenset({"", "application/x-www-form-urlencoded", _WITH_FILES})
_BODIES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FOR_PROGRAMS: Final = "/api/"
_TAKES_FILES: Final = "takes_files"
_LONGEST_PART: Final = 500  # the longest that is right: a signed question to a passkey


class PageRequest(Request):
    """A request whose form and query hold nothing but text without NUL."""

    max_form_parts = MOST_FIELDS
    takes_files = False
    uploads: ImmutableMultiDict[str, FileStorage] = ImmutableMultiDict()

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        try:
            super()._load_form_data()
        except RequestEntityTooLarge:
            # It is told once; the page that says so may look for a form without meeting it again.
            self.__dict__["form"] = self.__dict__["files"] = ImmutableMultiDict()
            raise
        # A field that expects text must not be given a file: those that are taken lie apart.
        self._put_files_apart()
        values = [each for of_name in self.form.listvalues() for each in of_name]
        if len(values) > MOST_FIELDS or sum(map(len, values)) > MOST_LETTERS:
            self.__dict__["form"] = ImmutableMultiDict()
            raise RequestEntityTooLarge
        self.__dict__["form"] = _taken(self.form)

    def close(self) -> None:
        """Let go of everything, the files that were taken among it."""
        super().close()
        for file in self.uploads.values():
            file.close()

    def _put_files_apart(self) -> None:
        named = [
            (name, file)
            for name, file in self.files.items(multi=True)
            if self.takes_files and name is not None
        ][:MOST_UPLOADS]
        taken = {id(file) for _, file in named}
        for file in self.files.values():
            if id(file) not in taken:
                file.close()
        self.__dict__["files"] = ImmutableMultiDict()
        self.uploads = ImmutableMultiDict(named)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands behind the question mark."""
        return _taken(super().args)


class WholeNumberConverter(IntegerConverter):
    """A number in an address, written in one way, and no larger than a key can be.

    With zeros before it there would be several addresses of one page, each of which is kept.
    """

    regex = "0|[1-9][0-9]{0,9}"

    def __init__(self, map: Map, fixed_digits: int = 0) -> None:  # noqa: A002 (the library's name)
        super().__init__(map, fixed_digits=fixed_digits, max=LARGEST_NUMBER)


class PartConverter(UnicodeConverter):
    """A part of an address: short, and without control characters."""

    def to_python(self, value: str) -> str:
        """Take the part; anything else is no address of ours."""
        if len(value) > _LONGEST_PART or any(letter < " " or letter == "\x7f" for letter in value):
            raise ValidationError
        return value


class TourConverter(BaseConverter):
    """The code of a tour, as `TourCode` writes it."""

    regex = r"[0-9]{4}(?:-[0-9]{1,2})?"

    def to_python(self, value: str) -> TourCode:
        """Take the code; another way to write one is no address of ours."""
        code = TourCode.read(value)
        if code is None:
            raise ValidationError
        return code

    def to_url(self, value: TourCode) -> str:
        """Write the code."""
        if not isinstance(value, TourCode):  # a bare year would lead to another tour
            raise TypeError(value)
        return str(value)


def init_app(app: Flask) -> None:
    """Read every request of an application this way; call it before any address is added."""
    app.request_class = PageRequest
    app.url_map.converters.update(
        int=WholeNumberConverter,
        string=PartConverter,
        default=PartConverter,
        tour=TourConverter,
    )

    @app.before_request
    def _take_forms_alone() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if getattr(view, _TAKES_FILES, False) and isinstance(request, PageRequest):
            request.takes_files = True
            if request.mimetype == _WITH_FILES:  # what is typed alone is no larger than elsewhere
                request.max_content_length = LARGEST_FORM_WITH_FILES
        for_pages = not request.path.startswith(_FOR_PROGRAMS)
        if for_pages and request.method in _BODIES and request.mimetype not in _FORM_TYPES:
            abort(415)


def take_files(view: View) -> View:
    """A view whose form may hold files; `server.limits.FILE_FORMS` has its address, too."""
    setattr(view, _TAKES_FILES, True)
    return view


def uploads() -> ImmutableMultiDict[str, FileStorage]:
    """The files that came with a form, where its view takes any."""
    request.form  # noqa: B018 (reads the body)
    return request.uploads if isinstance(request, PageRequest) else ImmutableMultiDict()


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


def date_in(text: str) -> date | None:
    """A day as addresses and hidden fields carry it, 2026-10-06; None for anything else."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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

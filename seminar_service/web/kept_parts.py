"""Parts of pages that are made once for equal values.

Of a page that is built anew most is as it was: of fifty rows one has a place less, and the frame
around them never changes. A macro that is called by its file and name through `kept_part` is given
values alone, which compare by what they hold, and makes of the same values the same markup. It sees
no variable of the page but the reader's language, and may read nothing else that changes: no row
of the database, no clock, no setting, no address of the page.

Where the part is there already, its file is not even looked at: to import macros into a page takes
longer than to find ten parts.
"""

from collections.abc import Hashable, Iterable
from threading import Lock
from typing import Final

from flask import Flask, current_app, request
from markupsafe import Markup

from seminar_service.web.locale import current_locale
from seminar_service.web.templating import words_of_reader

PARTS: Final = 8192
"""So many parts are kept: rows of lists and tiles in two languages, about a kilobyte each."""
CHARACTERS: Final = 16_000_000
"""So many characters do they have together; a frame or a form has a few thousand."""

_Where = tuple[str, str, str, str]


class KeptParts:
    """The parts that an application has made."""

    def __init__(self) -> None:
        self._made: dict[tuple[_Where, tuple[Hashable, ...]], Markup] = {}
        self._characters = 0
        self._writing = Lock()

    def __len__(self) -> int:
        return len(self._made)

    def part(self, file: str, macro: str, *values: Hashable) -> Markup:
        """What a macro makes of values in the reader's language, made once for equal ones.

        Args:
            file: The template that has the macro.
            macro: Its name.
            values: What it is called with.
        """
        return self._part(_where(file, macro), values)

    def parts(self, file: str, macro: str, rows: Iterable[Hashable], *values: Hashable) -> Markup:
        """The same for each of some rows, one after the other; the values follow each row."""
        where = _where(file, macro)
        made = [self._part(where, (row, *values)) for row in rows]
        return Markup("").join(made)

    def _part(self, where: _Where, values: tuple[Hashable, ...]) -> Markup:
        key = (where, values)
        made = self._made.get(key)
        if made is None:
            made = _make(where, values)
            self._keep(key, made)
        return made

    def _keep(self, key: tuple[_Where, tuple[Hashable, ...]], made: Markup) -> None:
        with self._writing:
            if len(self._made) >= PARTS or self._characters + len(made) > CHARACTERS:
                self._made.clear()
                self._characters = 0
            self._made[key] = made
            self._characters += len(made)


def init_app(app: Flask) -> None:
    """Make `kept_part` and `kept_parts` known to all templates."""
    kept = KeptParts()
    app.jinja_env.globals.update(kept_part=kept.part, kept_parts=kept.parts)


def _where(file: str, macro: str) -> _Where:
    return file, macro, request.script_root, current_locale()


def _make(where: _Where, values: tuple[Hashable, ...]) -> Markup:
    file, macro, *_ = where
    module = current_app.jinja_env.get_template(file).make_module(words_of_reader())
    made: Markup = getattr(module, macro)(*values)
    return made

"""Parts of pages that are made once for equal values.

Of a page that is built anew most is as it was: of fifty rows one has a place less. A macro that is
called by `kept_part` is given values alone, which compare by what they hold, and makes of the same
values the same markup. So it may read nothing else that changes: no row of the database, no clock,
no variable of the page but the reader's language.
"""

from collections.abc import Hashable
from typing import Any, Final

from flask import Flask, request
from jinja2.runtime import Macro

from seminar_service.web.locale import current_locale

PARTS: Final = 8192
"""So many parts are kept: rows of lists and tiles in two languages, about a kilobyte each."""

_made: dict[tuple[Hashable, ...], str] = {}


def init_app(app: Flask) -> None:
    """Make `kept_part` known to all templates."""
    app.jinja_env.globals["kept_part"] = kept_part


def kept_part(macro: Macro, *values: Hashable) -> str:
    """What a macro makes of values in the reader's language, made once for equal ones."""
    key = (*_name(macro), request.script_root, current_locale(), values)
    made = _made.get(key)
    if made is None:
        made = macro(*values)
        if len(_made) >= PARTS:
            _made.clear()
        _made[key] = made
    return made


def _name(macro: Macro) -> tuple[str, str]:
    """The file and the name of a macro: each request gets a copy of its own."""
    code: Any = macro._func.__code__  # noqa: SLF001 (nothing else says where a macro comes from)
    return code.co_filename, macro.name

"""Texts in templates: looked up once for each language, not each time that a page says them.

A list says the same dozen texts in each row. Flask-Babel asks for each who reads and where its
catalogue is; here a text is found by language and English wording in one step. The catalogue is
the same, which `calendars.wording` reads once.
"""

from functools import lru_cache
from typing import Any, Final

from flask import Flask, request
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.web.locale import current_locale

_TEXTS: Final = 8192
"""More than there are in both languages."""


def init_app(app: Flask) -> None:
    """Let all templates say their texts this way; call it after Flask-Babel."""
    app.jinja_env.globals.update(
        _=gettext, gettext=gettext, ngettext=ngettext, pgettext=pgettext, npgettext=npgettext
    )


@pass_eval_context
def gettext(context: EvalContext, text: str, /, **variables: Any) -> str:  # noqa: ANN401 (any value)
    """A text with its variables, in the reader's language."""
    return _said(context, _found(_locale(), text), variables)


@pass_eval_context
def ngettext(context: EvalContext, one: str, many: str, num: int, /, **variables: Any) -> str:  # noqa: ANN401 (any value)
    """A text about a number of things; the number is the variable `num`, too."""
    variables.setdefault("num", num)
    return _said(context, catalogue(_locale()).ngettext(one, many, num), variables)


@pass_eval_context
def pgettext(context: EvalContext, about: str, text: str, /, **variables: Any) -> str:  # noqa: ANN401 (any value)
    """A text whose wording alone says too little; `about` says what it is about."""
    variables.setdefault("context", about)
    return _said(context, _found_about(_locale(), about, text), variables)


@pass_eval_context
def npgettext(
    context: EvalContext,
    about: str,
    one: str,
    many: str,
    num: int,
    /,
    **variables: Any,  # noqa: ANN401 (any value)
) -> str:
    """Both."""
    variables.setdefault("context", about)
    variables.setdefault("num", num)
    said = catalogue(_locale()).npgettext(about, one, many, num)
    return _said(context, said, variables)


def _locale() -> str:
    return current_locale() if request else Locale.JA


@lru_cache(maxsize=_TEXTS)
def _found(locale: str, text: str) -> str:
    return catalogue(locale).gettext(text)


@lru_cache(maxsize=_TEXTS)
def _found_about(locale: str, about: str, text: str) -> str:
    return str(catalogue(locale).pgettext(about, text))


def _said(context: EvalContext, text: str, variables: dict[str, Any]) -> str:
    """The text with its variables, which are escaped in a page; a per cent sign is doubled."""
    return (Markup(text) if context.autoescape else text) % variables  # noqa: S704 (texts are ours)

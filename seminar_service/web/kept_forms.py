"""Forms that were filled in and not taken: nothing that somebody typed is lost.

One way for all forms. Any page shows its form filled in when it is sent to the page's own address
with the mark `?keep`: such a request is answered as a look at the page, and therefore checks,
counts and changes nothing. The switch of the language uses it, and so does every error page after
a form. What was sent is never sent again by itself: people see their form, and press its button.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import structlog
from flask import Flask, Response, current_app, flash, make_response, request, session
from flask_wtf import FlaskForm
from flask_wtf.csrf import validate_csrf
from flask_wtf.form import _Auto
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import Rule
from wtforms import Field, HiddenField, SubmitField, ValidationError

from seminar_service.extensions import db
from seminar_service.web.form_pages import KEEP_MARK, page_of
from seminar_service.web.own_addresses import own_address

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ENVIRON_KEY: Final = "seminar.kept_form"
FIRST_REDIRECT: Final = 300
NOT_LOGGED_IN: Final = 401
_CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
_NEVER_KEPT: Final = frozenset({"csrf_token", "add_row", "step"})
_SECRET: Final = "password"  # noqa: S105 (a part of fields' names)
_OF_ACCOUNTS: Final = "security"

log = structlog.get_logger(__name__)


class KeptForms:
    """WSGI middleware that makes a look out of a form that is sent with the mark."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        query = environ.get("QUERY_STRING", "").split("&")
        if environ["REQUEST_METHOD"] == "POST" and KEEP_MARK in query:
            environ["REQUEST_METHOD"] = "GET"
            environ["QUERY_STRING"] = "&".join(part for part in query if part != KEEP_MARK)
            environ[ENVIRON_KEY] = True
            for name in _CONDITIONS:
                environ.pop(name, None)
        return self.application(environ, start_response)


@dataclass(frozen=True)
class KeptForm:
    """What was sent, and where its form is.

    Attributes:
        address: Where the page with the form shows it again, filled in.
        fields: Names and values in their order, without secrets and files.
    """

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> list[str]:
        """The texts among the values, for people to copy."""
        return [value for _, value in self.fields if value.strip()]


def init_app(app: Flask) -> None:
    """Let every form fill itself in when its page is shown again; nobody stores such a page."""
    # In the library's class, so that this holds for each form without a word in it.
    FlaskForm.Meta.wrap_formdata = _form_data
    app.jinja_env.globals.update(form_id=form_id)

    @app.after_request
    def _keep_private(response: Response) -> Response:
        if is_shown_again():
            response.headers["Cache-Control"] = "private, no-store"
            response.headers.pop("ETag", None)
        return response


def is_shown_again() -> bool:
    """Whether a page is looked at with a form that was filled in before."""
    return bool(request.environ.get(ENVIRON_KEY))


def comes_from_own_page() -> bool:
    """Whether what was sent carries the token that only a page of ours gives this browser."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return not current_app.config.get("WTF_CSRF_ENABLED", True)
    return True


def form_id(form: FlaskForm | None) -> str:
    """The id of a form in its page; empty for one in which nobody enters anything."""
    if form is None or not any(_is_entered(field) for field in form):
        return ""
    return f"form-{type(form).__name__.lower()}"


def kept_form() -> KeptForm | None:
    """What the present request sent, if that was a form of a page that can be looked at."""
    looks = request.method != "POST" and not is_shown_again()
    if looks or request.blueprint == _OF_ACCOUNTS:
        return None
    fields = _entered()
    found = page_of(request.path) if fields else None
    return KeptForm(f"{own_address(found[0])}?{KEEP_MARK}", fields) if found else None


def _entered() -> tuple[tuple[str, str], ...]:
    try:
        form = request.form
    except RequestEntityTooLarge:  # refused before anybody looked at the form
        return ()
    return tuple(
        (name, value)
        for name, value in form.items(multi=True)
        if name not in _NEVER_KEPT and _SECRET not in name
    )


def page_again(message: str, status: int) -> Response | None:
    """The page whose form was sent, filled in, with a message above it.

    `None` where there is no such page, or where it does not show its form now. Staff whose login
    has ended get the page that asks for it and keeps the form.
    """
    if kept_form() is None:
        return None
    found = page_of(request.path)
    assert found is not None  # noqa: S101 (there is a kept form)
    sent = request.method, request.path, request.url_rule, request.view_args
    db.session.rollback()
    flash(message, "warning")
    response = _look(*found)
    if response is None:
        session.pop("_flashes", None)
        request.environ.pop(ENVIRON_KEY, None)
        request.method, request.path, request.url_rule, request.view_args = sent
        return None
    if response.status_code == NOT_LOGGED_IN:
        session.pop("_flashes", None)
        return response
    response.status_code = status
    return response


def _look(path: str, rule: Rule, values: dict[str, Any]) -> Response | None:
    """Answer as if the page had been looked at with the form filled in."""
    request.environ[ENVIRON_KEY] = True
    request.method, request.path = "GET", path
    request.url_rule, request.view_args = rule, values
    view: Callable[..., Any] = current_app.view_functions[rule.endpoint]
    try:
        response = make_response(current_app.ensure_sync(view)(**values))
    except Exception as error:  # noqa: BLE001 (whatever it was, the error page keeps the form)
        log.warning("form_not_shown_again", endpoint=rule.endpoint, error=type(error).__name__)
        return None
    shows_it = response.status_code < FIRST_REDIRECT or response.status_code == NOT_LOGGED_IN
    return response if shows_it else None


_usual_form_data = FlaskForm.Meta.wrap_formdata


def _form_data(meta: Any, form: Any, formdata: Any) -> Any:  # noqa: ANN401 (as the library has it)
    if formdata is _Auto and request and is_shown_again():
        return request.form or None
    return _usual_form_data(meta, form, formdata)


def _is_entered(field: Field) -> bool:
    return not isinstance(field, HiddenField | SubmitField) and field.type != "CSRFTokenField"

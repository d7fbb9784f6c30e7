"""Passwords: forgotten ones, and those chosen behind a link."""

from datetime import timedelta
from typing import Any, Final

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_security import hash_password
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import Email, EqualTo, InputRequired

from seminar_service.access import rate_limits
from seminar_service.accounts import passwords
from seminar_service.accounts.model import User
from seminar_service.accounts.services import EmailMalformed
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.web.accounts.extension import security
from seminar_service.web.accounts.pages import bp
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.fields import MailAddressField, at_most
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.templating import settings

ASKED_PER_ADDRESS: Final = 10
ASKED_PER_MAILBOX: Final = 3
TRIED_PER_ADDRESS: Final = 30
WINDOW: Final = timedelta(hours=1)
LONGEST_PASSWORD: Final = 200  # hashing a novel would keep a processor busy
NOT_AN_ADDRESS: Final = _l(
    "This is not an email address. Please enter one such as name@example.jp."
)


class ForgottenForm(FlaskForm):
    """Whose password was forgotten."""

    email = MailAddressField(
        _l("Email address"), [InputRequired(), at_most(254), Email(message=NOT_AN_ADDRESS)]
    )


class ChosenPasswordForm(FlaskForm):
    """A password, twice."""

    password = PasswordField(_l("New password"), [InputRequired(), at_most(LONGEST_PASSWORD)])
    again = PasswordField(
        _l("The same password again"),
        [InputRequired(), EqualTo("password", message=_l("The two passwords differ."))],
    )


@bp.route("/password", methods=["GET", "POST"])
def forgotten() -> ResponseReturnValue:
    """Ask for a link by mail; the answer never says whether there is such an account."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return _forgotten_page(form)
    limit_by_address("password-link", limit=ASKED_PER_ADDRESS, window=WINDOW)
    try:
        _send_unless_often(form.email.data)
    except EmailMalformed:
        complain(form.email, str(NOT_AN_ADDRESS))
        return _forgotten_page(form)
    return render_template("accounts/link_sent.html", email=form.email.data)


@bp.route("/password/<token>", methods=["GET", "POST"])
def choose_password(token: str) -> ResponseReturnValue:
    """Choose a password behind a link; afterwards one logs in with it."""
    limit_by_address("password-choice", limit=TRIED_PER_ADDRESS, window=WINDOW)
    user = passwords.account_behind(db.session(), token, now=now())
    form = ChosenPasswordForm()
    if form.validate_on_submit() and _accepts(form, user):
        passwords.choose(db.session(), token, hash_password(form.password.data), **_circumstances())
        flash(gettext("Your password has been set. Please log in with it."), "success")
        return redirect(url_for("security.login"), 303)
    status = 422 if request.method == "POST" else 200
    page = render_template(
        "accounts/choose_password.html",
        form=form,
        account=user,
        shortest=current_app.config["SECURITY_PASSWORD_LENGTH_MIN"],
    )
    return page, status


def _forgotten_page(form: ForgottenForm) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return render_template("accounts/forgotten.html", form=form), status


def _send_unless_often(email: str) -> None:
    """Send the link; after several within the hour say nothing and send no more."""
    source = rate_limits.source_of(email.casefold(), settings().secret_key)
    try:
        rate_limits.check(
            db.session(),
            "password-mailbox",
            source,
            limit=ASKED_PER_MAILBOX,
            window=WINDOW,
            now=now(),
        )
    except TooManyAttempts:
        return
    passwords.forgotten(db.session(), email, **_circumstances())


def _accepts(form: ChosenPasswordForm, user: User) -> bool:
    """Whether the password keeps the rules; what it breaks is said at the field."""
    complaints, form.password.data = security.password_util.validate(
        form.password.data, False, user=user
    )
    for complaint in complaints or ():
        complain(form.password, str(complaint))
    return not complaints


def _circumstances() -> dict[str, Any]:
    return {"office": Office.of(settings()), "now": now()}

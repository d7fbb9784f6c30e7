"""The second factors of one's own account."""

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from seminar_service.accounts import second_factors
from seminar_service.accounts.second_factors import LastSecondFactor
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.web.accounts.authenticator import NewAuthenticatorForm, totp_factory
from seminar_service.web.accounts.fresh import freshly_signed_in
from seminar_service.web.accounts.pages import bp
from seminar_service.web.accounts.recovery_codes import codes_left
from seminar_service.web.accounts.roles import lacks_second_factor, signed_in
from seminar_service.web.accounts.sessions import present_session
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.templating import settings

NEW_SECRET = "new_authenticator"  # noqa: S105 (the name of an entry of the session)


@bp.get("/account/second-factors", endpoint="second_factors")
@signed_in
def second_factors_page() -> ResponseReturnValue:
    """How one proves, after the password, that it is oneself."""
    return render_template(
        "accounts/second_factors.html",
        account=current_user,
        must_set_up=lacks_second_factor(),
    )


@bp.route("/account/authenticator", methods=["GET", "POST"])
@freshly_signed_in
def authenticator() -> ResponseReturnValue:
    """Set up an authenticator app: scan or type its secret, then show that it works.

    The secret stays the same while the page is open, so that a mistyped code is not a new start.
    """
    factory = totp_factory()
    secret = session.setdefault(NEW_SECRET, None) or factory.generate_totp_secret()
    session[NEW_SECRET] = secret
    form = NewAuthenticatorForm()
    if form.validate_on_submit():
        counter = factory.counter_of(form.code.data, secret)
        if counter is not None:
            return _keep(secret, counter)
        complain(
            form.code,
            gettext("This code is not right. Please enter the six digits that the app shows now."),
        )
    status = 422 if request.method == "POST" else 200
    page = render_template(
        "accounts/authenticator.html",
        form=form,
        app=factory.fetch_setup_values(secret, current_user),
        replaces=current_user.has_authenticator,
    )
    return page, status


@bp.post("/account/authenticator/remove")
@freshly_signed_in
def remove_authenticator() -> ResponseReturnValue:
    """Forget the authenticator app."""
    try:
        second_factors.remove_authenticator(
            db.session(),
            current_user.id,
            required=settings().require_second_factor,
            **_circumstances(),
        )
    except LastSecondFactor:
        flash(
            gettext("You need at least one second factor. Please add another one first."), "error"
        )
    else:
        flash(gettext("The authenticator app has been removed."), "success")
    return redirect(url_for("account.second_factors"), 303)


def _keep(secret: str, counter: int) -> ResponseReturnValue:
    had_codes = codes_left(current_user) > 0
    second_factors.keep_authenticator(
        db.session(), current_user.id, secret=secret, counter=counter, **_circumstances()
    )
    session.pop(NEW_SECRET, None)
    flash(
        gettext(
            "The authenticator app has been set up. "
            "From now on we ask for its code when you log in."
        ),
        "success",
    )
    view = "account.second_factors" if had_codes else "security.mf_recovery_codes"
    return redirect(url_for(view), 303)


def _circumstances() -> dict[str, Any]:
    here = present_session()
    return {"here": here.id if here else None, "office": Office.of(settings()), "now": now()}

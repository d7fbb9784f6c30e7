"""Proof that it is still the same person, before something weighty."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user
from flask_security.utils import check_and_update_authn_fresh

from seminar_service.web.accounts.roles import to_login

Arguments = ParamSpec("Arguments")
View = Callable[Arguments, ResponseReturnValue]


def freshly_signed_in(view: View[Arguments]) -> View[Arguments]:
    """A view for whoever has proved the own identity in the last minutes; others do so first."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return to_login()
        config = current_app.config
        if check_and_update_authn_fresh(
            config["SECURITY_FRESHNESS"], config["SECURITY_FRESHNESS_GRACE_PERIOD"]
        ):
            return view(*args, **kwargs)
        flash(gettext("Please confirm that it is you before you go on."), "info")
        afterwards = request.script_root + request.path
        if request.method not in {"GET", "HEAD"}:
            afterwards = url_for("account.second_factors")
        return redirect(url_for("security.verify", next=afterwards), 303)

    return guarded

"""Who may see what: the roles of whoever is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

from flask import Flask, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.web import kept_forms
from seminar_service.web.own_addresses import own_address, query_here
from seminar_service.web.templating import settings

Arguments = ParamSpec("Arguments")
View = Callable[Arguments, ResponseReturnValue]

LADDERS: Final = (
    (RoleName.VIEWER, RoleName.CLERK, RoleName.PLANNER, RoleName.ADMIN),
    (RoleName.DESK_EXPERT, RoleName.DESK_HEAD),
    (RoleName.COUNTER_STAFF,),
)
"""Who may do all that those before may: in the office, at the consultation desk, at a counter."""


def init_app(app: Flask) -> None:
    """Let templates ask for roles."""
    app.jinja_env.globals["has_role"] = lambda least: has_role(RoleName(least))


def staff(least: RoleName) -> Callable[[View[Arguments]], View[Arguments]]:
    """A view for those signed in with at least this role; others sign in first, or get a 403."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return to_login()
            if not has_role(least):
                g.role_needed = least
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def member(view: View[Arguments]) -> View[Arguments]:
    """A view for everybody of the staff, whatever their role; others sign in first."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return to_login()
        if lacks_second_factor():
            g.role_needed = RoleName.VIEWER
            abort(403)
        return view(*args, **kwargs)

    return guarded


def role_needed() -> RoleName | None:
    """The role for want of which this request is refused to somebody of the staff."""
    found: RoleName | None = g.get("role_needed")
    return found


def has_role(least: RoleName) -> bool:
    """Whether the signed-in account has this role or a higher one of its ladder, and may use it."""
    if lacks_second_factor():
        return False
    ladder = next(each for each in LADDERS if least in each)
    enough = ladder[ladder.index(least) :]
    return any(role.name in enough for role in getattr(current_user, "roles", ()))


def current_actor() -> Actor:
    """The signed-in account as somebody who acts."""
    return Actor(ActorKind.ORGANISER, user_id=current_user.id)


def signed_in(view: View[Arguments]) -> View[Arguments]:
    """A view for everybody who is signed in; others sign in first."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        return view(*args, **kwargs) if current_user.is_authenticated else to_login()

    return guarded


def lacks_second_factor() -> bool:
    """Whether somebody is signed in who must set up a second factor before anything else."""
    if not settings().require_second_factor or not current_user.is_authenticated:
        return False
    return not current_user.has_second_factor


def to_login() -> ResponseReturnValue:
    """Send somebody to the log-in, and back here afterwards."""
    kept = kept_forms.kept_form()
    if kept is not None:
        return render_template("errors/log_in_again.html", kept=kept), 401
    if request.method not in {"GET", "HEAD"}:
        return redirect(url_for("security.login"))
    return redirect(url_for("security.login", next=own_address() + query_here()))

"""One's own account: who one is here, and where one is logged in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from seminar_service.accounts.queries import sessions_of
from seminar_service.accounts.sessions import end_other_sessions, end_session
from seminar_service.extensions import db
from seminar_service.web.accounts import member
from seminar_service.web.accounts.sessions import present_session, session_limits
from seminar_service.web.clock import now
from seminar_service.web.device_words import device_name
from seminar_service.web.organisers import bp
from seminar_service.web.role_words import role_name


@bp.get("/account")
@member
def account() -> ResponseReturnValue:
    """The account of whoever is signed in, with every session that it has."""
    here = present_session()
    return render_template(
        "organisers/account.html",
        account=current_user,
        sessions=sessions_of(db.session(), current_user.id, session_limits(), now()),
        here=here.id if here else None,
        limits=session_limits(),
        device_name=device_name,
        roles=[role_name(role.name) for role in current_user.roles],
    )


@bp.post("/account/sessions/<int:session_id>/end")
@member
def end_own_session(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions; the present one, too."""
    here = present_session()
    end_session(db.session(), current_user.id, session_id, now=now())
    if here is not None and here.id == session_id:
        flash(_("You are logged out on this device."), "success")
        return redirect(url_for("security.login"))
    flash(_("The session has ended."), "success")
    return redirect(url_for("organisers.account"))


@bp.post("/account/sessions/end-others")
@member
def end_others() -> ResponseReturnValue:
    """End all of one's own sessions but the present one."""
    here = present_session()
    ended = end_other_sessions(db.session(), current_user.id, here.id if here else 0, now=now())
    if ended:
        flash(
            ngettext("%(num)s session has ended.", "%(num)s sessions have ended.", ended),
            "success",
        )
    else:
        flash(_("You are logged in nowhere else."), "info")
    return redirect(url_for("organisers.account"))

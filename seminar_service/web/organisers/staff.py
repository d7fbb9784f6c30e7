"""The accounts of the staff, looked after by administrators."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from seminar_service.accounts import staff as use_cases
from seminar_service.accounts.administrators import LastAdministrator
from seminar_service.accounts.model import RoleName, User
from seminar_service.accounts.queries import staff_line, staff_lines
from seminar_service.accounts.services import AccountExists, EmailMalformed
from seminar_service.accounts.staff import AccountClosed, OwnRole
from seminar_service.domain.errors import DomainError, NotFound
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.accounts.fresh import freshly_signed_in
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_staff import NO_ADDRESS, EditStaffForm, InvitationForm
from seminar_service.web.role_words import role_name
from seminar_service.web.templating import settings

REFUSALS: Final[dict[type[DomainError], Any]] = {
    OwnRole: _l(
        "Nobody can change their own role or close their own account. Please ask another "
        "administrator."
    ),
    LastAdministrator: _l(
        "This is the last open account of an administrator. "
        "Please make somebody else an administrator first."
    ),
    AccountClosed: _l("This account is closed. Please open it again first."),
}


@bp.get("/staff")
@staff(RoleName.ADMIN)
def staff_accounts() -> ResponseReturnValue:
    """Everybody who has an account."""
    return render_template(
        "organisers/staff.html", accounts=staff_lines(db.session()), role_name=role_name
    )


@bp.route("/staff/new", methods=["GET", "POST"])
@staff(RoleName.ADMIN)
@freshly_signed_in
def invite_staff() -> ResponseReturnValue:
    """Invite somebody: the password is chosen behind the link in the mail."""
    form = InvitationForm()
    if form.validate_on_submit() and form.asks_back():
        return render_template("organisers/staff_new.html", form=form)
    if form.is_submitted() and not form.errors and _invited(form):
        flash(gettext("We have sent an invitation to %(email)s.", email=form.email.data), "success")
        return redirect(url_for("organisers.staff_accounts"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("organisers/staff_new.html", form=form), status


@bp.route("/staff/<int:account_id>", methods=["GET", "POST"])
@staff(RoleName.ADMIN)
@freshly_signed_in
def staff_account(account_id: int) -> ResponseReturnValue:
    """One account: name, role and language, and what else can be done with it."""
    user, line = db.session.get(User, account_id), staff_line(db.session(), account_id)
    if user is None or line is None:
        raise NotFound("account")
    form = EditStaffForm(data=_values(user, line.role))
    try:
        status = handled(form, partial(_change, account_id, form), partial(_present, account_id))
    except (OwnRole, LastAdministrator) as error:
        complain(form.role, _refusal(error))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("organisers.staff_accounts"), status)
    page = render_template(
        "organisers/staff_account.html",
        form=form,
        account=line,
        is_self=account_id == current_user.id,
    )
    return page, status


@bp.post("/staff/<int:account_id>/close")
@staff(RoleName.ADMIN)
@freshly_signed_in
def close_staff_account(account_id: int) -> ResponseReturnValue:
    """Close an account."""
    return _done(use_cases.close, account_id, gettext("The account has been closed."))


@bp.post("/staff/<int:account_id>/reopen")
@staff(RoleName.ADMIN)
@freshly_signed_in
def reopen_staff_account(account_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    return _done(use_cases.reopen, account_id, gettext("The account has been opened again."))


@bp.post("/staff/<int:account_id>/link")
@staff(RoleName.ADMIN)
@freshly_signed_in
def send_staff_link(account_id: int) -> ResponseReturnValue:
    """Send the invitation again, or a link to choose a new password."""
    return _done(use_cases.send_link, account_id, gettext("The email is on its way."))


@bp.post("/staff/<int:account_id>/end-sessions")
@staff(RoleName.ADMIN)
@freshly_signed_in
def end_staff_sessions(account_id: int) -> ResponseReturnValue:
    """Log an account out everywhere."""
    return _done(
        use_cases.log_out_everywhere,
        account_id,
        gettext("The account has been logged out everywhere."),
    )


@bp.post("/staff/<int:account_id>/reset-factors")
@staff(RoleName.ADMIN)
@freshly_signed_in
def reset_staff_factors(account_id: int) -> ResponseReturnValue:
    """Remove second factors and recovery codes, so that the person sets them up anew."""
    return _done(
        use_cases.reset_factors, account_id, gettext("The second factors have been removed.")
    )


def _invited(form: InvitationForm) -> bool:
    """Whether the invitation has gone out; what stood in the way is said at the field."""
    email = form.email.data or ""
    try:
        use_cases.invite(db.session(), email, form.details(), **_circumstances())
    except EmailMalformed:
        complain(form.email, str(NO_ADDRESS))
    except AccountExists:
        complain(
            form.email,
            gettext("There is an account with this address already. It may be a closed one."),
        )
    else:
        return True
    return False


def _change(account_id: int, form: EditStaffForm, version: int) -> None:
    use_cases.change(db.session(), account_id, form.details(), version=version, **_circumstances())


def _present(account_id: int) -> tuple[User, EditStaffForm]:
    user, line = db.session.get(User, account_id), staff_line(db.session(), account_id)
    if user is None or line is None:
        raise NotFound("account")
    return user, EditStaffForm(formdata=None, data=_values(user, line.role))


def _values(user: User, role: str) -> dict[str, Any]:
    return {"name": user.name, "role": role, "locale": user.locale, "version": user.version}


def _done(use_case: Callable[..., None], account_id: int, message: str) -> ResponseReturnValue:
    try:
        use_case(db.session(), account_id, **_circumstances())
    except (OwnRole, LastAdministrator, AccountClosed) as error:
        flash(_refusal(error), "error")
    else:
        flash(message, "success")
    return redirect(url_for("organisers.staff_account", account_id=account_id), 303)


def _refusal(error: DomainError) -> str:
    return str(REFUSALS[type(error)])


def _circumstances() -> dict[str, Any]:
    return {"actor": current_actor(), "office": Office.of(settings()), "now": now()}

"""A new case, taken down in under a minute while somebody is on the telephone."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import queries, services
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.desk import bp
from seminar_service.web.desk.forms import NewCaseForm
from seminar_service.web.desk.guard import circumstances, seal


@bp.route("/cases/new", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
def new_case() -> ResponseReturnValue:
    """The form; Enter in any of its lines keeps the case."""
    key, form = seal(), NewCaseForm()
    form.offer(queries.offered_subjects(db.session()))
    if form.validate_on_submit():
        case_id = services.open_case(
            db.session(),
            form.facts(),
            form.secrets(),
            form_key=form.form_key.data or "",
            seal=key,
            expert_id=current_user.id if form.mine.data else None,
            due_on=form.due_on.data,
            **circumstances(),
        )
        flash(gettext("The case has been kept."), "success")
        own = form.mine.data
        return redirect(url_for("desk.case", case_id=case_id) if own else url_for("desk.home"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("desk/new_case.html", form=form), status

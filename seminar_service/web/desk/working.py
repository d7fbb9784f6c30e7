"""Working on a case: what has been done, what becomes of it, and forgetting what was told."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import forgetting, steps
from seminar_service.consultations.forgetting import CaseStillOpen
from seminar_service.consultations.model import Case
from seminar_service.consultations.services import CaseForgotten
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.japan_time import JAPAN, instant_of
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now
from seminar_service.web.desk import bp
from seminar_service.web.desk.forms import ContactForm, MoveForm
from seminar_service.web.desk.guard import circumstances, known_case, opening, own_case, reader
from seminar_service.web.editing.forms import version_in
from seminar_service.web.editing.saving import decided


@bp.route("/cases/<int:case_id>/contacts/new", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
def new_contact(case_id: int) -> ResponseReturnValue:
    """Note what has been done."""
    row, here = own_case(case_id), now().astimezone(JAPAN)
    form = ContactForm(data={"day": here.date(), "clock": here.time(), "minutes": 15})
    if form.validate_on_submit():
        try:
            _note(case_id, form)
        except CaseForgotten:
            flash(gettext("What was told in this case is deleted; nothing is added."), "error")
        else:
            flash(gettext("The work has been noted."), "success")
        return redirect(url_for("desk.case", case_id=case_id), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("desk/contact.html", form=form, case=row), status


@bp.route("/cases/<int:case_id>/move", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
def move_case(case_id: int) -> ResponseReturnValue:
    """Work on it, leave it waiting, close it, or open it again."""
    row = own_case(case_id)
    form = MoveForm(data={"version": row.version, "due_on": row.due_on})
    form.offer(row)
    status = HTTPStatus.OK
    if form.validate_on_submit():
        if decided(form, partial(_move, case_id, form), partial(_present, case_id)):
            flash(gettext("The case has been changed."), "success")
            return redirect(url_for("desk.case", case_id=case_id), 303)
        status = HTTPStatus.CONFLICT
    elif request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("desk/move.html", form=form, case=known_case(case_id)), status


@bp.post("/cases/<int:case_id>/forget")
@staff(RoleName.DESK_HEAD)
def forget_case(case_id: int) -> ResponseReturnValue:
    """Delete what was told, for good."""
    version = version_in(request.form.get("version", ""))
    try:
        forgetting.forget(db.session(), case_id, version=version, **circumstances())
        flash(gettext("What was told has been deleted. What is counted stays."), "success")
    except CaseStillOpen:
        flash(gettext("Please close the case first."), "error")
    except ChangedMeanwhile:
        flash(gettext("Somebody has changed the case. Please look at it once more."), "warning")
    return redirect(url_for("desk.case", case_id=case_id), 303)


def _note(case_id: int, form: ContactForm) -> None:
    steps.note_contact(
        db.session(),
        case_id,
        form_key=form.form_key.data or "",
        at=form.at(instant_of),
        way=form.contact_way(),
        minutes=form.minutes.data or 0,
        note=form.note.data or "",
        **opening(),
    )


def _move(case_id: int, form: MoveForm, version: int) -> None:
    action, result, due_on = form.moves()
    steps.move(
        db.session(),
        case_id,
        action,
        version=version,
        result=result,
        due_on=due_on,
        reader=reader(),
        **circumstances(),
    )


def _present(case_id: int) -> tuple[Case, MoveForm]:
    row = known_case(case_id)
    form = MoveForm(formdata=None, data={"version": row.version, "due_on": row.due_on})
    form.offer(row)
    return row, form

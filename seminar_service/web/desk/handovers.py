"""Handing a case over: the sheet is composed, read, handed over by a person, and kept."""

from functools import partial
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import handovers as use_cases
from seminar_service.consultations import reading
from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.handovers import ConsentMissing, HandedOver, ReadHandover
from seminar_service.consultations.services import CaseForgotten
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.desk import bp
from seminar_service.web.desk.guard import circumstances, known_case, opening, own_case, reader
from seminar_service.web.desk.handover_forms import EditSheetForm, NewSheetForm, first_sheet
from seminar_service.web.desk_words import WORDS
from seminar_service.web.editing.forms import version_in
from seminar_service.web.editing.saving import handled


@bp.route("/cases/<int:case_id>/handovers/new", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
def new_handover(case_id: int) -> ResponseReturnValue:
    """Compose a sheet; it goes nowhere by that."""
    own_case(case_id)
    opened = reading.read(db.session(), case_id, **opening())
    form = NewSheetForm(data={"sheet": first_sheet(known_case(case_id), opened.secrets)})
    if form.validate_on_submit():
        try:
            key = use_cases.compose(db.session(), case_id, form.details(), **opening())
        except CaseForgotten:
            flash(gettext("What was told in this case is deleted; nothing is added."), "error")
            return redirect(url_for("desk.case", case_id=case_id), 303)
        flash(gettext("The sheet has been kept. It has not gone anywhere."), "success")
        return redirect(url_for("desk.handover", case_id=case_id, handover_id=key), 303)
    status = 422 if request.method == "POST" else 200
    page = render_template("desk/sheet.html", form=form, case=known_case(case_id), handover=None)
    return page, status


@bp.get("/cases/<int:case_id>/handovers/<int:handover_id>")
@staff(RoleName.DESK_EXPERT)
def handover(case_id: int, handover_id: int) -> ResponseReturnValue:
    """The sheet as it would be handed over, or as it was."""
    own_case(case_id)
    found = _found(case_id, handover_id)
    return render_template("desk/handover.html", case=known_case(case_id), found=found, words=WORDS)


@bp.route("/cases/<int:case_id>/handovers/<int:handover_id>/edit", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
def edit_handover(case_id: int, handover_id: int) -> ResponseReturnValue:
    """Change a sheet that has not gone anywhere, and note the client's consent."""
    own_case(case_id)
    found = _found(case_id, handover_id)
    form = EditSheetForm(data=_values(found))
    try:
        status = handled(
            form,
            partial(_change, case_id, handover_id, form),
            partial(_present, case_id, handover_id),
        )
    except HandedOver:
        flash(gettext("It has been handed over, and stays as it went."), "error")
        status = HTTPStatus.SEE_OTHER
    if status == HTTPStatus.SEE_OTHER:
        address = url_for("desk.handover", case_id=case_id, handover_id=handover_id)
        return redirect(address, status)
    page = render_template(
        "desk/sheet.html", form=form, case=known_case(case_id), handover=found.row
    )
    return page, status


@bp.post("/cases/<int:case_id>/handovers/<int:handover_id>/hand")
@staff(RoleName.DESK_EXPERT)
def hand_over(case_id: int, handover_id: int) -> ResponseReturnValue:
    """Note that somebody has handed it over, as it was shown."""
    own_case(case_id)
    version = version_in(request.form.get("version", ""))
    try:
        use_cases.hand_over(
            db.session(),
            case_id,
            handover_id,
            version=version,
            reader=reader(),
            **circumstances(),
        )
        flash(gettext("It is noted as handed over."), "success")
    except ConsentMissing:
        flash(gettext("Please note first when and how the client agreed."), "error")
    except ChangedMeanwhile:
        flash(gettext("Somebody has changed the sheet. Please read it once more."), "warning")
    except CaseForgotten:
        flash(gettext("What was told in this case is deleted; nothing is added."), "error")
    return redirect(url_for("desk.handover", case_id=case_id, handover_id=handover_id), 303)


def _found(case_id: int, handover_id: int) -> ReadHandover:
    return use_cases.find(db.session(), case_id, handover_id, **opening())


def _values(found: ReadHandover) -> dict[str, Any]:
    row = found.row
    return {
        "version": row.version,
        "receiver": row.receiver.value,
        "receiver_name": row.receiver_name,
        "sheet": found.sheet,
        "consented_on": row.consented_on,
        "consent_way": row.consent_way.value if row.consent_way else "",
    }


def _present(case_id: int, handover_id: int) -> tuple[Handover, EditSheetForm]:
    found = _found(case_id, handover_id)
    return found.row, EditSheetForm(formdata=None, data=_values(found))


def _change(case_id: int, handover_id: int, form: EditSheetForm, version: int) -> None:
    use_cases.edit(db.session(), case_id, handover_id, form.details(), version=version, **opening())

"""One case: read by those to whom it is assigned and by the head; others see that it is there."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import queries, reading, services, steps
from seminar_service.consultations.from_seminars import seminar_of
from seminar_service.consultations.handovers import handovers_of
from seminar_service.consultations.model import Case, DeskSubject
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.desk import bp
from seminar_service.web.desk.forms import EditCaseForm, case_values
from seminar_service.web.desk.guard import circumstances, known_case, opening, own_case, reader
from seminar_service.web.desk_words import WORDS, subject_names
from seminar_service.web.editing.saving import handled


@bp.get("/cases/<int:case_id>")
@staff(RoleName.DESK_EXPERT)
def case(case_id: int) -> ResponseReturnValue:
    """A case; what was told is shown to who may read it, and each look is in the history."""
    row, session = known_case(case_id), db.session()
    may_read = reading.may_read(session, case_id, reader())
    opened = reading.read(session, case_id, **opening()) if may_read else None
    experts = queries.experts_of(session, [case_id]).get(case_id, [])
    staff_names = dict(queries.desk_staff(session))
    return render_template(
        "desk/case.html",
        case=known_case(case_id),
        opened=opened,
        experts=experts,
        free=[each for each in staff_names.items() if each not in experts],
        names=staff_names,
        may_take=row.is_open and (not experts or reader().is_head),
        is_mine=current_user.id in dict(experts),
        is_head=reader().is_head,
        handovers=handovers_of(session, case_id) if may_read else [],
        seminar=seminar_of(session, row),
        words=WORDS,
        subject_names=subject_names,
    )


@bp.route("/cases/<int:case_id>/edit", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
def edit_case(case_id: int) -> ResponseReturnValue:
    """Change what is said of a case."""
    row = own_case(case_id)
    opened = reading.read(db.session(), case_id, **opening())
    form = EditCaseForm(data=case_values(known_case(case_id), opened.secrets))
    form.offer(_subjects(row))
    status = handled(form, partial(_change, case_id, form), partial(_present, case_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("desk.case", case_id=case_id), status)
    return render_template("desk/edit_case.html", form=form, case=known_case(case_id)), status


@bp.post("/cases/<int:case_id>/take")
@staff(RoleName.DESK_EXPERT)
def take_case(case_id: int) -> ResponseReturnValue:
    """Take a case from the queue."""
    steps.take(db.session(), case_id, reader(), **circumstances())
    flash(gettext("You work on this case now."), "success")
    return redirect(url_for("desk.case", case_id=case_id), 303)


def _subjects(row: Case) -> list[DeskSubject]:
    """Those that are offered, and those that the case has."""
    offered = queries.offered_subjects(db.session())
    return [*offered, *(each for each in row.subjects if each not in offered)]


def _change(case_id: int, form: EditCaseForm, version: int) -> None:
    services.edit_case(
        db.session(),
        case_id,
        form.facts(),
        form.secrets(),
        due_on=form.due_on.data,
        version=version,
        **opening(),
    )


def _present(case_id: int) -> tuple[Case, EditCaseForm]:
    opened = reading.read(db.session(), case_id, **opening())
    row = known_case(case_id)
    form = EditCaseForm(formdata=None, data=case_values(row, opened.secrets))
    form.offer(_subjects(row))
    return row, form

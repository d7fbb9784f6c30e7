"""In what the registration form of one seminar differs from its tour's."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.overview.seminars import seminar_detail
from seminar_service.questions import sheets
from seminar_service.questions.asked import asked_in, own_questions
from seminar_service.questions.model import QuestionSheet
from seminar_service.seminars.model import Seminar
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_sheets import SheetForm, seminar_sheet_form
from seminar_service.web.organisers.questions import previews


@bp.route("/seminars/<public_id>/questions", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def seminar_questions(public_id: str) -> ResponseReturnValue:
    """Ask something in another way than the tour does."""
    seminar = seminar_detail(db.session(), public_id).seminar
    form = _form(seminar)[1]
    status = handled(form, partial(_ask, public_id, form), partial(_present, public_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.seminar", public_id=public_id), status)
    page = render_template(
        "organisers/seminar_questions.html", seminar=seminar, tour=seminar.tour, form=form
    )
    return page, status


@bp.get("/seminars/<public_id>/questions/preview")
@staff(RoleName.VIEWER)
def preview_seminar_questions(public_id: str) -> ResponseReturnValue:
    """The seminar's form as participants see it on a telephone, in both languages."""
    seminar = seminar_detail(db.session(), public_id).seminar
    return render_template(
        "organisers/questions_preview.html",
        tour=seminar.tour,
        seminar=seminar,
        shown=previews(seminar.tour_id, seminar.id),
    )


def _form(seminar: Seminar, **more: object) -> tuple[QuestionSheet, SheetForm]:
    sheet = sheets.sheet_of(db.session(), seminar.tour_id, seminar.id)
    in_tour = asked_in(db.session(), seminar.tour_id).standard
    own = [row for row in own_questions(db.session(), seminar.tour_id) if not row.retired_at]
    return sheet, seminar_sheet_form(in_tour, own, sheet, **more)


def _present(public_id: str) -> tuple[QuestionSheet, SheetForm]:
    return _form(seminar_detail(db.session(), public_id).seminar, formdata=None)


def _ask(public_id: str, form: SheetForm, version: int) -> None:
    sheets.ask_at_seminar(
        db.session(),
        public_id,
        form.standard(),
        form.own(),
        version=version,
        actor=current_actor(),
        now=now(),
    )

"""The list of subjects, kept by the head of the desk."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange, Regexp

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import subjects as use_cases
from seminar_service.consultations.model import DeskSubject
from seminar_service.consultations.queries import all_subjects
from seminar_service.consultations.subjects import SubjectCodeTaken, SubjectDetails
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.date_rows import complain
from seminar_service.web.desk import bp
from seminar_service.web.desk.guard import circumstances
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.saving import handled
from seminar_service.web.fields import LineField, WholeNumberField, at_most


class SubjectFields(FlaskForm):
    """What a subject is called and where it stands."""

    name_ja = LineField(_l("Japanese name"), [InputRequired(), at_most(80)])
    name_en = LineField(_l("English name"), [InputRequired(), at_most(80)])
    position = WholeNumberField(
        _l("Position in lists"), [InputRequired(), NumberRange(min=1, max=999)]
    )

    def details(self) -> SubjectDetails:
        """What was filled in; call it only after a `validate` that succeeded."""
        retired = "retired" in self and bool(self["retired"].data)
        return SubjectDetails(
            self.name_ja.data or "", self.name_en.data or "", self.position.data or 1, retired
        )


class NewSubjectForm(SubjectFields):
    """A new subject."""

    code = LineField(
        _l("Code"),
        [
            InputRequired(),
            at_most(40),
            Regexp(
                r"[a-z0-9]+(-[a-z0-9]+)*\Z",
                message=_l("Please use small letters, digits and hyphens, such as trade-secret."),
            ),
        ],
    )


class EditSubjectForm(VersionedForm, SubjectFields):
    """A subject from now on."""

    retired = BooleanField(_l("No longer offered"))


@bp.get("/subjects")
@staff(RoleName.DESK_HEAD)
def subjects() -> ResponseReturnValue:
    """All subjects in their order."""
    return render_template("desk/subjects.html", subjects=all_subjects(db.session()))


@bp.route("/subjects/new", methods=["GET", "POST"])
@staff(RoleName.DESK_HEAD)
def new_subject() -> ResponseReturnValue:
    """Add a subject."""
    form = NewSubjectForm(data={"position": use_cases.next_position(db.session())})
    if form.validate_on_submit():
        try:
            use_cases.add_subject(
                db.session(), form.code.data or "", form.details(), **circumstances()
            )
        except SubjectCodeTaken:
            complain(form.code, gettext("Another subject has this code. Please choose another."))
        else:
            flash(gettext("The subject has been added."), "success")
            return redirect(url_for("desk.subjects"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("desk/subject.html", form=form, subject=None), status


@bp.route("/subjects/<int:desk_subject_id>", methods=["GET", "POST"])
@staff(RoleName.DESK_HEAD)
def edit_subject(desk_subject_id: int) -> ResponseReturnValue:
    """Call a subject something else, or offer it no more."""
    row = _subject(desk_subject_id)
    form = EditSubjectForm(obj=row)
    status = handled(
        form, partial(_change, desk_subject_id, form), partial(_present, desk_subject_id)
    )
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("desk.subjects"), status)
    return render_template("desk/subject.html", form=form, subject=row), status


def _subject(subject_id: int) -> DeskSubject:
    row = db.session.get(DeskSubject, subject_id)
    if row is None:
        raise NotFound("desk_subject")
    return row


def _change(subject_id: int, form: EditSubjectForm, version: int) -> None:
    use_cases.edit_subject(
        db.session(), subject_id, form.details(), version=version, **circumstances()
    )


def _present(subject_id: int) -> tuple[DeskSubject, EditSubjectForm]:
    row = _subject(subject_id)
    return row, EditSubjectForm(formdata=None, obj=row)

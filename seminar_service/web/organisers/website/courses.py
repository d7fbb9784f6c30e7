"""Courses at the office: the list, one with its figures, bringing one in, its file."""

from collections.abc import Callable

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.learning import queries
from seminar_service.learning import services as use_cases
from seminar_service.learning.course_format import CourseMalformed, course_of
from seminar_service.learning.packages import LARGEST_PACKAGE, packed, unpacked
from seminar_service.learning.values import Course
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.answer_words import PARTICIPANT_KINDS
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.website.forms_pages import VersionStepForm
from seminar_service.web.page_requests import take_files, uploads
from seminar_service.web.rendered import rendered


class CourseFileForm(FlaskForm):
    """A file with a course; `faults` is where it is wrong."""

    faults: tuple[str, ...] = ()

    def course(self) -> Course | None:
        """The course of the file that came with the form; None, with `faults`, without one."""
        file = uploads().get("file")
        content = file.read(LARGEST_PACKAGE + 1) if file else b""
        if not self.validate() or not content:
            self.faults = (_("Please choose a file."),)
            return None
        try:
            return unpacked(content)
        except CourseMalformed as error:
            self.faults = tuple(error.mistakes)
            return None


@bp.get("/courses")
@staff(RoleName.VIEWER)
def website_courses() -> ResponseReturnValue:
    """All courses, with which of them everybody sees."""
    rows = queries.all_courses(db.session())
    return render_template(
        "organisers/website/courses.html",
        courses=[(row, course_of(row.content)) for row in rows],
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/courses/import", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
@take_files
def import_course() -> ResponseReturnValue:
    """Bring a course in from its file, or let one say what its file says now."""
    form = CourseFileForm()
    course = form.course() if request.method == "POST" else None
    if course is not None:
        course_id = use_cases.bring_in(db.session(), course, actor=current_actor(), now=now())
        flash(_("The course has been brought in."), "success")
        return redirect(url_for("organisers.website_course", course_id=course_id), 303)
    page = render_template("organisers/website/course_import.html", form=form)
    return page, 422 if request.method == "POST" else 200


@bp.get("/courses/<int:course_id>")
@staff(RoleName.VIEWER)
def website_course(course_id: int) -> ResponseReturnValue:
    """One course as it reads, with how many have begun and finished it."""
    row = queries.course_row(db.session(), course_id)
    return render_template(
        "organisers/website/course.html",
        row=row,
        course=course_of(row.content),
        learners=queries.learners(db.session(), course_id),
        kinds={kind.value: label for kind, label in PARTICIPANT_KINDS.items()},
        rendered=rendered,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.get("/courses/<int:course_id>/file")
@staff(RoleName.VIEWER)
def course_file(course_id: int) -> Response:
    """The course as one file."""
    row = queries.course_row(db.session(), course_id)
    answer = Response(packed(course_of(row.content)), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.code}.zip"'
    return answer


@bp.post("/courses/<int:course_id>/publish")
@staff(RoleName.PLANNER)
def publish_course(course_id: int) -> ResponseReturnValue:
    """Let everybody see it."""
    return _step(course_id, use_cases.publish_course, _("The course is published."))


@bp.post("/courses/<int:course_id>/withdraw")
@staff(RoleName.PLANNER)
def withdraw_course(course_id: int) -> ResponseReturnValue:
    """Take it off."""
    return _step(course_id, use_cases.withdraw_course, _("Nobody sees the course any more."))


def _step(course_id: int, use_case: Callable[..., None], done: str) -> ResponseReturnValue:
    form = VersionStepForm()
    try:
        use_case(
            db.session(), course_id, version=form.version.data, actor=current_actor(), now=now()
        )
    except ChangedMeanwhile:
        flash(_("Nothing was done: somebody has changed the course in the meantime."), "warning")
    else:
        flash(done, "success")
    return redirect(url_for("organisers.website_course", course_id=course_id), 303)

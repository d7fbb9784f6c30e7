"""Courses: the list, one with its lessons, its test, and the certificate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Regexp

from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.extensions import db
from seminar_service.learning import queries
from seminar_service.learning import services as use_cases
from seminar_service.learning.marking import is_right
from seminar_service.learning.values import Course, Question, QuestionKind
from seminar_service.markdown import first_words
from seminar_service.storage.reading import reading
from seminar_service.web.answer_words import PARTICIPANT_KINDS
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.fields import choices_of
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.rendered import rendered

STEPS_PER_WINDOW: Final = 60
WINDOW: Final = timedelta(hours=1)
LONGEST_ANSWER: Final = 20
"""Letters of one answer that are looked at."""
_KEY: Final = r"[0-9a-f-]{36}"


class BeginForm(FlaskForm):
    """Who somebody is that begins, if they say it."""

    kind = SelectField(
        _l("You are"),
        choices=[SelectChoice("", _l("No answer")), *choices_of(PARTICIPANT_KINDS)],
        default="",
    )

    def said(self) -> ParticipantKind | None:
        """What was said, if anything was."""
        return ParticipantKind(self.kind.data) if self.kind.data else None


class TestForm(BeginForm):
    """The same with the key that makes a form that is sent twice one certificate."""

    key = HiddenField(validators=[Length(36, 36), Regexp(_KEY)])


@dataclass(frozen=True)
class Marked:
    """A question with what somebody answered; `is_right` is None before it was answered."""

    number: int
    question: Question
    given: Sequence[str]
    is_right: bool | None


@bp.get("/learn")
@for_everybody()
def courses() -> ResponseReturnValue:
    """All courses."""
    with reading(db.engine) as reader:
        found = queries.public_courses(reader)
    return render_template("public/courses.html", courses=found)


@bp.route("/learn/<course_code>", methods=["GET", "POST"])
def course(course_code: str) -> ResponseReturnValue:
    """What a course is about, and its beginning; who begins is counted, and noted nowhere."""
    found, form = _course(course_code), BeginForm()
    if form.validate_on_submit():
        _limit()
        use_cases.begin(db.session(), course_code, form.said(), now=now())
        return redirect(url_for("public.lesson", course_code=course_code, number=1), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("public/course.html", course=found, form=form), status


@bp.get("/learn/<course_code>/<int:number>")
def lesson(course_code: str, number: int) -> ResponseReturnValue:
    """One lesson; answers stand in the address, and are marked."""
    found = _course(course_code)
    if not 1 <= number <= len(found.lessons):
        abort(404)
    shown = found.lessons[number - 1]
    given = "answered" in request.args
    return render_template(
        "public/lesson.html",
        course=found,
        lesson=shown,
        about=first_words(shown.text.text_in(current_locale())),
        number=number,
        text=rendered,
        marked=_marked(shown.questions, request.args.getlist, answered=given),
        answered=given,
    )


@bp.route("/learn/<course_code>/test", methods=["GET", "POST"])
def course_test(course_code: str) -> ResponseReturnValue:
    """All questions again; who answers all of them rightly gets a certificate."""
    found, form = _course(course_code), TestForm(data={"key": str(uuid4())})
    answered = form.is_submitted()
    marked = _marked(found.questions, request.form.getlist, answered=answered)
    right = sum(each.is_right is True for each in marked)
    if answered and form.validate() and right == len(marked):
        _limit()
        number = use_cases.finish(db.session(), course_code, form.said(), form.key.data, now=now())
        return redirect(url_for("public.certificate", certificate_number=number), 303)
    page = render_template(
        "public/course_test.html",
        course=found,
        form=form,
        marked=marked,
        answered=answered,
        right=right,
    )
    return page, 422 if answered else 200


@bp.get("/certificates/<certificate_number>")
def certificate(certificate_number: str) -> ResponseReturnValue:
    """What a certificate says, for who has one and for who is shown one."""
    with reading(db.engine) as reader:
        found = queries.certificate(reader, certificate_number.upper()) or abort(404)
    return render_template("public/certificate.html", found=found)


def _course(code: str) -> Course:
    with reading(db.engine) as reader:
        return queries.course_called(reader, code) or abort(404)


def _limit() -> None:
    limit_by_address("learning", limit=STEPS_PER_WINDOW, window=WINDOW)


def _marked(
    questions: Sequence[Question], sent: Callable[[str], list[str]], *, answered: bool
) -> list[Marked]:
    found = []
    for number, question in enumerate(questions):
        given = _given(question, f"q{number}", sent)
        right = is_right(question, given) if answered else None
        found.append(Marked(number, question, given, right))
    return found


def _given(question: Question, name: str, sent: Callable[[str], list[str]]) -> list[str]:
    if question.kind is QuestionKind.ORDER:
        places = range(len(question.answers))
        found = [next(iter(sent(f"{name}-{place}")), "") for place in places]
    else:
        found = sent(name)[: max(len(question.answers), 1)]
    return [each[:LONGEST_ANSWER] for each in found]

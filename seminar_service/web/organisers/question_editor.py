"""One question of the organiser's own: adding and changing it."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import DomainError
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.questions import services
from seminar_service.questions.asked import own_questions
from seminar_service.questions.conditions import (
    ConditionInCircle,
    ConditionUnknown,
    OthersDepend,
)
from seminar_service.questions.model import Question
from seminar_service.questions.queries import question_of, tour_of_question
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.saving import handled
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_questions import QuestionForm, question_values
from seminar_service.web.organisers.questions import (
    depends_words,
    too_many_files_words,
    too_many_words,
)
from seminar_service.web.page_requests import number_of

_REFUSALS = (
    services.TooFewOptions,
    services.KindInUse,
    services.TooManyFiles,
    services.TooManyQuestions,
    ConditionInCircle,
    ConditionUnknown,
    OthersDepend,
)


@bp.route("/tours/<tour:tour_code>/questions/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_question(tour_code: TourCode) -> ResponseReturnValue:
    """Add a question to the forms of a tour."""
    tour = tour_of(db.session(), tour_code)
    form = QuestionForm()
    _offer(form, tour, None)
    if _rearranged(form) or not form.is_submitted():
        return _page(tour, form, None)
    if form.validate() and form.asks_back():
        return _page(tour, form, None)
    if not form.errors:
        try:
            services.add_question(
                db.session(), tour.id, form.details(), actor=current_actor(), now=now()
            )
        except _REFUSALS as refused:
            _complain(form, refused)
        else:
            flash(_("The question has been added, after all others."), "success")
            return redirect(
                url_for("organisers.questions", tour_code=tour_code, _anchor="own"), 303
            )
    return _page(tour, form, None), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.route("/questions/<int:question_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_question(question_id: int) -> ResponseReturnValue:
    """Change a question; answers that were given stay."""
    question, tour = (
        question_of(db.session(), question_id),
        tour_of_question(db.session(), question_id),
    )
    form = QuestionForm(data=question_values(question))
    _offer(form, tour, question)
    if _rearranged(form):
        return _page(tour, form, question)
    try:
        status = handled(form, partial(_change, question_id, form), partial(_present, question_id))
    except _REFUSALS as refused:
        _complain(form, refused)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        address = url_for("organisers.questions", tour_code=tour.code, _anchor="own")
        return redirect(address, status)
    return _page(tour, form, question_of(db.session(), question_id)), status


def _rearranged(form: QuestionForm) -> bool:
    """Whether a button of the rows was pressed, which only shows the form in another way."""
    if "add_row" in request.form:
        form.add_row()
        return True
    if "raise_row" in request.form:
        form.raise_row(number_of(request.form["raise_row"]))
        return True
    return False


def _offer(form: QuestionForm, tour: Tour, question: Question | None) -> None:
    others = [
        each
        for each in own_questions(db.session(), tour.id)
        if each.retired_at is None and each is not question and each.kind.may_be_condition
    ]
    form.offer(others)
    form.answered = question is not None and services.is_answered(db.session(), question.id)


def _present(question_id: int) -> tuple[Question, QuestionForm]:
    question = question_of(db.session(), question_id)
    form = QuestionForm(formdata=None, data=question_values(question))
    _offer(form, tour_of_question(db.session(), question_id), question)
    return question, form


def _change(question_id: int, form: QuestionForm, version: int) -> None:
    services.change_question(
        db.session(),
        question_id,
        form.details(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _complain(form: QuestionForm, refused: DomainError) -> None:
    """Say at its field why the question cannot be as it was entered."""
    if isinstance(refused, services.TooFewOptions):
        least = services.LEAST_OPTIONS
        text = _("Please enter at least %(least)d options that can be chosen.", least=least)
        complain(form.options[0].form.label_ja, text)
    elif isinstance(refused, services.KindInUse):
        text = _(
            "People have answered this question, so that its kind stays. Please retire it and add "
            "a new one."
        )
        complain(form.kind, text)
    elif isinstance(refused, OthersDepend):
        complain(form.kind, depends_words(refused))
    elif isinstance(refused, services.TooManyFiles):
        complain(form.kind, too_many_files_words())
    elif isinstance(refused, services.TooManyQuestions):
        complain(form.label_ja, too_many_words())
    elif isinstance(refused, ConditionInCircle):
        complain(form.condition, _circle_words(form, refused))
    else:
        complain(form.condition, _("This answer is no longer offered. Please choose another one."))


def _circle_words(form: QuestionForm, refused: ConditionInCircle) -> str:
    own = form[f"label_{current_locale()}"].data
    chain = [each.label(current_locale()) for each in refused.chain]
    chain = [own, *chain[:-1], own]
    return str(
        _(
            "This goes in a circle, so that the question would never be asked: %(chain)s.",
            chain=" → ".join(chain),
        )
    )


def _page(tour: Tour, form: QuestionForm, question: Question | None) -> str:
    return render_template("organisers/question_form.html", tour=tour, form=form, question=question)

"""What the registration forms of a tour ask: standard questions, own ones, their order."""

from functools import partial
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.questions import services, sheets
from seminar_service.questions.asked import asked_in, own_questions
from seminar_service.questions.conditions import OthersDepend
from seminar_service.questions.model import QuestionSheet
from seminar_service.questions.queries import tour_of_question
from seminar_service.questions.values import MOST_FILES, MOST_QUESTIONS
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.answer_words import STANDARD
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.languages import in_language
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_questions import KINDS
from seminar_service.web.organisers.forms_sheets import ASKINGS, SheetForm, tour_sheet_form
from seminar_service.web.page_requests import number_of
from seminar_service.web.public.forms import registration_form
from seminar_service.web.templating import words_of_reader

UP, DOWN = -1, 1


@bp.get("/tours/<tour:tour_code>/questions")
@staff(RoleName.VIEWER)
def questions(tour_code: TourCode) -> ResponseReturnValue:
    """What the forms ask now, and the questions that are retired."""
    return _page(tour_of(db.session(), tour_code))


def _page(tour: Tour) -> str:
    rows = own_questions(db.session(), tour.id)
    return render_template(
        "organisers/questions.html",
        tour=tour,
        asked=asked_in(db.session(), tour.id),
        live=[row for row in rows if row.retired_at is None],
        retired=[row for row in rows if row.retired_at is not None],
        labels={row.id: row.label(current_locale()) for row in rows},
        kinds=KINDS,
        askings=ASKINGS,
        standard=STANDARD,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/tours/<tour:tour_code>/questions/standard", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def standard_questions(tour_code: TourCode) -> ResponseReturnValue:
    """Decide how the standard questions are asked."""
    tour = tour_of(db.session(), tour_code)
    form = _form(tour)[1]
    status = handled(form, partial(_ask, tour.id, form), partial(_present, tour))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.questions", tour_code=tour_code), status)
    return render_template("organisers/questions_standard.html", tour=tour, form=form), status


@bp.get("/tours/<tour:tour_code>/questions/preview")
@staff(RoleName.VIEWER)
def preview_questions(tour_code: TourCode) -> ResponseReturnValue:
    """The form as participants see it on a telephone, in both languages."""
    tour = tour_of(db.session(), tour_code)
    return render_template(
        "organisers/questions_preview.html", tour=tour, seminar=None, shown=previews(tour.id)
    )


def previews(tour_id: int, seminar_id: int | None = None) -> list[tuple[str, Markup]]:
    """The form in both languages, as markup, each with its language."""
    asked = asked_in(db.session(), tour_id, seminar_id)
    found = []
    for locale in ("ja", "en"):
        with in_language(locale):
            form = registration_form(
                asked, locale, prefix=f"{locale}-", formdata=None, meta={"csrf": False}
            )
            template = current_app.jinja_env.get_template("organisers/_form_preview.html")
            module = template.make_module(words_of_reader())
            found.append((locale, module.preview(form)))  # type: ignore[attr-defined]  # its macro
    return found


@bp.post("/questions/<int:question_id>/move")
@staff(RoleName.PLANNER)
def move_question(question_id: int) -> ResponseReturnValue:
    """Put a question one place up or down."""
    seen = number_of(request.form.get("seen", ""))
    step = UP if request.form.get("move") == "up" else DOWN
    try:
        services.move_question(
            db.session(), question_id, step, seen=seen, actor=current_actor(), now=now()
        )
    except ChangedMeanwhile:
        flash(
            _("Nothing was moved: somebody has changed the order in the meantime."),
            "warning",
        )
    return _back(question_id)


@bp.post("/questions/<int:question_id>/retire")
@staff(RoleName.PLANNER)
def retire_question(question_id: int) -> ResponseReturnValue:
    """Ask a question no longer; its answers stay."""
    try:
        services.retire_question(db.session(), question_id, actor=current_actor(), now=now())
    except OthersDepend as refused:
        flash(depends_words(refused), "error")
    else:
        flash(_("The question is no longer asked. The answers to it are kept."), "success")
    return _back(question_id)


@bp.post("/questions/<int:question_id>/restore")
@staff(RoleName.PLANNER)
def restore_question(question_id: int) -> ResponseReturnValue:
    """Ask a retired question again."""
    try:
        services.restore_question(db.session(), question_id, actor=current_actor(), now=now())
    except services.TooManyQuestions:
        flash(too_many_words(), "error")
    except services.TooManyFiles:
        flash(too_many_files_words(), "error")
    else:
        flash(_("The question is asked again, after all others."), "success")
    return _back(question_id)


def depends_words(refused: OthersDepend) -> str:
    """Why a question, or an option, cannot go."""
    labels = [each.label(current_locale()) for each in refused.questions]
    return str(
        _(
            "Other questions are only asked of people who answered this: %(questions)s. Please "
            "change these first.",
            questions=_(", ").join(labels),
        )
    )


def too_many_words() -> str:
    """Why no further question is taken."""
    return str(
        _("A form asks at most %(most)d questions. Please retire one first.", most=MOST_QUESTIONS)
    )


def too_many_files_words() -> str:
    """Why no further file is asked for."""
    return str(
        _("A form asks for at most %(most)d files. Please retire one first.", most=MOST_FILES)
    )


def _back(question_id: int) -> ResponseReturnValue:
    tour = tour_of_question(db.session(), question_id)
    return redirect(url_for("organisers.questions", tour_code=tour.code, _anchor="own"), 303)


def _form(tour: Tour, **more: object) -> tuple[QuestionSheet, SheetForm]:
    sheet = sheets.sheet_of(db.session(), tour.id)
    asked = asked_in(db.session(), tour.id)
    return sheet, tour_sheet_form(asked.standard, sheet.version, **more)


def _present(tour: Tour) -> tuple[QuestionSheet, SheetForm]:
    return _form(tour, formdata=None)


def _ask(tour_id: int, form: SheetForm, version: int) -> None:
    sheets.ask_in_tour(
        db.session(),
        tour_id,
        form.standard(),
        version=version,
        actor=current_actor(),
        now=now(),
    )

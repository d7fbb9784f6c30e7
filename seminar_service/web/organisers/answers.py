"""What people answered when they registered: counted, and one question at a time."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.questions.queries import question_of, tour_of_question
from seminar_service.questions.values import StandardQuestion
from seminar_service.registrations.answer_counts import (
    Counts,
    QuestionCounts,
    answers_to,
    counts_of,
    seminars_of,
)
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import has_role, staff
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    NEEDS,
    PARTICIPANT_KINDS,
    STANDARD,
    answer_words,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import page_number

PAGE_SIZE: Final = 50
_WORDS: Final[Mapping[StandardQuestion, Mapping[Any, Any]]] = {
    StandardQuestion.EMPLOYEES: EMPLOYEES,
    StandardQuestion.INDUSTRY: INDUSTRIES,
    StandardQuestion.PARTICIPANT_KIND: PARTICIPANT_KINDS,
    StandardQuestion.HEARD_OF: HEARD_OF,
}
_BOXES: Final[Mapping[str, Any]] = {"wishes_consultation": _l("Private consultation")} | {
    f"needs_{need}": label for need, label in NEEDS.items()
}


@bp.get("/tours/<tour:tour_code>/answers")
@staff(RoleName.VIEWER)
def tour_answers(tour_code: TourCode) -> ResponseReturnValue:
    """The answers of a tour, or of one of its seminars, counted."""
    tour = tour_of(db.session(), tour_code)
    seminars = seminars_of(db.session(), tour.id)
    wanted = request.args.get("seminar", "")
    seminar = next((each for each in seminars if each.public_id == wanted), None)
    counts = counts_of(db.session(), tour.id, seminar.id if seminar else None)
    return render_template(
        "organisers/answers.html",
        tour=tour,
        seminar=seminar,
        seminars=seminars,
        counts=counts,
        tables=[*_standard(counts), *map(_own, counts.own)],
        personal=[question.label(current_locale()) for question in counts.personal],
    )


@bp.get("/questions/<int:question_id>/answers")
@staff(RoleName.VIEWER)
def question_answers(question_id: int) -> ResponseReturnValue:
    """All answers to one question, each with who gave it; personal ones for clerks and planners."""
    question = question_of(db.session(), question_id)
    if question.is_personal and not has_role(RoleName.CLERK):
        abort(HTTPStatus.FORBIDDEN)
    page = page_number()
    found = answers_to(db.session(), question_id, page=page, size=PAGE_SIZE)
    return render_template(
        "organisers/question_answers.html",
        tour=tour_of_question(db.session(), question_id),
        question=question,
        rows=[(answer.registration, answer_words(answer)) for answer in found.answers],
        page=page,
        pages=found.pages,
    )


def _standard(counts: Counts) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Tables with their heading, a note, and rows of words and numbers; empty ones left out."""
    found = [
        (str(STANDARD[question]), "", _rows(words, counts.standard[question]))
        for question, words in _WORDS.items()
        if any(value is not None for value in counts.standard[question])
    ]
    boxes = [(str(label), counts.boxes[name]) for name, label in _BOXES.items()]
    return [*found, (_("Requested"), "", boxes)]


def _rows(words: Mapping[Any, Any], numbers: Mapping[Any, int]) -> list[tuple[str, int]]:
    rows = [(str(label), numbers.get(value, 0)) for value, label in words.items()]
    return [*rows, (_("No answer"), numbers[None])] if None in numbers else rows


def _own(counts: QuestionCounts) -> tuple[str, str, list[tuple[str, int]]]:
    question, rows = counts.question, [(_("Answered"), counts.answered)]
    locale = current_locale()
    if question.kind.has_options:
        rows += [(option.label(locale), number) for option, number in counts.options]
    elif question.kind.may_be_condition:
        rows += [(_("Yes"), counts.yes), (_("No"), counts.answered - counts.yes)]
    elif counts.total is not None:
        rows.append((_("Sum"), counts.total))
    note = _("No longer asked") if question.retired_at else ""
    return question.label(locale), str(note), rows

"""The page of one registration, and notes on it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import from_seminars
from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.domain.mail_typos import likely_address
from seminar_service.extensions import db
from seminar_service.overview.registration_page import registration_page
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answers import in_order
from seminar_service.registrations.by_hand import notes
from seminar_service.registrations.by_hand.chosen import seen_mark
from seminar_service.registrations.by_hand.restoring import was_never_told
from seminar_service.registrations.by_hand.substituting import may_be_taken_back
from seminar_service.registrations.by_hand.unconfirming import may_undo_confirmation
from seminar_service.registrations.by_hand.unediting import may_undo_edit
from seminar_service.registrations.model import Registration
from seminar_service.registrations.substitutes import may_hand_over
from seminar_service.web import history_words
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    PARTICIPANT_KINDS,
    answer_words,
    needs_words,
)
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.mode_words import MODES
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.mail_deeds import mark_address
from seminar_service.web.organisers.registrations.forms import NoteForm
from seminar_service.web.organisers.registrations.words import call_words
from seminar_service.web.registration_words import LANGUAGES, SOURCES
from seminar_service.web.sharing_words import sharing_fact


@bp.get("/registrations/<int:registration_id>")
@staff(RoleName.VIEWER)
def registration(registration_id: int) -> ResponseReturnValue:
    """Everything that is known of one registration."""
    return _page(registration_id, NoteForm())


@bp.post("/registrations/<int:registration_id>/notes")
@staff(RoleName.CLERK)
def note_registration(registration_id: int) -> ResponseReturnValue:
    """Write a note."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(registration_id, form), 422
    notes.add_note(db.session(), registration_id, form.text.data, actor=current_actor(), now=now())
    flash(_("The note is kept."), "success")
    return redirect(
        url_for("organisers.registration", registration_id=registration_id, _anchor="notes"), 303
    )


@bp.post("/registrations/<int:registration_id>/address")
@staff(RoleName.CLERK)
def mark_registration_address(registration_id: int) -> ResponseReturnValue:
    """Note that mail to the person does not arrive, or does again."""
    row = registration_page(db.session(), registration_id).registration
    if not row.email:
        abort(404)
    mark_address(row.email, Subject(SubjectKind.REGISTRATION, row.id))
    return redirect(url_for("organisers.registration", registration_id=registration_id), 303)


def _page(registration_id: int, form: NoteForm) -> str:
    shown = registration_page(db.session(), registration_id)
    row = shown.registration
    return render_template(
        "organisers/registrations/person.html",
        shown=shown,
        row=row,
        seminar=row.seminar,
        tour=row.seminar.tour,
        form=form,
        words=history_words,
        labels={"kind": PARTICIPANT_KINDS, "employees": EMPLOYEES, "industry": INDUSTRIES},
        heard_of=HEARD_OF,
        needs=needs_words(row),
        own=_own(row),
        desk_number=from_seminars.number_of(db.session(), registration_id),
        hidden=not has_role(RoleName.CLERK)
        and any(answer.question.is_personal for answer in row.answers),
        modes=MODES,
        files=[each for each in in_order(row.answers) if each.question.kind is QuestionKind.FILE],
        languages=LANGUAGES,
        sources=SOURCES,
        sharing=sharing_fact(row),
        may_be_replaced=may_hand_over(row, now()),
        may_be_taken_back=shown.former is not None and may_be_taken_back(db.session(), row),
        may_undo_edit=may_undo_edit(db.session(), row, now=now()),
        may_undo_confirmation=may_undo_confirmation(db.session(), row, now=now()),
        seen=seen_mark(row),
        to_tell=call_words(row),
        never_told=was_never_told(db.session(), row),
        meant=likely_address(row.email),
    )


def _own(row: Registration) -> list[tuple[str, str, bool]]:
    """Own questions, what was answered, and whether that is personal: for clerks and planners."""
    may_see, locale = has_role(RoleName.CLERK), current_locale()
    return [
        (answer.question.label(locale), answer_words(answer), answer.question.is_personal)
        for answer in in_order(row.answers)
        if may_see or not answer.question.is_personal
    ]

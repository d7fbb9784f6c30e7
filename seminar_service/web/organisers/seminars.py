"""One seminar: answers, what the public reads, cancelling."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.former_participants import former_participants
from seminar_service.overview.seminars import SeminarDetail, seminar_detail
from seminar_service.releases import amendments, cancellations
from seminar_service.releases.amendment_news import AmendmentPreview, preview
from seminar_service.seminars import confirmations
from seminar_service.seminars.declines import open_declines_of
from seminar_service.seminars.model import Seminar
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.answer_words import needs_words
from seminar_service.web.clock import now
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import decided, handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_seminars import (
    AnswerForm,
    CancelForm,
    DescriptionForm,
)
from seminar_service.web.organisers.registrations.words import call_words
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.route("/seminars/<public_id>", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def seminar(public_id: str) -> ResponseReturnValue:
    """One seminar: its answers and participants."""
    if request.method == "POST":
        return _answer(public_id)
    return _page(seminar_detail(db.session(), public_id))


@staff(RoleName.CLERK)
def _answer(public_id: str) -> ResponseReturnValue:
    """Note an answer that came by telephone."""
    form = AnswerForm()
    detail = seminar_detail(db.session(), public_id)
    if not form.validate_on_submit():
        return _page(detail), 400
    agrees = bool(form.confirm.data)
    note, shown = _("By telephone"), form.shown.data or ""
    try:
        if form.adviser.data:
            confirmations.adviser_answers(
                db.session(),
                number_of(form.adviser.data),
                public_id,
                agrees,
                note,
                shown=shown,
                actor=current_actor(),
                now=now(),
            )
        else:
            confirmations.host_answers(
                db.session(),
                detail.seminar.bid_id,
                agrees,
                note,
                shown=shown,
                actor=current_actor(),
                now=now(),
            )
    except ChangedMeanwhile:
        message = _(
            "Nothing was noted: the seminar was changed, or this question answered, in "
            "the meantime. Please look at the answers below."
        )
        flash(message, "warning")
        return _page(seminar_detail(db.session(), public_id)), 409
    except confirmations.NothingAsked:
        flash(_("The seminar is confirmed; there is nothing to answer."), "warning")
    return redirect(url_for("organisers.seminar", public_id=public_id), 303)


@bp.route("/seminars/<public_id>/edit", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def edit_seminar(public_id: str) -> ResponseReturnValue:
    """Change what the public reads, the venue and the number of places."""
    detail = seminar_detail(db.session(), public_id)
    form = DescriptionForm(obj=detail.seminar)
    if request.form.get("step") == "correct":
        return _edit_page(detail, form)
    if form.validate_on_submit() and form.version.data == detail.seminar.version:
        if not _fits(detail, form):
            return _edit_page(detail, form), HTTPStatus.UNPROCESSABLE_ENTITY
        if form.asks_back():
            return _edit_page(detail, form)
        seen = preview(db.session(), detail.seminar, vars(form.description()), now=now())
        if seen.changes and request.form.get("step") != "save":
            return _preview_page(detail, form, seen)
    status = _saved(form, public_id)
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(url_for("organisers.seminar", public_id=public_id), status)
    return _edit_page(detail, form), status


def _saved(form: DescriptionForm, public_id: str) -> HTTPStatus:
    """Save it, unless somebody else has made it impossible in the meantime."""
    try:
        return handled(form, partial(_describe, public_id, form), partial(_present, public_id))
    except amendments.OnlineCapacityBelowTaken as error:
        _too_few_online(form, error.taken)
    except amendments.CapacityBelowTaken as error:
        _too_few(form, error.taken)
    except amendments.RegistrationOpensTooLate:
        _opens_too_late(form)
    except amendments.RegistrationClosesTooLate:
        _too_late(form)
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _fits(detail: SeminarDetail, form: DescriptionForm) -> bool:
    """Whether the seminar can be as it was entered; otherwise its fields say why not."""
    if (least := detail.least_capacity(now())) > (form.capacity.data or 0):
        _too_few(form, least)
    online = detail.least_online(now(), form.online_capacity.data or 0)
    if online is not None:
        _too_few_online(form, online)
    if (last := form.registration_closes_on.data) and last > detail.seminar.day:
        _too_late(form)
    if (first := form.registration_opens_on.data) and first > (last or detail.seminar.day):
        _opens_too_late(form)
    return not form.errors


def _too_few(form: DescriptionForm, taken: int) -> DescriptionForm:
    message = _(
        "%(taken)d places are already taken or kept back; please allow at least that many.",
        taken=taken,
    )
    form.capacity.errors = [*form.capacity.errors, message]
    return form


def _too_few_online(form: DescriptionForm, people: int) -> None:
    message = _(
        "%(people)d people attend online or wait for it; please allow at least that many, or let "
        "them come to the venue first.",
        people=people,
    )
    form.online_capacity.errors = [*form.online_capacity.errors, message]


def _too_late(form: DescriptionForm) -> DescriptionForm:
    field = form.registration_closes_on
    field.errors = [*field.errors, _("Please choose a day that is not after the seminar's own.")]
    return form


def _opens_too_late(form: DescriptionForm) -> None:
    field = form.registration_opens_on
    message = _("Registration would open when it is over already.")
    field.errors = [*field.errors, message]


def _edit_page(detail: SeminarDetail, form: DescriptionForm) -> str:
    return render_template(
        "organisers/seminar_edit.html",
        seminar=detail.seminar,
        tour=detail.seminar.tour,
        form=form,
    )


def _preview_page(detail: SeminarDetail, form: DescriptionForm, seen: AmendmentPreview) -> str:
    """What would change and who would be told; it carries all that was entered."""
    entered = [(each.name, each._value()) for each in form if each.name != "csrf_token"]  # noqa: SLF001 (how WTForms' widgets read a field)
    return render_template(
        "organisers/seminar_check.html",
        seminar=detail.seminar,
        tour=detail.seminar.tour,
        seen=seen,
        entered=entered,
    )


@bp.route("/seminars/<public_id>/cancel", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def cancel_seminar(public_id: str) -> ResponseReturnValue:
    """Say whom it concerns, ask for the reason, then cancel."""
    form = CancelForm()
    if not form.is_submitted():
        form.remember(_present(public_id)[1])
        return _cancel_page(public_id, form)
    if not form.validate():
        return _cancel_page(public_id, form), 422
    try:
        done = decided(form, partial(_cancel, public_id, form), partial(_present, public_id))
    except TransitionNotAllowed:
        reason = _("The seminar is over or cancelled already.")
        back = url_for("organisers.seminar", public_id=public_id), _("To the seminar")
        return give_back(form, reason, back=back)
    if not done:
        return _cancel_page(public_id, form), 409
    flash(_("The seminar is cancelled, and everybody has been written to."), "success")
    return redirect(url_for("organisers.seminar", public_id=public_id), 303)


def _describe(public_id: str, form: DescriptionForm, version: int) -> None:
    amendments.describe(
        db.session(),
        public_id,
        form.description(),
        version=version,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )


def _present(public_id: str) -> tuple[Seminar, DescriptionForm]:
    seminar = seminar_detail(db.session(), public_id).seminar
    return seminar, DescriptionForm(formdata=None, obj=seminar)


def _cancel(public_id: str, form: CancelForm, version: int) -> None:
    cancellations.cancel(
        db.session(),
        public_id,
        form.reason(),
        plan_again=form.plan_again,
        version=version,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )


def _cancel_page(public_id: str, form: CancelForm) -> str:
    detail = seminar_detail(db.session(), public_id)
    return render_template(
        "organisers/seminar_cancel.html",
        detail=detail,
        people=detail.told_at(now()),
        tour=detail.seminar.tour,
        form=form,
    )


def _page(detail: SeminarDetail) -> str:
    return render_template(
        "organisers/seminar.html",
        detail=detail,
        seminar=detail.seminar,
        tour=detail.seminar.tour,
        form=AnswerForm(),
        needs_words=needs_words,
        call_words=call_words,
        open_declines=open_declines_of(db.session(), detail.seminar.bid_id),
        former=former_participants(db.session(), detail.seminar, detail.ended),
    )

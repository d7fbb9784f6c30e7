"""Seminars: answers, announcing, what the public reads, cancelling."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.former_participants import former_participants
from seminar_service.overview.seminars import (
    SeminarDetail,
    seminar_detail,
    seminar_lines,
    tour_of,
)
from seminar_service.releases import amendments
from seminar_service.releases.amendment_news import AmendmentPreview, preview
from seminar_service.seminars import confirmations
from seminar_service.seminars import services as use_cases
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.stages import StageContradicted
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import decided, handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_seminars import (
    AnnounceForm,
    AnswerForm,
    CancelForm,
    DescriptionForm,
)
from seminar_service.web.organisers.stage_words import obstacle_words
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.get("/tours/<int:year>/seminars")
@staff(RoleName.VIEWER)
def seminars(year: int) -> ResponseReturnValue:
    """All seminars of a tour, or those in one state."""
    chosen = request.args.get("state", "")
    return _list(year, SeminarState(chosen) if chosen in list(SeminarState) else None)


@bp.post("/tours/<int:year>/seminars/announce")
@staff(RoleName.CLERK)
def announce(year: int) -> ResponseReturnValue:
    """Make the chosen seminars public."""
    form = AnnounceForm()
    back = redirect(url_for("organisers.seminars", year=year), 303)
    if not form.validate_on_submit() or not form.seminars.data:
        flash(_("Please choose at least one seminar."), "warning")
        return back
    try:
        announced = use_cases.announce(
            db.session(),
            form.versions(),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except TransitionNotAllowed:
        flash(_("Nothing was announced: a chosen seminar is not confirmed."), "error")
        return back
    except StageContradicted as refused:
        flash(obstacle_words(refused), "error")
        return back
    except ChangedMeanwhile:
        message = _(
            "Nothing was announced: somebody has changed a chosen seminar in the "
            "meantime. The list shows how they are now; please look, then announce again."
        )
        flash(message, "warning")
        return _list(year), 409
    flash(
        ngettext(
            "%(num)d seminar is public now.", "%(num)d seminars are public now.", len(announced)
        ),
        "success",
    )
    return back


def _list(year: int, state: SeminarState | None = None) -> str:
    tour = tour_of(db.session(), year)
    return render_template(
        "organisers/seminars.html",
        tour=tour,
        lines=seminar_lines(db.session(), tour.id, state),
        states_to_choose=list(SeminarState),
        chosen=state,
        form=AnnounceForm(formdata=None),
    )


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
        flash(_("The seminar is settled; there is nothing to answer."), "warning")
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
    try:
        status = handled(form, partial(_describe, public_id, form), partial(_present, public_id))
    except amendments.CapacityBelowTaken as error:
        _too_few(form, error.taken)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    except amendments.RegistrationClosesTooLate:
        _too_late(form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved."), "success")
        return redirect(url_for("organisers.seminar", public_id=public_id), status)
    return _edit_page(detail, form), status


def _fits(detail: SeminarDetail, form: DescriptionForm) -> bool:
    """Whether the seminar can be as it was entered; otherwise its fields say why not."""
    if (taken := detail.taken_at(now())) > (form.capacity.data or 0):
        _too_few(form, taken)
    if (last := form.registration_closes_on.data) and last > detail.seminar.day:
        _too_late(form)
    return not form.errors


def _too_few(form: DescriptionForm, taken: int) -> DescriptionForm:
    message = _("%(taken)d places are already taken; please allow at least that many.", taken=taken)
    form.capacity.errors = [*form.capacity.errors, message]
    return form


def _too_late(form: DescriptionForm) -> DescriptionForm:
    field = form.registration_closes_on
    field.errors = [*field.errors, _("Please choose a day that is not after the seminar's own.")]
    return form


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
    amendments.cancel(
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
        "organisers/seminar_cancel.html", detail=detail, tour=detail.seminar.tour, form=form
    )


def _page(detail: SeminarDetail) -> str:
    return render_template(
        "organisers/seminar.html",
        detail=detail,
        seminar=detail.seminar,
        tour=detail.seminar.tour,
        form=AnswerForm(),
        former=former_participants(db.session(), detail.seminar, detail.ended),
    )

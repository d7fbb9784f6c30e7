"""Seminars: answers, announcing, what the public reads, cancelling."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.states import SeminarState
from seminar_service.extensions import db
from seminar_service.mail.office import Office
from seminar_service.models.accounts import RoleName
from seminar_service.queries.seminars import (
    SeminarDetail,
    seminar_detail,
    seminar_lines,
    tour_of,
)
from seminar_service.services import confirmations
from seminar_service.services import seminars as use_cases
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_seminars import (
    AnnounceForm,
    AnswerForm,
    CancelForm,
    DescriptionForm,
)
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.get("/tours/<int:year>/seminars")
@staff(RoleName.VIEWER)
def seminars(year: int) -> ResponseReturnValue:
    """All seminars of a tour, or those in one state."""
    tour = tour_of(db.session(), year)
    chosen = request.args.get("state", "")
    state = SeminarState(chosen) if chosen in list(SeminarState) else None
    return render_template(
        "organisers/seminars.html",
        tour=tour,
        lines=seminar_lines(db.session(), tour.id, state),
        states_to_choose=list(SeminarState),
        chosen=state,
        form=AnnounceForm(),
    )


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
            form.seminars.data,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except TransitionNotAllowed:
        flash(_("Nothing was announced: a chosen seminar is not confirmed."), "error")
        return back
    flash(
        ngettext(
            "%(num)d seminar is public now.", "%(num)d seminars are public now.", len(announced)
        ),
        "success",
    )
    return back


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
    note = _("By telephone")
    try:
        if form.adviser.data:
            adviser_id = number_of(form.adviser.data)
            confirmations.adviser_answers(
                db.session(), adviser_id, public_id, agrees, note, now=now()
            )
        else:
            confirmations.host_answers(
                db.session(), detail.seminar.bid_id, agrees, note, actor=current_actor(), now=now()
            )
    except confirmations.NothingAsked:
        flash(_("The seminar is settled; there is nothing to answer."), "warning")
    return redirect(url_for("organisers.seminar", public_id=public_id), 303)


@bp.route("/seminars/<public_id>/edit", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def edit_seminar(public_id: str) -> ResponseReturnValue:
    """Change what the public reads, the venue and the number of places."""
    detail = seminar_detail(db.session(), public_id)
    form = DescriptionForm(obj=detail.seminar)
    if form.validate_on_submit():
        try:
            use_cases.describe(
                db.session(),
                public_id,
                form.description(),
                office=Office.of(settings()),
                now=now(),
            )
        except use_cases.CapacityBelowTaken as error:
            form.capacity.errors.append(
                _("%(taken)d places are taken already; please allow at least as many.")
                % {"taken": error.taken}
            )
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("organisers.seminar", public_id=public_id), 303)
    return render_template(
        "organisers/seminar_edit.html", seminar=detail.seminar, tour=detail.seminar.tour, form=form
    )


@bp.route("/seminars/<public_id>/cancel", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def cancel_seminar(public_id: str) -> ResponseReturnValue:
    """Say whom it concerns, ask for the reason, then cancel."""
    detail = seminar_detail(db.session(), public_id)
    form = CancelForm()
    if form.validate_on_submit():
        use_cases.cancel(
            db.session(),
            public_id,
            form.note.data,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
        flash(_("The seminar is cancelled, and everybody has been written to."), "success")
        return redirect(url_for("organisers.seminar", public_id=public_id), 303)
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
    )

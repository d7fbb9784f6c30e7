"""What is done with one or several registrations: shown first, with who is told, then done."""

from collections.abc import Callable, Iterable
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.registration_lists import seminars_to_move_to
from seminar_service.registrations.by_hand import (
    answering,
    calling,
    notes,
    resending,
    restoring,
    transferring,
    withdrawing,
)
from seminar_service.registrations.by_hand.chosen import Deed, seen_mark
from seminar_service.registrations.by_hand.previews import ENDING, Preview, preview
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.addresses import numbers_in
from seminar_service.web.organisers.registrations.forms import TELLING, DeedForm
from seminar_service.web.organisers.registrations.words import DONE, HEADINGS, OBSTACLES
from seminar_service.web.templating import settings


@bp.route("/registrations/chosen", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def chosen_registrations() -> ResponseReturnValue:
    """Show what would be done with the chosen registrations and who would be told, then do it."""
    if request.method == "POST":
        return _do(DeedForm())
    deed, numbers = request.args.get("deed", ""), numbers_in(request.args)
    if deed not in list(Deed) or not numbers:
        flash(_("Please choose at least one registration, and what is to be done."), "warning")
        return redirect(request.args.get("next") or url_for("organisers.home"), 303)
    to = request.args.get("to", "")
    form = DeedForm(deed=deed, next=request.args.get("next", ""), to=to)
    shown = preview(db.session(), Deed(deed), numbers, now=now(), to=to)
    if deed == Deed.TRANSFER and shown.to is None:
        return _choice_of_seminar(form, shown)
    return _page(form, shown)


def _do(form: DeedForm) -> ResponseReturnValue:
    seen = form.seen()
    if form.deed.data not in list(Deed) or not seen:
        flash(_("Please choose at least one registration, and what is to be done."), "warning")
        return redirect(form.next.data or url_for("organisers.home"), 303)
    deed = Deed(form.deed.data)
    if not form.validate_for(deed):
        return _page(form, _preview(form, seen)), 422
    try:
        done = _use_case(deed, form)(db.session(), seen, actor=current_actor(), now=now())
    except ChangedMeanwhile:
        message = _(
            "Nothing was done: a chosen registration has changed in the meantime. "
            "Please look at it as it is now, then decide again."
        )
        flash(message, "warning")
        return _page(form, _preview(form, seen)), 409
    flash(_("%(what)s: %(number)d", what=DONE[deed], number=done), "success" if done else "info")
    if deed in ENDING and done and not form.tells:
        return _to_undo(list(seen))
    return redirect(form.next.data or url_for("organisers.home"), 303)


def _preview(form: DeedForm, numbers: Iterable[int]) -> Preview:
    deed = Deed(form.deed.data)
    return preview(db.session(), deed, numbers, now=now(), to=form.to.data or "")


def _choice_of_seminar(form: DeedForm, shown: Preview) -> str:
    """Ask first to which seminar people are moved: what would happen depends on it."""
    first = (list(shown.rows) or [row for row, _why in shown.hindered])[0]
    return render_template(
        "organisers/registrations/transfer.html",
        form=form,
        shown=shown,
        tour=first.seminar.tour,
        obstacles=OBSTACLES,
        seminars=seminars_to_move_to(db.session(), first.seminar.tour_id, now=now()),
    )


def _to_undo(numbers: list[int]) -> ResponseReturnValue:
    """Go on to those of whose withdrawal nobody was told, all ticked: it can be undone."""
    flash(_("Nobody was told. Restore or move them back here if this was a mistake."), "info")
    tour_code = preview(db.session(), Deed.NOTE, numbers, now=now()).rows[0].seminar.tour.code
    return redirect(url_for("organisers.registrations", tour_code=tour_code, id=numbers), 303)


def _use_case(deed: Deed, form: DeedForm) -> Callable[..., int]:
    office, text = Office.of(settings()), form.text.data or ""
    return {
        Deed.CONFIRM: partial(answering.confirm, office=office, text=text, tell_them=form.tells),
        Deed.DECLINE: partial(answering.decline, office=office, text=text, tell_them=form.tells),
        Deed.CALL: partial(calling.called, text=text),
        Deed.WITHDRAW: partial(
            withdrawing.withdraw, office=office, text=text, tell_them=form.tells
        ),
        Deed.TRANSFER: partial(
            transferring.transfer,
            to=form.to.data or "",
            office=office,
            text=text,
            tell_them=form.tells,
        ),
        Deed.RESTORE: partial(restoring.restore, office=office, text=text, tell_them=form.tells),
        Deed.RESEND: partial(resending.resend, office=office, text=text),
        Deed.NOTE: partial(notes.add_notes, text=text),
    }[deed]


def _page(form: DeedForm, shown: Preview) -> str:
    first = (list(shown.rows) or [row for row, _why in shown.hindered])[0]
    deed = Deed(form.deed.data)
    return render_template(
        "organisers/registrations/deed.html",
        form=form,
        deed=deed,
        shown=shown,
        tour=first.seminar.tour,
        heading=HEADINGS[deed],
        obstacles=OBSTACLES,
        seen_mark=seen_mark,
        asks_whom=deed in TELLING,
    )

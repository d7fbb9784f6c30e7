"""People who seem to be registered twice, and making one registration of two."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.duplicates import MOST_PAIRS, pairs_of
from seminar_service.overview.registration_lists import RegistrationLine
from seminar_service.registrations.by_hand import merging
from seminar_service.registrations.by_hand.chosen import chosen, seen_mark
from seminar_service.registrations.model import Registration
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.columns import CHOICE, in_words
from seminar_service.web.organisers.registrations.forms import MergeForm
from seminar_service.web.organisers.registrations.own_columns import own_columns, with_own_answers
from seminar_service.web.organisers.registrations.words import LIKENESSES
from seminar_service.web.templating import settings


@bp.get("/tours/<tour:tour_code>/duplicates")
@staff(RoleName.VIEWER)
def duplicates(tour_code: TourCode) -> ResponseReturnValue:
    """Pairs of registrations of a tour that may be one person's."""
    tour = tour_of(db.session(), tour_code)
    return render_template(
        "organisers/registrations/duplicates.html",
        tour=tour,
        pairs=pairs_of(db.session(), tour.id),
        most=MOST_PAIRS,
        likenesses=LIKENESSES,
    )


@bp.route("/registrations/<int:registration_id>/merge/<int:other_id>", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def merge_registrations(registration_id: int, other_id: int) -> ResponseReturnValue:
    """Show two registrations side by side, then keep one of them."""
    rows = _two(registration_id, other_id)
    form = MergeForm()
    form.keep.choices = form.choices_of_two(rows)
    if not form.is_submitted():
        return _page(rows, form)
    if not form.validate():
        return _page(rows, form), 422
    try:
        kept = merging.merge(
            db.session(),
            form.seen([row.id for row in rows]),
            int(form.keep.data),
            tell_them=form.tells,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except (ChangedMeanwhile, merging.NothingToMerge):
        message = _(
            "Nothing was merged: one of the two is over, has changed in the meantime, or belongs "
            "to another tour. Please look at them as they are now."
        )
        flash(message, "warning")
        return _page(_two(registration_id, other_id), form), 409
    flash(_("The two are one registration now."), "success")
    return redirect(url_for("organisers.registration", registration_id=kept), 303)


def _two(registration_id: int, other_id: int) -> list[Registration]:
    rows = chosen(db.session(), {registration_id, other_id})
    if len(rows) != 2:  # noqa: PLR2004 (two are made one)
        raise NotFound("registration")
    return rows


def _facts(rows: list[Registration]) -> list[tuple[str, list[str]]]:
    """What the two say, by labels; what neither says is left out."""
    own = own_columns(rows[0].seminar.tour_id)
    columns = [each for each in [*CHOICE, *own] if each.name != "email_state"]
    lines = with_own_answers([RegistrationLine(row, is_undelivered=False) for row in rows], columns)
    found = ((str(each.label), [in_words(each.value(line)) for line in lines]) for each in columns)
    return [(label, said) for label, said in found if any(said)]


def _page(rows: list[Registration], form: MergeForm) -> str:
    return render_template(
        "organisers/registrations/merge.html",
        rows=rows,
        tour=rows[0].seminar.tour,
        form=form,
        facts=_facts(rows),
        seen_mark=seen_mark,
        same_seminar=rows[0].seminar_id == rows[1].seminar_id,
    )

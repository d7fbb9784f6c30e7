"""A scenario becomes the tour's own: first which rows change, then the deed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import HiddenField

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.planning import adopting
from seminar_service.planning.adoption import Adoption, adoption_of
from seminar_service.planning.queries import scenarios as queries
from seminar_service.planning.scenario_changes import (
    Change,
    KnownAdviser,
    NewAdviser,
    adviser_of,
    bid_of,
)
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.templating import settings


class AdoptForm(FlaskForm):
    """The deed; `shown` is the fingerprint of the preview above the button."""

    shown = HiddenField()


@bp.get("/scenarios/<int:scenario_id>/adopt")
@staff(RoleName.PLANNER)
def adoption_preview(scenario_id: int) -> ResponseReturnValue:
    """Which rows would change, and what somebody has to do."""
    return _preview(scenario_id)


@bp.post("/scenarios/<int:scenario_id>/adopt")
@staff(RoleName.PLANNER)
def adopt_scenario(scenario_id: int) -> ResponseReturnValue:
    """Change them, if what was shown is still what would be done."""
    form = AdoptForm()
    if not form.validate_on_submit():
        return _preview(scenario_id), 400
    try:
        done = adopting.adopt_scenario(
            db.session(),
            scenario_id,
            shown=form.shown.data or "",  # a form without it has shown nothing
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except adopting.AdoptionOutdated:
        flash(
            _("Something has changed in the meantime. Please look at the changes again."), "warning"
        )
        return _preview(scenario_id), 409
    except adopting.NothingToAdopt:
        flash(_("Nothing of this scenario can be changed by a press."), "warning")
        return _preview(scenario_id), 409
    flash(
        ngettext(
            "%(num)d change has become the tour's own. Plan the tour again, or copy the plan of "
            "this scenario.",
            "%(num)d changes have become the tour's own. Plan the tour again, or copy the plan of "
            "this scenario.",
            len(done.steps),
        ),
        "success",
    )
    return redirect(url_for("organisers.scenario", scenario_id=scenario_id), 303)


def _preview(scenario_id: int) -> str:
    own = queries.scenario_of(db.session(), scenario_id)
    if own.tour.is_archived:
        raise TourArchived
    adoption = adoption_of(db.session(), own, today=today())
    form = AdoptForm()
    form.shown.data = adoption.fingerprint
    return render_template(
        "organisers/scenarios/adopt.html",
        scenario=own,
        tour=own.tour,
        adoption=adoption,
        form=form,
        **_worded(own.tour, adoption),
    )


def _worded(tour: Tour, adoption: Adoption) -> dict[str, object]:
    session = db.session()
    by_hand = (*adoption.by_hand, *adoption.declined)
    steps = queries.step_texts(session, adoption.steps)
    return {
        "steps": [
            (row_link(tour, each.change), *texts)
            for each, texts in zip(adoption.steps, steps, strict=True)
        ],
        "by_hand": list(
            zip(
                queries.change_texts(session, by_hand),
                [hand_link(tour, each) for each in by_hand],
                strict=True,
            )
        ),
        "already": queries.change_texts(session, adoption.already),
        "troubles": list(
            zip(
                queries.change_texts(session, (each.change for each in adoption.troubles)),
                queries.trouble_texts(session, adoption.troubles),
                strict=True,
            )
        ),
    }


def row_link(tour: Tour, change: Change) -> tuple[str, str]:
    """Where the row is that a change is made to, and what that is called."""
    tour_code, adviser_id, bid_id = tour.code, adviser_of(change), bid_of(change)
    if isinstance(change, KnownAdviser):
        url = url_for("organisers.edit_adviser", adviser_id=change.adviser_id)
        return url, str(_("Adviser in this tour"))
    if adviser_id is not None:
        url = url_for("organisers.engagement", tour_code=tour_code, adviser_id=adviser_id)
        return url, str(_("Adviser in this tour"))
    if bid_id is not None:
        return url_for("organisers.bid", bid_id=bid_id), str(_("Bid"))
    return url_for("organisers.tour_settings", tour_code=tour_code), str(_("Dates and rules"))


def hand_link(tour: Tour, change: Change) -> tuple[str, str]:
    """Where somebody does what no press can, prefilled as far as possible; what that is called."""
    tour_code, adviser_id, bid_id = tour.code, adviser_of(change), bid_of(change)
    if isinstance(change, NewAdviser):
        url = url_for("organisers.new_adviser", home=change.home, topic=list(change.topics))
        return url, str(_("Add an adviser"))
    if adviser_id is not None:
        url = url_for(
            "organisers.engagement", tour_code=tour_code, adviser_id=adviser_id, _anchor="declines"
        )
        return url, str(_("Remove the decline"))
    return url_for("organisers.bid", bid_id=bid_id), str(_("To the bid"))

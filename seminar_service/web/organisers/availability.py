"""The office asks advisers for their days, and answers what they wish over released seminars."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Engagement
from seminar_service.advisers.subscription_model import CalendarSubscription
from seminar_service.availability import calls, decisions
from seminar_service.availability.calls import DayPast
from seminar_service.availability.decisions import WishDecided
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.subscription_queries import subscribed
from seminar_service.availability.ties import ties_of
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.fields import DayField
from seminar_service.web.organisers import bp
from seminar_service.web.templating import joined, settings

Wished = Sequence[tuple[AvailabilityWish, Seminar | None]]
"""What waits for the office, each with the seminar that stands against it."""


class CallForm(FlaskForm):
    """Until when advisers are to say on which days they cannot."""

    until = DayField(
        _l("Answers until"), validators=[DataRequired(_l("Please choose a day from today on."))]
    )


def wished_by(tour: Tour, adviser_id: int) -> Wished:
    """What an adviser wishes in a tour and the office has not answered."""
    ties = ties_of(db.session(), adviser_id, today=today()).seminars
    found = decisions.open_wishes(db.session(), tour.id, today=today())
    return [
        (wish, ties.get(wish.day) if wish.day else None)
        for wish in found
        if wish.engagement.adviser_id == adviser_id
    ]


def calendars_of(engagements: Sequence[Engagement]) -> Mapping[int, CalendarSubscription]:
    """The calendars that are fetched of those who take part in a tour, by adviser."""
    return subscribed(db.session(), [each.adviser_id for each in engagements])


@bp.post("/tours/<tour:tour_code>/advisers/ask")
@staff(RoleName.PLANNER)
def ask_advisers(tour_code: TourCode) -> ResponseReturnValue:
    """Write to all advisers of a tour who have not answered."""
    tour, form = tour_of(db.session(), tour_code), CallForm()
    back = redirect(url_for("organisers.tour_advisers", tour_code=tour_code), HTTPStatus.SEE_OTHER)
    refused = gettext("Nobody was asked. Please choose a day from today on.")
    if not form.validate() or form.until.data is None:
        flash(refused, "error")
        return back
    try:
        people = calls.ask_advisers(
            db.session(),
            tour.id,
            form.until.data,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except DayPast:
        flash(refused, "error")
        return back
    said = ngettext("%(num)d adviser has been asked.", "%(num)d advisers have been asked.", people)
    flash(said, "success")
    return back


@bp.post("/tours/<tour:tour_code>/advisers/<int:adviser_id>/wishes/<int:wish_id>")
@staff(RoleName.PLANNER)
def decide_wish(tour_code: TourCode, adviser_id: int, wish_id: int) -> ResponseReturnValue:
    """Grant or refuse what an adviser wishes although a released seminar stands against it."""
    grants = request.form.get("answer") == "grant"
    tour = tour_of(db.session(), tour_code)
    try:
        decisions.decide(
            db.session(),
            tour.id,
            adviser_id,
            wish_id,
            grants=grants,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except WishDecided:
        flash(gettext("This has been answered, or taken back, in the meantime."), "warning")
    else:
        said = gettext("Granted.") if grants else gettext("Not granted.")
        flash(joined(said, gettext("The adviser gets an email.")), "success")
    here = url_for("organisers.engagement", tour_code=tour_code, adviser_id=adviser_id)
    return redirect(here, HTTPStatus.SEE_OTHER)

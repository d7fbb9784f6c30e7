"""An adviser's own calendar of a fiscal year, to mark the days on which they cannot."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Engagement
from seminar_service.availability import services as use_cases
from seminar_service.availability.queries import OwnDays, own_days
from seminar_service.availability.services import Changed
from seminar_service.availability.subscription_queries import subscription_of
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.tours.holidays import holiday_dates
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.advisers import bp
from seminar_service.web.advisers.days_form import DaysForm, days_form, open_days
from seminar_service.web.clock import now, today
from seminar_service.web.drawing.year_calendar import year_calendar
from seminar_service.web.editing.saving import handled
from seminar_service.web.subscription_words import fault_words


@bp.route("/adviser/<token>/days/<tour:tour_code>", methods=["GET", "POST"])
def days(token: str, tour_code: TourCode) -> ResponseReturnValue:
    """The year as a calendar; what is sent is saved, or asked of the office."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    tour = tour_of(db.session(), tour_code)
    own = own_days(db.session(), tour.id, adviser_id, today=today())
    form = days_form(own, today())
    found: list[Changed] = []
    status = handled(
        form,
        partial(_save, tour, adviser_id, form, found),
        partial(_present, tour, adviser_id),
    )
    if status == HTTPStatus.SEE_OTHER:
        tell(found[-1])
        return redirect(url_for("advisers.days", token=token, tour_code=tour_code), status)
    return _page(token, own, form), status


def _save(tour: Tour, adviser_id: int, form: DaysForm, found: list[Changed], version: int) -> None:
    found.append(
        use_cases.say_when(
            db.session(),
            tour.id,
            adviser_id,
            form.unavailable,
            form.max_nights.data or 0,
            leanings=form.leanings,
            version=version,
            actor=ADVISER,
            now=now(),
        )
    )


def _present(tour: Tour, adviser_id: int) -> tuple[Engagement, DaysForm]:
    own = own_days(db.session(), tour.id, adviser_id, today=today())
    return own.engagement, days_form(own, today(), formdata=None)


def tell(changed: Changed) -> None:
    """Say what came of what an adviser said, on the page that is shown next."""
    flash(gettext("Thank you. Your days have been saved."), "success")
    if changed.asked:
        said = ngettext(
            "On %(num)d day you have a seminar or the journey to one. The office has been asked "
            "and will answer you; until then the seminar stays yours.",
            "On %(num)d days you have a seminar or the journey to one. The office has been asked "
            "and will answer you; until then the seminars stay yours.",
            changed.asked,
        )
        flash(said, "warning")
    if changed.asks_nights:
        said = gettext(
            "One of your journeys takes more nights. The office has been asked and will answer you."
        )
        flash(said, "warning")


def _page(token: str, own: OwnDays, form: DaysForm) -> str:
    tour, still = own.engagement.tour, open_days(own, today())
    months = year_calendar(
        tour.fiscal_year, (), holidays=holiday_dates(FiscalYear(tour.fiscal_year))
    )
    return render_template(
        "advisers/days.html",
        own=own,
        tour=tour,
        form=form,
        token=token,
        chosen=frozenset(form.days.data or ()),
        open_days=still,
        subscription=subscription_of(db.session(), own.engagement.adviser_id),
        fault_words=fault_words,
        taken=frozenset(each.day for each in own.engagement.unavailable_days),
        months=[each for each in months if each.first >= still.first.replace(day=1)],
    )

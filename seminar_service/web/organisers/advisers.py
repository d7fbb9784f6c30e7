"""Advisers: who they are, and their part in a tour."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.extensions import db
from seminar_service.models.accounts import RoleName
from seminar_service.models.advisers import Engagement
from seminar_service.models.tours import Tour
from seminar_service.queries import advisers as adviser_queries
from seminar_service.queries import bids as bid_queries
from seminar_service.queries.seminars import tour_of
from seminar_service.services import advisers as use_cases
from seminar_service.services.advisers import AdviserNeeded
from seminar_service.services.holidays import holiday_dates
from seminar_service.web.accounts import has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.drawing.year_calendar import CalendarItem, year_calendar
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_advisers import (
    AdviserForm,
    ButtonForm,
    EngageForm,
    EngagementForm,
    adviser_values,
    engagement_values,
)


@bp.get("/advisers")
@staff(RoleName.VIEWER)
def all_advisers() -> ResponseReturnValue:
    """Everybody who gives or gave seminars."""
    return render_template(
        "organisers/advisers.html",
        advisers=adviser_queries.all_advisers(db.session()),
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/advisers/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_adviser() -> ResponseReturnValue:
    """Take somebody in as an adviser."""
    form = AdviserForm(bid_queries.topics(db.session()))
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("organisers/adviser_form.html", form=form, adviser=None), status
    use_cases.add_adviser(db.session(), form.details(), now=now())
    flash(gettext("The adviser has been added."), "success")
    return redirect(url_for("organisers.all_advisers"), 303)


@bp.route("/advisers/<int:adviser_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_adviser(adviser_id: int) -> ResponseReturnValue:
    """Change who an adviser is."""
    adviser = adviser_queries.adviser(db.session(), adviser_id)
    form = AdviserForm(bid_queries.topics(db.session()), data=adviser_values(adviser))
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        page = render_template("organisers/adviser_form.html", form=form, adviser=adviser)
        return page, status
    use_cases.change_adviser(db.session(), adviser_id, form.details(), now=now())
    flash(gettext("The changes have been saved."), "success")
    return redirect(url_for("organisers.all_advisers"), 303)


@bp.route("/tours/<int:year>/advisers", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def tour_advisers(year: int) -> ResponseReturnValue:
    """Who takes part in a tour; planners add somebody."""
    tour = tour_of(db.session(), year)
    others = adviser_queries.others(db.session(), tour.id)
    form = EngageForm()
    form.offer(others)
    if request.method == "POST":
        return _engage(tour, form)
    return render_template(
        "organisers/tour_advisers.html",
        tour=tour,
        engagements=adviser_queries.engagements(db.session(), tour.id),
        form=form,
        others=others,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/tours/<int:year>/advisers/<int:adviser_id>", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def engagement(year: int, adviser_id: int) -> ResponseReturnValue:
    """An adviser's limits in a tour, and the days that are taken."""
    tour = tour_of(db.session(), year)
    own = adviser_queries.engagement(db.session(), tour.id, adviser_id)
    form = EngagementForm(year, data=engagement_values(own))
    if request.method in {"GET", "HEAD"}:
        return _engagement_page(tour, own, form)
    return _change_engagement(tour, own, form)


@bp.post("/tours/<int:year>/advisers/<int:adviser_id>/remove")
@staff(RoleName.PLANNER)
def disengage(year: int, adviser_id: int) -> ResponseReturnValue:
    """End an adviser's part in a tour."""
    tour = tour_of(db.session(), year)
    try:
        use_cases.disengage(db.session(), tour.id, adviser_id)
    except AdviserNeeded:
        flash(gettext("This adviser has seminars in the tour, and so stays in it."), "warning")
        return redirect(url_for("organisers.engagement", year=year, adviser_id=adviser_id), 303)
    flash(gettext("The adviser takes no part in this tour any more."), "success")
    return redirect(url_for("organisers.tour_advisers", year=year), 303)


@staff(RoleName.PLANNER)
def _engage(tour: Tour, form: EngageForm) -> ResponseReturnValue:
    year = tour.fiscal_year
    if not form.validate():
        flash(gettext("Please choose an adviser."), "warning")
        return redirect(url_for("organisers.tour_advisers", year=year), 303)
    adviser_id = form.adviser.data
    use_cases.engage(db.session(), tour.id, adviser_id)
    flash(gettext("The adviser takes part. Please check the limits and the days."), "success")
    return redirect(url_for("organisers.engagement", year=year, adviser_id=adviser_id), 303)


@staff(RoleName.PLANNER)
def _change_engagement(tour: Tour, own: Engagement, form: EngagementForm) -> ResponseReturnValue:
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
        return _engagement_page(tour, own, form)
    if not form.validate():
        return _engagement_page(tour, own, form), 422
    year, adviser_id = tour.fiscal_year, own.adviser_id
    use_cases.change_engagement(db.session(), tour.id, adviser_id, form.limits(), form.unavailable)
    flash(gettext("The changes have been saved."), "success")
    return redirect(url_for("organisers.engagement", year=year, adviser_id=adviser_id), 303)


def _engagement_page(tour: Tour, own: Engagement, form: EngagementForm) -> str:
    items = [
        CalendarItem(day=each.day, text=gettext("Taken"), url="#days")
        for each in own.unavailable_days
    ]
    return render_template(
        "organisers/engagement.html",
        tour=tour,
        engagement=own,
        adviser=own.adviser,
        form=form,
        button_form=ButtonForm(formdata=None),
        months=year_calendar(
            tour.fiscal_year, items, holidays=holiday_dates(FiscalYear(tour.fiscal_year))
        ),
        may_edit=has_role(RoleName.PLANNER),
    )

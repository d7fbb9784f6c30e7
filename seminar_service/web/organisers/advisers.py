"""Advisers: who they are, and their part in a tour."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.advisers import queries as adviser_queries
from seminar_service.advisers import services as use_cases
from seminar_service.advisers.links import ADVISER_LINKS
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.advisers.services import AdviserNeeded
from seminar_service.availability.decisions import open_wishes
from seminar_service.domain.errors import NotFound
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview import bids as bid_queries
from seminar_service.overview import misfits
from seminar_service.overview.misfit_rules import MisfitKind
from seminar_service.planning.queries.disruptions import disruptions_concerning
from seminar_service.planning.queries.elsewhere import days_elsewhere
from seminar_service.seminars.declines import declined_by_adviser, still_open
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import decided, handled
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.availability import CallForm, calendars_of, wished_by
from seminar_service.web.organisers.engagement_calendar import months_of
from seminar_service.web.organisers.forms_advisers import (
    AdviserForm,
    EditAdviserForm,
    EngageForm,
    EngagementForm,
    RemovalForm,
    adviser_values,
    engagement_values,
)
from seminar_service.web.organisers.links import shown_links
from seminar_service.web.organisers.misfit_questions import seminar_in_words
from seminar_service.web.organisers.next_steps import next_link
from seminar_service.web.region_fields import leaning_words
from seminar_service.web.subscription_words import fault_words


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
    others = adviser_queries.all_advisers(db.session())
    topics = bid_queries.topics(db.session())
    form = AdviserForm(topics, others, data=_prefilled(topics))
    if form.validate_on_submit() and form.asks_back():
        return render_template("organisers/adviser_form.html", form=form, adviser=None)
    if not form.is_submitted() or form.errors:
        status = 422 if request.method == "POST" else 200
        return render_template("organisers/adviser_form.html", form=form, adviser=None), status
    use_cases.add_adviser(db.session(), form.details(), actor=current_actor(), now=now())
    flash(gettext("The adviser has been added."), "success")
    return redirect(url_for("organisers.all_advisers"), 303)


def _prefilled(topics: Sequence[Topic]) -> dict[str, object]:
    """What the address says of a new adviser: `?home=` a prefecture, `?topic=` a code each."""
    asked = set(request.args.getlist("topic"))
    home = request.args.get("home", "")
    return {"home": home, "topics": [each.id for each in topics if each.code in asked]}


@bp.route("/advisers/<int:adviser_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_adviser(adviser_id: int) -> ResponseReturnValue:
    """Change who an adviser is."""
    adviser = adviser_queries.adviser(db.session(), adviser_id)
    topics = bid_queries.topics(db.session())
    everybody = adviser_queries.all_advisers(db.session())
    others = [each for each in everybody if each.id != adviser_id]
    form = EditAdviserForm(topics, others, data=adviser_values(adviser))
    form.given = misfits.of_adviser(db.session(), adviser_id, today=today())
    status = handled(
        form, partial(_change_adviser, adviser_id, form), partial(_present_adviser, adviser_id)
    )
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("organisers.all_advisers"), status)
    page = render_template(
        "organisers/adviser_form.html",
        form=form,
        adviser=adviser,
        links_shown=shown_links(ADVISER_LINKS, adviser_id),
    )
    return page, status


@bp.route("/tours/<tour:tour_code>/advisers", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def tour_advisers(tour_code: TourCode) -> ResponseReturnValue:
    """Who takes part in a tour; planners add somebody."""
    tour = tour_of(db.session(), tour_code)
    others = adviser_queries.others(db.session(), tour.id)
    engagements = adviser_queries.engagements(db.session(), tour.id)
    form = EngageForm()
    form.offer(others)
    if request.method == "POST":
        return _engage(tour, form)
    return render_template(
        "organisers/tour_advisers.html",
        tour=tour,
        engagements=engagements,
        wishes=open_wishes(db.session(), tour.id, today=today()),
        calendars=calendars_of(engagements),
        call_form=CallForm(formdata=None, until=tour.days_due_on),
        form=form,
        others=others,
        onward=next_link(tour) if engagements else None,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/tours/<tour:tour_code>/advisers/<int:adviser_id>", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def engagement(tour_code: TourCode, adviser_id: int) -> ResponseReturnValue:
    """An adviser's limits in a tour, and the days that are taken."""
    tour = tour_of(db.session(), tour_code)
    if request.method == "POST":
        return _engagement_sent(tour, adviser_id)
    own = adviser_queries.engagement(db.session(), tour.id, adviser_id)
    return _engagement_page(
        tour, own, EngagementForm(tour.fiscal_year, data=engagement_values(own))
    )


@bp.post("/tours/<tour:tour_code>/advisers/<int:adviser_id>/remove")
@staff(RoleName.PLANNER)
def disengage(tour_code: TourCode, adviser_id: int) -> ResponseReturnValue:
    """End an adviser's part in a tour."""
    tour = tour_of(db.session(), tour_code)
    form = RemovalForm()
    form.validate()
    try:
        if not decided(
            form,
            partial(_disengage, tour, adviser_id),
            partial(_present_engagement, tour, adviser_id),
        ):
            return _removal_refused(tour, adviser_id, form)
    except AdviserNeeded:
        return _asked_of_removal(tour, adviser_id, form)
    flash(gettext("The adviser has been removed from this tour."), "success")
    return redirect(url_for("organisers.tour_advisers", tour_code=tour_code), 303)


@staff(RoleName.PLANNER)
def _engage(tour: Tour, form: EngageForm) -> ResponseReturnValue:
    tour_code = tour.code
    if not form.validate():
        flash(gettext("Please choose an adviser."), "warning")
        return redirect(url_for("organisers.tour_advisers", tour_code=tour_code), 303)
    adviser_id = form.adviser.data
    use_cases.engage(db.session(), tour.id, adviser_id, actor=current_actor(), now=now())
    flash(gettext("The adviser has been added. Please check the limits and the days."), "success")
    return redirect(
        url_for("organisers.engagement", tour_code=tour_code, adviser_id=adviser_id), 303
    )


def _disengage(tour: Tour, adviser_id: int, version: int) -> None:
    use_cases.disengage(
        db.session(),
        tour.id,
        adviser_id,
        version=version,
        all_the_same="all_the_same" in request.form,
        actor=current_actor(),
        now=now(),
    )


@staff(RoleName.PLANNER)
def _engagement_sent(tour: Tour, adviser_id: int) -> ResponseReturnValue:
    """Take the form; if a colleague has ended the engagement meanwhile, give it back."""
    tour_code = tour.code
    try:
        own = adviser_queries.engagement(db.session(), tour.id, adviser_id)
        return _change_engagement(
            tour, own, EngagementForm(tour.fiscal_year, data=engagement_values(own))
        )
    except NotFound:
        adviser = adviser_queries.adviser(db.session(), adviser_id)
        reason = gettext(
            "%(name)s is no longer on this tour: somebody has removed them in the meantime.",
            name=adviser.display_name(current_locale()),
        )
        return give_back(
            EngagementForm(tour.fiscal_year),
            reason,
            back=(
                url_for("organisers.tour_advisers", tour_code=tour_code),
                gettext("Advisers of this tour"),
            ),
        )


def _change_engagement(tour: Tour, own: Engagement, form: EngagementForm) -> ResponseReturnValue:
    status = HTTPStatus.OK
    tour_code, adviser_id = tour.code, own.adviser_id
    form.tour_id = tour.id
    form.given = misfits.of_adviser(db.session(), adviser_id, today=today())
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
    else:
        status = handled(
            form,
            partial(_limit, tour.id, adviser_id, form),
            partial(_present_engagement, tour, adviser_id),
        )
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(
            url_for("organisers.engagement", tour_code=tour_code, adviser_id=adviser_id), status
        )
    return _engagement_page(tour, own, form), status


def _asked_of_removal(tour: Tour, adviser_id: int, removal: RemovalForm) -> ResponseReturnValue:
    """Name the seminars that have the adviser, and let the part be ended all the same."""
    own, form = _present_engagement(tour, adviser_id)
    given = misfits.of_adviser(db.session(), adviser_id, today=today())
    lost = given.without(tour.id) if given else []
    names = [seminar_in_words(each.seminar) for each in lost if each.kind is MisfitKind.NOT_ENGAGED]
    return _engagement_page(tour, own, form, removal, asked_of_removal=names)


def _removal_refused(tour: Tour, adviser_id: int, removal: RemovalForm) -> ResponseReturnValue:
    own, form = _present_engagement(tour, adviser_id)
    return _engagement_page(tour, own, form, removal), 409


def _change_adviser(adviser_id: int, form: EditAdviserForm, version: int) -> None:
    use_cases.change_adviser(
        db.session(),
        adviser_id,
        form.details(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present_adviser(adviser_id: int) -> tuple[Adviser, EditAdviserForm]:
    adviser = adviser_queries.adviser(db.session(), adviser_id)
    topics = bid_queries.topics(db.session())
    return adviser, EditAdviserForm(topics, formdata=None, data=adviser_values(adviser))


def _limit(tour_id: int, adviser_id: int, form: EngagementForm, version: int) -> None:
    use_cases.change_engagement(
        db.session(),
        tour_id,
        adviser_id,
        form.limits(),
        form.unavailable,
        leanings=form.leanings,
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present_engagement(tour: Tour, adviser_id: int) -> tuple[Engagement, EngagementForm]:
    own = adviser_queries.engagement(db.session(), tour.id, adviser_id)
    return own, EngagementForm(tour.fiscal_year, formdata=None, data=engagement_values(own))


def _engagement_page(
    tour: Tour,
    own: Engagement,
    form: EngagementForm,
    removal: RemovalForm | None = None,
    *,
    asked_of_removal: Sequence[str] | None = None,
) -> str:
    if removal is None:
        removal = RemovalForm(formdata=None)
        removal.remember(form)
    declined = declined_by_adviser(db.session(), tour.id, own.adviser_id)
    disruptions = disruptions_concerning(db.session(), tour.id, own.adviser_id)
    elsewhere = days_elsewhere(db.session(), tour).get(own.adviser_id, ())
    months = months_of(tour, own, declined, disruptions, elsewhere)
    return render_template(
        "organisers/engagement.html",
        tour=tour,
        engagement=own,
        adviser=own.adviser,
        form=form,
        removal=removal,
        asked_of_removal=asked_of_removal,
        declined=declined,
        open_declines=still_open(db.session(), declined),
        has_taken_days=any(month.count for month in months),
        may_remove_declines=has_role(RoleName.CLERK),
        wished=wished_by(tour, own.adviser_id),
        fetched_calendar=calendars_of([own]).get(own.adviser_id),
        fault_words=fault_words,
        leanings=leaning_words(own),
        disruptions=disruptions,
        months=months,
        may_edit=has_role(RoleName.PLANNER),
    )

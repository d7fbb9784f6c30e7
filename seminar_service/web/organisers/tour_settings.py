"""A tour begins, and what planners decide about it."""

from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.fiscal_years import fiscal_year_to_plan
from seminar_service.domain.tour_codes import MOST_PROGRAMMES, TourCode
from seminar_service.extensions import db
from seminar_service.following.services import Followed, follow
from seminar_service.planning.queries.moving import moving_example
from seminar_service.tours import services as tours
from seminar_service.tours.model import Tour
from seminar_service.tours.names import TourNameTaken
from seminar_service.tours.queries import all_tours, tour_of
from seminar_service.tours.services import TourExists
from seminar_service.tours.stages import StageContradicted
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_new_tours import NewTourForm
from seminar_service.web.organisers.forms_tours import (
    PROOF_RULES,
    STAGES,
    WAITING_RULES,
    TourForm,
    tour_values,
)
from seminar_service.web.organisers.next_steps import next_link
from seminar_service.web.organisers.stage_words import obstacle_words

YEARS_AHEAD = 3


@bp.route("/tours/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_tour() -> ResponseReturnValue:
    """Begin the tour of a fiscal year, or a further one beside those that it has."""
    form, known = NewTourForm(), all_tours(db.session())
    form.offer(_offered(known), known)
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("organisers/tour_new.html", form=form), status
    tour_code: TourCode = form.code.data
    try:
        if form.earlier.data:
            _tell_of(follow(db.session(), tour_code, form.earlier.data, **_by_staff()))
        else:
            tours.create_tour(db.session(), tour_code, **_by_staff())
    except TourExists:  # a colleague was faster
        flash(gettext("A colleague has just created this tour."), "warning")
        return redirect(url_for("organisers.tour", tour_code=tour_code), 303)
    flash(gettext("The tour has been created. Please check its dates and rules."), "success")
    return redirect(url_for("organisers.edit_tour", tour_code=tour_code), 303)


def _by_staff() -> dict[str, Any]:
    return {"actor": current_actor(), "now": now()}


def _tell_of(followed: Followed) -> None:
    """Say what a new tour has taken over beside its rules."""
    taken = [
        ngettext("%(num)d adviser", "%(num)d advisers", followed.advisers),
        ngettext("%(num)d question of its own", "%(num)d questions of its own", followed.questions),
        ngettext("%(num)d text of an email", "%(num)d texts of emails", followed.mail_texts),
    ]
    flash(
        gettext(
            "Taken over: %(taken)s. Nobody has been written to.", taken=gettext(", ").join(taken)
        ),
        "info",
    )


@bp.get("/tours/<tour:tour_code>/settings")
@staff(RoleName.VIEWER)
def tour_settings(tour_code: TourCode) -> ResponseReturnValue:
    """The dates and rules of a tour."""
    tour = tour_of(db.session(), tour_code)
    return render_template(
        "organisers/tour_settings.html",
        tour=tour,
        example=moving_example(db.session(), tour),
        stage_words=STAGES,
        proof_words=PROOF_RULES,
        waiting_words=WAITING_RULES,
        may_edit=has_role(RoleName.PLANNER),
        onward=next_link(tour),
    )


@bp.route("/tours/<tour:tour_code>/settings/edit", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_tour(tour_code: TourCode) -> ResponseReturnValue:
    """Change the dates and rules of a tour."""
    tour = tour_of(db.session(), tour_code)
    form = TourForm(tour.fiscal_year, data=tour_values(tour))
    status = HTTPStatus.OK
    if "add_row" in request.form:
        form.add_row(request.form["add_row"])
    else:
        status = _handled(tour, form)
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("organisers.tour_settings", tour_code=tour_code), status)
    example = moving_example(db.session(), tour)
    page = render_template("organisers/tour_edit.html", tour=tour, form=form, example=example)
    return page, status


def _handled(tour: Tour, form: TourForm) -> HTTPStatus:
    try:
        return handled(form, partial(_change, tour.id, form), partial(_present, tour.code))
    except TourNameTaken as taken:
        complain(form[taken.field], _name_taken(taken))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    except StageContradicted as refused:
        complain(form.stage, obstacle_words(refused))
        return HTTPStatus.UNPROCESSABLE_ENTITY


def _name_taken(taken: TourNameTaken) -> str:
    return str(
        gettext(
            "Another tour of this fiscal year (%(code)s) has this name. Please choose another.",
            code=str(taken.other),
        )
    )


def _present(tour_code: TourCode) -> tuple[Tour, TourForm]:
    tour = tour_of(db.session(), tour_code)
    return tour, TourForm(tour.fiscal_year, formdata=None, data=tour_values(tour))


def _change(tour_id: int, form: TourForm, version: int) -> None:
    tours.change_tour(
        db.session(),
        tour_id,
        form.tour_settings(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _offered(known: Iterable[Tour]) -> list[TourCode]:
    """The tours that can begin: those of years without one first, then a further one of each year.

    The fiscal year that is worth planning comes first, then its neighbours.
    """
    last: dict[int, int] = {}
    for tour in known:
        last[tour.fiscal_year] = max(tour.programme, last.get(tour.fiscal_year, 0))
    first = fiscal_year_to_plan(today()).start_year
    years = [first, *range(first + 1, first + YEARS_AHEAD), first - 1]
    codes = [TourCode(year, last.get(year, 0) + 1) for year in years]
    possible = [code for code in codes if code.programme <= MOST_PROGRAMMES]
    return sorted(possible, key=lambda code: code.programme > 1)

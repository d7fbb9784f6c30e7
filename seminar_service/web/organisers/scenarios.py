"""Scenarios of a tour: all in one table, and each with what the planner makes of it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.planning import scenarios as use_cases
from seminar_service.planning.fairness_curves import points_of_curve
from seminar_service.planning.model import Plan
from seminar_service.planning.queries import scenarios as queries
from seminar_service.planning.queries.freshness import freshness_of_all
from seminar_service.planning.queries.scenarios import ScenarioLine
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.planning.scenario_remedies import RemedyGone, remedy_changes
from seminar_service.planning.scenario_runs import start_scenario
from seminar_service.planning.scenario_troubles import ChangesImpossible
from seminar_service.planning.solver_io import find_troubles
from seminar_service.planning.values import NothingToPlan, PlanningUnderWay, QueueFull
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.editing.forms import version_in
from seminar_service.web.editing.saving import handled
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import StartPlanningForm
from seminar_service.web.organisers.forms_scenarios import (
    FORMS,
    RenameScenarioForm,
    ScenarioNameForm,
)
from seminar_service.web.organisers.planning import queue_full_words
from seminar_service.web.page_requests import number_of

LAST: Final = 1 << 62
"""Behind every amount, where there is none yet."""
SORTS: Final[Mapping[str, Callable[[ScenarioLine], Any]]] = {
    "made": lambda line: line.scenario.id,
    "name": lambda line: (line.scenario.name, line.scenario.id),
    "seminars": lambda line: (-line.held if line.plan else 1, line.scenario.id),
    "cost": lambda line: (_or_last(line.cost_yen), line.scenario.id),
    "gap": lambda line: (_or_last(line.gap_yen), line.scenario.id),
    "state": lambda line: (line.state, line.scenario.id),
}


@bp.get("/tours/<tour:tour_code>/scenarios")
@staff(RoleName.VIEWER)
def scenarios(tour_code: TourCode) -> ResponseReturnValue:
    """All scenarios of a tour: `?sort=` a column, `?with=` the plan that they are compared with."""
    if request.args.get("sort", "made") not in SORTS:
        abort(404)
    return _list(tour_of(db.session(), tour_code), ScenarioNameForm())


@bp.post("/tours/<tour:tour_code>/scenarios")
@staff(RoleName.PLANNER)
def begin_scenario(tour_code: TourCode) -> ResponseReturnValue:
    """Begin a scenario that assumes nothing yet."""
    tour, form = tour_of(db.session(), tour_code), ScenarioNameForm()
    if not form.validate_on_submit():
        return _list(tour, form), 422
    try:
        key = use_cases.make_scenario(
            db.session(), tour.id, form.name.data or "", actor=current_actor(), now=now()
        )
    except use_cases.TooManyScenarios:
        flash(_too_many(), "warning")
        return redirect(url_for("organisers.scenarios", tour_code=tour_code), 303)
    return redirect(url_for("organisers.scenario", scenario_id=key), 303)


@bp.post("/tours/<tour:tour_code>/scenarios/run")
@staff(RoleName.PLANNER)
def run_scenarios(tour_code: TourCode) -> ResponseReturnValue:
    """Put every scenario into the queue that the planner has not answered yet."""
    tour, form = tour_of(db.session(), tour_code), StartPlanningForm()
    if not form.validate_on_submit():
        return _list(tour, ScenarioNameForm(), form), 422
    lines = queries.scenario_lines(
        db.session(), tour.id, queries.scenarios_of(db.session(), tour.id), None
    )
    keys = [each.scenario.id for each in lines if each.run is None and each.changes]
    started = sum(_started(key, form.time_limit.data) is not None for key in keys)
    flash(
        ngettext(
            "%(num)d scenario waits for the planner.",
            "%(num)d scenarios wait for the planner.",
            started,
        ),
        "success" if started else "info",
    )
    return redirect(url_for("organisers.scenarios", tour_code=tour_code), 303)


@bp.get("/scenarios/<int:scenario_id>")
@staff(RoleName.VIEWER)
def scenario(scenario_id: int) -> ResponseReturnValue:
    """What a scenario assumes, and what came of it: `?with=` the plan it is compared with."""
    return _page(queries.scenario_of(db.session(), scenario_id), StartPlanningForm())


@bp.post("/scenarios/<int:scenario_id>/run")
@staff(RoleName.PLANNER)
def run_scenario(scenario_id: int) -> ResponseReturnValue:
    """Put it into the planner's queue."""
    form = StartPlanningForm()
    if not form.validate_on_submit():
        return _page(queries.scenario_of(db.session(), scenario_id), form), 422
    run_id = _started(scenario_id, form.time_limit.data)
    here = url_for("organisers.scenario", scenario_id=scenario_id)
    found = here if run_id is None else url_for("organisers.planning_run", run_id=run_id)
    return redirect(found, 303)


@bp.route("/scenarios/<int:scenario_id>/name", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def rename_scenario(scenario_id: int) -> ResponseReturnValue:
    """Call it something else."""
    own, shown = _present(scenario_id)
    form = RenameScenarioForm(data=shown.data)
    status = handled(form, partial(_rename, scenario_id, form), partial(_present, scenario_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.scenario", scenario_id=scenario_id), status)
    return render_template(
        "organisers/scenarios/name.html", scenario=own, tour=own.tour, form=form
    ), status


@bp.post("/scenarios/<int:scenario_id>/copy")
@staff(RoleName.PLANNER)
def copy_scenario(scenario_id: int) -> ResponseReturnValue:
    """Begin another one with the same changes, which can be changed."""
    try:
        key = use_cases.copy_scenario(db.session(), scenario_id, actor=current_actor(), now=now())
    except use_cases.TooManyScenarios:
        flash(_too_many(), "warning")
        return redirect(url_for("organisers.scenario", scenario_id=scenario_id), 303)
    flash(_("This is a copy: what it assumes can be changed."), "success")
    return redirect(url_for("organisers.scenario", scenario_id=key), 303)


@bp.post("/scenarios/<int:scenario_id>/delete")
@staff(RoleName.PLANNER)
def delete_scenario(scenario_id: int) -> ResponseReturnValue:
    """Delete it with its plans, if it is still what was shown."""
    own = queries.scenario_of(db.session(), scenario_id)
    tour_code, here = own.tour.code, url_for("organisers.scenario", scenario_id=scenario_id)
    try:
        use_cases.delete_scenario(
            db.session(),
            scenario_id,
            version=version_in(request.form.get("version", "")),
            actor=current_actor(),
            now=now(),
        )
    except use_cases.ScenarioUnderWay:
        flash(_("It is being planned or waits for it. Stop that first."), "warning")
        return redirect(here, 303)
    except use_cases.ScenarioCopied:
        flash(_("It stays: drafts were copied from its plans. Delete those first."), "error")
        return redirect(here, 303)
    except ChangedMeanwhile:
        flash(_("Somebody has changed it in the meantime. Please look again."), "warning")
        return redirect(here, 303)
    flash(_("The scenario has been deleted."), "success")
    return redirect(url_for("organisers.scenarios", tour_code=tour_code), 303)


@bp.post("/plans/<int:plan_id>/refusals/<int:bid_id>/what-if")
@staff(RoleName.PLANNER)
def try_remedy(plan_id: int, bid_id: int) -> ResponseReturnValue:
    """Begin a scenario that takes what would have won a refused bid."""
    number = number_of(request.form.get("remedy", "")) - 1
    back = url_for("organisers.plan_refusals", plan_id=plan_id, _anchor=f"bid-{bid_id}")
    try:
        changes = remedy_changes(db.session(), plan_id, bid_id, number)
    except RemedyGone:
        flash(_("This can no longer be tried. Please look again."), "warning")
        return redirect(back, 303)
    plan = db.session().get_one(Plan, plan_id)
    name = queries.change_texts(db.session(), changes[:1])[0][Locale(current_locale())]
    try:
        key = use_cases.make_scenario(
            db.session(), plan.tour_id, name[:60], changes, actor=current_actor(), now=now()
        )
    except use_cases.TooManyScenarios:
        flash(_too_many(), "warning")
        return redirect(back, 303)
    except ChangesImpossible as error:
        flash(_told(error), "warning")
        return redirect(back, 303)
    return redirect(url_for("organisers.scenario", scenario_id=key), 303)


def _started(scenario_id: int, seconds: int) -> int | None:
    """Start a scenario, or say why it cannot be; its run, or that which is under way."""
    try:
        return start_scenario(db.session(), scenario_id, seconds, actor=current_actor(), now=now())
    except PlanningUnderWay as error:
        flash(_("The planner has been asked just this already."), "warning")
        return error.run_id
    except QueueFull:
        flash(queue_full_words(), "warning")
    except NothingToPlan:
        flash(_("In this scenario no bid is left to be planned."), "warning")
    except ChangesImpossible as error:
        flash(_told(error), "warning")
    return None


def _told(error: ChangesImpossible) -> str:
    """What stands against changes, each with what it is about."""
    session, locale = db.session(), Locale(current_locale())
    about = queries.change_texts(session, (each.change for each in error.troubles))
    why = queries.trouble_texts(session, error.troubles)
    pairs = zip(about, why, strict=True)
    told = [_("%(label)s: %(value)s", label=a[locale], value=b[locale]) for a, b in pairs]
    return str(_("This cannot be planned so.")) + " " + " ".join(map(str, told))


def _list(tour: Tour, form: ScenarioNameForm, run_form: StartPlanningForm | None = None) -> str:
    sort = request.args.get("sort", "made")
    plans, base = _base(tour)
    found = queries.scenarios_of(db.session(), tour.id)
    lines = queries.scenario_lines(db.session(), tour.id, found, base)
    return render_template(
        "organisers/scenarios/list.html",
        tour=tour,
        lines=sorted(lines, key=SORTS.get(sort, SORTS["made"])),
        other_input=_of_other_input(tour, lines, base),
        plans=plans,
        base=base,
        on_curve=len(points_of_curve(db.session(), tour.id)),
        sort=sort,
        form=form,
        run_form=run_form or StartPlanningForm(),
        may_plan=has_role(RoleName.PLANNER) and not tour.is_archived,
    )


def _page(own: Scenario, form: StartPlanningForm) -> str:
    plans, base = _base(own.tour)
    (line,) = queries.scenario_lines(db.session(), own.tour_id, [own], base)
    what_if = what_if_of(db.session(), own.tour, own.assumed, today=today())
    troubles = find_troubles(what_if, own.assumed)
    texts = queries.trouble_texts(db.session(), troubles)
    return render_template(
        "organisers/scenarios/scenario.html",
        tour=own.tour,
        scenario=own,
        line=line,
        other_input=_of_other_input(own.tour, [line], base),
        plans=plans,
        base=base,
        troubles={each.position: text for each, text in zip(troubles, texts, strict=True)},
        kinds={name: label for name, (label, _form) in FORMS.items()},
        form=form,
        may_plan=has_role(RoleName.PLANNER) and not own.tour.is_archived,
    )


def _of_other_input(tour: Tour, lines: Iterable[ScenarioLine], base: Plan | None) -> set[int]:
    """The keys of plans that are not known to answer the input that the one beside them answers."""
    plans = {each.plan.id: each.plan for each in lines if each.plan}
    if base is None or not plans:
        return set()
    found = freshness_of_all(
        db.session(), tour, list((plans | {base.id: base}).values()), today=today()
    )
    return {key for key in plans if not found[key].fits_with(found[base.id])}


def _base(tour: Tour) -> tuple[tuple[Plan, ...], Plan | None]:
    """The plans with which scenarios can be compared, and the one that is."""
    plans = queries.comparable_plans(db.session(), tour.id)
    asked = number_of(request.args.get("with", ""))
    chosen = next((each for each in plans if each.id == asked), None)
    return plans, chosen or queries.usual_base(plans)


def _present(scenario_id: int) -> tuple[Scenario, RenameScenarioForm]:
    own = queries.scenario_of(db.session(), scenario_id)
    return own, RenameScenarioForm(formdata=None, obj=own)


def _rename(scenario_id: int, form: RenameScenarioForm, version: int) -> None:
    use_cases.rename_scenario(
        db.session(),
        scenario_id,
        form.name.data or "",
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _too_many() -> str:
    return str(_("This tour has as many scenarios as it may. Please delete some first."))


def _or_last(yen: int | None) -> int:
    return LAST if yen is None else yen

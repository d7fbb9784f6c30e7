"""The planning room of a tour, and the planner at work."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.planning import services as service
from seminar_service.planning.queries import runs
from seminar_service.planning.queries.freshness import freshness_of_all
from seminar_service.planning.queries.room import planning_room
from seminar_service.planning.values import (
    NothingToPlan,
    PlanningUnderWay,
    QueueFull,
    RunBegun,
    earliest_day,
    gap_share,
    gap_yen,
)
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.drawing.progress_chart import Point, ProgressChart, progress_chart
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_planning import StartPlanningForm, spell_duration


@bp.get("/tours/<tour:tour_code>/planning")
@staff(RoleName.VIEWER)
def planning(tour_code: TourCode) -> ResponseReturnValue:
    """What is ready, what is worth a look before, what has been planned."""
    return _room(tour_of(db.session(), tour_code), StartPlanningForm())


@bp.post("/tours/<tour:tour_code>/planning")
@staff(RoleName.PLANNER)
def start_planning(tour_code: TourCode) -> ResponseReturnValue:
    """Start the planner."""
    tour = tour_of(db.session(), tour_code)
    form = StartPlanningForm()
    if not form.validate_on_submit():
        return _room(tour, form), 422
    try:
        run_id = service.start_run(
            db.session(), tour.id, form.time_limit.data, actor=current_actor(), now=now()
        )
    except PlanningUnderWay as error:
        flash(_("The planner has been asked just this already."), "warning")
        run_id = error.run_id
    except QueueFull:
        flash(queue_full_words(), "warning")
        return redirect(url_for("organisers.planning", tour_code=tour_code, _anchor="queue"), 303)
    except NothingToPlan:
        flash(_("There is nothing to plan yet: accept bids for planning first."), "warning")
        return redirect(url_for("organisers.planning", tour_code=tour_code), 303)
    return redirect(url_for("organisers.planning_run", run_id=run_id), 303)


@bp.get("/planning-runs/<int:run_id>")
@staff(RoleName.VIEWER)
def planning_run(run_id: int) -> ResponseReturnValue:
    """The planner at work, or what came of it."""
    return _run("organisers/planning/run.html", run_id, fragment=False)


@bp.get("/planning-runs/<int:run_id>/progress")
@staff(RoleName.VIEWER)
def planning_progress(run_id: int) -> ResponseReturnValue:
    """That part of the page which changes."""
    return _run("organisers/planning/_progress.html", run_id, fragment=True)


@bp.post("/planning-runs/<int:run_id>/stop")
@staff(RoleName.PLANNER)
def stop_planning(run_id: int) -> ResponseReturnValue:
    """Ask the planner to end with its best plan."""
    service.request_stop(db.session(), run_id, actor=current_actor(), now=now())
    return redirect(url_for("organisers.planning_run", run_id=run_id), 303)


@bp.post("/planning-runs/<int:run_id>/take-out")
@staff(RoleName.PLANNER)
def take_run_out(run_id: int) -> ResponseReturnValue:
    """Take a run that waits out of the queue."""
    run = runs.planning_run(db.session(), run_id).run
    room = url_for("organisers.planning", tour_code=run.tour.code, _anchor="queue")
    try:
        service.take_out(db.session(), run_id, actor=current_actor(), now=now())
    except RunBegun:
        flash(_("The planner has begun with it in the meantime, or has finished."), "warning")
        return redirect(url_for("organisers.planning_run", run_id=run_id), 303)
    flash(_("It has been taken out of the queue."), "success")
    return redirect(room, 303)


def queue_full_words() -> str:
    """What is said where nothing more fits into the planner's queue."""
    return str(
        _(
            "Too much waits for the planner already. Please wait, or take something out of the "
            "queue."
        )
    )


def _room(tour: Tour, form: StartPlanningForm) -> str:
    earliest = earliest_day(tour.stage, tour.last_day, today())
    room = planning_room(db.session(), tour, earliest=earliest)
    return render_template(
        "organisers/planning/room.html",
        tour=tour,
        room=room,
        freshness=freshness_of_all(
            db.session(), tour, room.plans, today=today(), problem=room.problem
        ),
        earliest=earliest,
        form=form,
        gap_yen=gap_yen,
        gap_share=gap_share,
        may_plan=has_role(RoleName.PLANNER),
        spell_duration=spell_duration,
    )


def _run(template: str, run_id: int, *, fragment: bool) -> str:
    view = runs.planning_run(db.session(), run_id)
    return render_template(
        template,
        tour=view.run.tour,
        run=view.run,
        view=view,
        seconds=round(view.seconds(now())),
        chart=_chart(view),
        table=bool(request.args.get("table")),
        gap_yen=gap_yen,
        gap_share=gap_share,
        fragment=fragment,
        stage=_stage(view),
        shown_stage=request.args.get("stage", ""),
        may_plan=has_role(RoleName.PLANNER),
        spell_duration=spell_duration,
    )


def _stage(view: runs.RunView) -> str:
    """How far a run is, as far as it says what can be done with it."""
    if not view.under_way:
        return "over"
    if view.waiting:
        return "waiting"
    return "stopping" if view.stopping else "running"


def _chart(view: runs.RunView) -> ProgressChart | None:
    if not view.progress:
        return None
    points = [Point(each.seconds, each.objective_yen, each.bound_yen) for each in view.progress]
    return progress_chart(points, min(view.seconds(now()), view.run.time_limit_seconds))

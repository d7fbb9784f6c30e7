"""The pages of one plan."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import AnyAdviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BID_TRANSITIONS, BidAction
from seminar_service.domain.prefectures import prefecture, region_of, regions
from seminar_service.extensions import db
from seminar_service.planning.model import Plan, PlannedDecline, PlannedSeminar, PlanOrigin
from seminar_service.planning.queries import plans as queries
from seminar_service.planning.queries.draft_steps import steps_at_hand
from seminar_service.planning.queries.freshness import freshness
from seminar_service.planning.queries.plans import PlanView, plan_view
from seminar_service.planning.queries.refusals import hindrance_texts, host_texts, remedy_texts
from seminar_service.planning.queries.scenarios import assumed_texts
from seminar_service.planning.refusals import RemedyKind
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction
from seminar_service.seminars.cancelled import cancelled_seminars
from seminar_service.tours.calendar import shut_days
from seminar_service.web.accounts import has_role, staff
from seminar_service.web.clock import today
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers import plan_drawings as drawings
from seminar_service.web.organisers.adviser_lines import everybody
from seminar_service.web.organisers.forms_planning import USUAL_LIMIT
from seminar_service.web.organisers.list_pages import cut
from seminar_service.web.organisers.lock_ticks import kept_ticks, ticked_elsewhere
from seminar_service.web.organisers.plan_selection import Selection
from seminar_service.web.organisers.plan_years import plan_year
from seminar_service.web.page_requests import number_of, page_number

SORTS: Final[dict[str, Callable[[PlannedSeminar], Any]]] = {
    "day": lambda each: (each.day, each.bid.starts_at),
    "number": lambda each: each.bid.number,
    "host": lambda each: each.bid.host_name_kana or each.bid.host_name,
    "place": lambda each: (each.bid.place, each.day),
    "adviser": lambda each: ([member.adviser.name_kana for member in each.team], each.day),
}


ROWS_ON_PAGE: Final = 100
"""Seminars on one page of the table; buttons that mean the whole list mean all pages."""


@bp.get("/plans/<int:plan_id>")
@staff(RoleName.VIEWER)
def plan(plan_id: int) -> ResponseReturnValue:
    """What the plan costs, and how good it is proven to be."""
    view = plan_view(db.session(), plan_id)
    trips = [trip for own in view.trips.values() for trip in own]
    return plan_page(
        "overview",
        view,
        prefectures=len({each.bid.place for each in view.plan.seminars}),
        trips=len(trips),
        nights=sum(trip.nights for trip in trips),
    )


@bp.get("/plans/<int:plan_id>/calendar")
@staff(RoleName.VIEWER)
def plan_calendar(plan_id: int) -> ResponseReturnValue:
    """The plan over the days that are looked at."""
    view = plan_view(db.session(), plan_id)
    return plan_page("calendar", view, months=drawings.plan_calendar(view, _selection(view)))


@bp.get("/plans/<int:plan_id>/timeline")
@staff(RoleName.VIEWER)
def plan_timeline(plan_id: int) -> ResponseReturnValue:
    """The year of each adviser, or some days of it."""
    view = plan_view(db.session(), plan_id)
    engagements = queries.engagements(db.session(), view.plan.tour_id)
    advisers = everybody([view], engagements)
    selection, closed = _selection(view, advisers), shut_days(view.plan.tour)
    return plan_page(
        "timeline",
        view,
        selection=selection,
        year=plan_year(view, engagements, selection, closed=closed, today=today()),
        everybody=advisers,
        regions=regions(),
        at_hand=steps_at_hand(db.session(), plan_id) if view.plan.is_draft else None,
    )


@bp.get("/plans/<int:plan_id>/map")
@staff(RoleName.VIEWER)
def plan_map(plan_id: int) -> ResponseReturnValue:
    """The trips on the map: all, or those of the adviser in `?adviser=`.

    `?map=geographic` shows them on the outlines of the prefectures instead of tiles.
    """
    view = plan_view(db.session(), plan_id)
    is_geographic = request.args.get("map") == "geographic"
    draw = drawings.plan_geographic_map if is_geographic else drawings.plan_map
    drawn = draw(view, _selection(view))
    return plan_page("map", view, drawn=drawn, is_geographic=is_geographic)


@bp.get("/plans/<int:plan_id>/seminars")
@staff(RoleName.VIEWER)
def plan_seminars(plan_id: int) -> ResponseReturnValue:
    """All seminars as a table."""
    if request.args.get("sort", "day") not in SORTS:
        abort(404)
    return seminar_list(plan_id, kept_ticks())


@bp.get("/plans/<int:plan_id>/refusals")
@staff(RoleName.VIEWER)
def plan_refusals(plan_id: int) -> ResponseReturnValue:
    """The refused bids with their reasons, in both languages."""
    view = plan_view(db.session(), plan_id)
    declines = view.plan.declines
    return plan_page(
        "refusals",
        view,
        told=host_texts(db.session(), declines),
        remedies=remedy_texts(db.session(), declines),
        remedy_kinds={
            each.bid_id: [one["kind"] for one in each.remedies or ()] for each in declines
        },
        days_to_ask=_days_to_ask(declines),
        hindrances=hindrance_texts(db.session(), declines),
    )


def _days_to_ask(declines: Iterable[PlannedDecline]) -> dict[int, list[str]]:
    """Of each bid, for each remedy, the day for which its host can be asked; empty for others."""
    return {
        each.bid_id: [
            one["day"] if one["kind"] == RemedyKind.DATE and _may_be_asked(each.bid) else ""
            for one in each.remedies or ()
        ]
        for each in declines
    }


def _may_be_asked(bid: Bid) -> bool:
    return (
        has_role(RoleName.CLERK)
        and BID_TRANSITIONS.allows(bid.state, BidAction.ASK_BACK)
        and not bid.tour.is_archived
    )


@bp.get("/plans/<int:plan_id>/itineraries")
@staff(RoleName.VIEWER)
def plan_itineraries(plan_id: int) -> ResponseReturnValue:
    """The trips of each adviser, leg by leg."""
    view = plan_view(db.session(), plan_id)
    return plan_page(
        "itineraries",
        view,
        found=cut(view.travellers, page_number(), size=drawings.TRAVELLERS),
        trip_text=drawings.trip_text,
    )


def seminar_list(plan_id: int, ticked: Mapping[int, str]) -> str:
    """The table of a plan's seminars, with the bids (keys) whose boxes are ticked.

    Each with the mark of the lock that was seen.
    """
    view = plan_view(db.session(), plan_id)
    area = _area()
    shown = _selection(view).seminars(view.plan.seminars)
    if area:
        shown = [each for each in shown if region_of(each.bid.place) == regions()[area - 1]]
    sort = _sort()
    seminars = sorted(shown, key=SORTS[sort])
    found = cut(seminars, page_number(), size=ROWS_ON_PAGE)
    on_page = {each.bid_id for each in found.rows}
    return plan_page(
        "seminars",
        view,
        sort=sort,
        seminars=seminars,
        rows=found.rows,
        page=found.page,
        pages=found.pages,
        ticked=ticked,
        elsewhere=ticked_elsewhere(ticked, (each.bid_id for each in seminars), on_page),
        cancelled=cancelled_seminars(db.session(), view.plan.tour_id),
        area=area,
        areas=regions(),
        listed=_listed(),
    )


def seminar_list_url(plan: Plan, anchor: str | None = None) -> str:
    """The table as it is sorted and filtered where a form of it was sent."""
    chosen = Selection.read(request.args, plan.tour.fiscal_year, today()).values
    page = page_number()
    values: dict[str, Any] = chosen | _listed() | ({"page": page} if page > 1 else {})
    return url_for("organisers.plan_seminars", plan_id=plan.id, _anchor=anchor, **values)


def _sort() -> str:
    """By what the table is sorted; by day where nothing that there is was named."""
    sort = request.args.get("sort", "")
    return sort if sort in SORTS else "day"


def _area() -> int:
    """The number of the one region, from 1 at the north, whose seminars are shown; 0 for all."""
    area = number_of(request.args.get("in", ""))
    return area if area <= len(regions()) else 0


def _listed() -> dict[str, str]:
    """How the table is sorted and filtered beside the selection that all views share."""
    found = {"sort": "" if _sort() == "day" else _sort(), "in": str(_area() or "")}
    return {name: value for name, value in found.items() if value}


def _selection(view: PlanView, advisers: Iterable[AnyAdviser] | None = None) -> Selection:
    """What is looked at, of those who have a seminar in the plan where nobody else is named."""
    selection = Selection.read(request.args, view.plan.tour.fiscal_year, today())
    return selection.among(each.id for each in (view.advisers if advisers is None else advisers))


def plan_page(name: str, view: PlanView, **values: object) -> str:
    """One of a plan's pages, with what stands above all of them."""
    is_open = has_role(RoleName.PLANNER) and not view.plan.tour.is_archived
    may_edit = is_open and view.plan.is_draft
    # While somebody moves seminars, as while they edit, an answer does not wait for what is old.
    is_editing = may_edit and name == "timeline"
    shown = {
        "active": name,
        "endpoint": f"organisers.plan_{name}",
        "view": view,
        "plan": view.plan,
        "tour": view.plan.tour,
        "may_plan": has_role(RoleName.PLANNER),
        "may_lock": is_open,
        "may_edit": may_edit,
        "may_copy": is_open,
        "release_url": _release_url(view.plan),
        "assumed": assumed_texts(db.session(), view.plan),
        "usual_limit": USUAL_LIMIT,
        "short_place": lambda code: prefecture(code).short_name(current_locale()),
    }
    usual = _usual(view, is_editing=is_editing, known=values)
    return render_template(f"organisers/plans/{name}.html", **(shown | usual | values))


def _usual(view: PlanView, *, is_editing: bool, known: Mapping[str, object]) -> dict[str, object]:
    """What each page shows where it does not say so itself."""
    usual: dict[str, object] = {}
    if "selection" not in known:
        usual["selection"] = _selection(view)
    if "freshness" not in known:
        found = None if is_editing else freshness(db.session(), view.plan, today=today())
        usual["freshness"] = found
    return usual


def _release_url(plan: Plan) -> str | None:
    """Where a planner previews the release; none for a plan that cannot be released."""
    may_release = (
        has_role(RoleName.PLANNER)
        and plan.origin is not PlanOrigin.RECORD
        and not plan.tour.is_archived
        and PLAN_TRANSITIONS.allows(plan.state, PlanAction.RELEASE)
    )
    return url_for("organisers.release_preview", plan_id=plan.id) if may_release else None

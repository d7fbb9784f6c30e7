"""Two plans of a tour beside each other: as a list, a calendar, the advisers' year, and a map."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask import abort, request
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.domain.prefectures import regions
from seminar_service.extensions import db
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.queries.alterations import alteration_texts, cost_text
from seminar_service.planning.queries.comparison import compare
from seminar_service.planning.queries.plans import engagements, plan_view
from seminar_service.planning.queries.room import plans_of
from seminar_service.planning.states import PlanState
from seminar_service.tours.calendar import shut_days
from seminar_service.web.accounts import staff
from seminar_service.web.clock import today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers import compared_drawings as drawings
from seminar_service.web.organisers.adviser_lines import everybody
from seminar_service.web.organisers.compared_plans import Compared
from seminar_service.web.organisers.compared_years import compared_year
from seminar_service.web.organisers.plan_selection import Selection
from seminar_service.web.organisers.plans import plan_page

ENDPOINTS: Final = {
    "compare": "organisers.compare_plans",
    "compare_calendar": "organisers.compare_calendars",
    "compare_timeline": "organisers.compare_timelines",
    "compare_map": "organisers.compare_maps",
}
"""The views of two plans."""
DIFFERENT: Final = "different"
"""The value of `?only=` that leaves out what both plans have."""


@bp.get("/plans/<int:plan_id>/compare")
@staff(RoleName.VIEWER)
def compare_plans(plan_id: int) -> ResponseReturnValue:
    """The plan beside another of the same tour, `?with=` its key: the cost, and who moves."""
    found = _compared(plan_id)
    if found is None:
        return _nothing_beside(plan_id)
    return list_page(found, ENDPOINTS)


def list_page(found: Compared, endpoints: Mapping[str, str]) -> str:
    """The list of what differs, and the cost."""
    comparison = found.comparison
    return _page(
        "compare",
        found,
        endpoints,
        sentences=alteration_texts(db.session(), (each.alteration for each in found.moves)),
        cost_sentence=cost_text(comparison.dearer_parts),
    )


@bp.get("/plans/<int:plan_id>/compare/calendar")
@staff(RoleName.VIEWER)
def compare_calendars(plan_id: int) -> ResponseReturnValue:
    """Both plans over the days that are looked at: what moves from where to where."""
    found = _compared(plan_id)
    if found is None:
        return _nothing_beside(plan_id)
    return calendar_page(found, ENDPOINTS)


def calendar_page(found: Compared, endpoints: Mapping[str, str]) -> str:
    """Both plans over the days that are looked at."""
    months = drawings.compared_calendar(found)
    return _page("compare_calendar", found, endpoints, months=months)


@bp.get("/plans/<int:plan_id>/compare/timeline")
@staff(RoleName.VIEWER)
def compare_timelines(plan_id: int) -> ResponseReturnValue:
    """Both plans on each adviser's line of the year."""
    found = _compared(plan_id, with_everybody=True)
    if found is None:
        return _nothing_beside(plan_id)
    return timeline_page(found, ENDPOINTS)


def timeline_page(found: Compared, endpoints: Mapping[str, str]) -> str:
    """Both plans on each adviser's line."""
    alterations = [each.alteration for each in found.moves]
    texts = alteration_texts(db.session(), alterations)
    sentences = {each.bid_id: text for each, text in zip(alterations, texts, strict=True)}
    closed = shut_days(found.after.plan.tour)
    year = compared_year(found, sentences, closed=closed, today=today())
    return _page(
        "compare_timeline",
        found,
        endpoints,
        year=year,
        sentences=sentences,
        regions=regions(),
    )


@bp.get("/plans/<int:plan_id>/compare/map")
@staff(RoleName.VIEWER)
def compare_maps(plan_id: int) -> ResponseReturnValue:
    """The prefectures in which something differs, with both routes of the one adviser.

    `?map=geographic` shows them on the outlines of the prefectures instead of tiles.
    """
    found = _compared(plan_id)
    if found is None:
        return _nothing_beside(plan_id)
    return map_page(found, ENDPOINTS)


def map_page(found: Compared, endpoints: Mapping[str, str]) -> str:
    """The prefectures in which something differs."""
    is_geographic = request.args.get("map") == "geographic"
    draw = drawings.compared_geographic_map if is_geographic else drawings.compared_tile_map
    return _page(
        "compare_map",
        found,
        endpoints,
        drawn=draw(found),
        is_geographic=is_geographic,
        places={each.code: each for each in found.places},
        sentences=dict(
            zip(
                (each.bid.id for each in found.moves),
                alteration_texts(db.session(), (each.alteration for each in found.moves)),
                strict=True,
            )
        ),
    )


def _compared(plan_id: int, *, with_everybody: bool = False) -> Compared | None:
    """What is looked at of the plan and the one that the address names; None if there is none.

    Any other that is not of the same tour is not found. Only `with_everybody` advisers who are
    engaged and have nothing in either plan are among them.
    """
    view = plan_view(db.session(), plan_id)
    plans = plans_of(db.session(), view.plan.tour_id, with_scenarios=True)
    others = [each for each in plans if each.id != plan_id]
    usual = view.plan.parent_id or _worth_comparing(others)
    other_id = request.args.get("with", usual, type=int)
    if other_id is None:
        return None
    if other_id not in {each.id for each in plans}:
        abort(404)
    other = plan_view(db.session(), other_id)
    engaged = engagements(db.session(), view.plan.tour_id) if with_everybody else ()
    advisers = everybody([other, view], engaged)
    selection = Selection.read(request.args, view.plan.tour.fiscal_year, today())
    return Compared(
        before=other,
        after=view,
        comparison=compare(other, view),
        others=tuple(others),
        advisers=tuple(advisers),
        engagements=engaged,
        selection=selection.among(each.id for each in advisers),
        only_different=request.args.get("only") == DIFFERENT,
    )


def _nothing_beside(plan_id: int) -> str:
    return plan_page("compare_alone", plan_view(db.session(), plan_id), active="compare")


def _page(name: str, found: Compared, endpoints: Mapping[str, str], **values: object) -> str:
    """One of the views, with what stands above all of them."""
    return plan_page(
        name,
        found.page,
        active="compare",
        freshness=None,  # each plan's own pages say how it stands to the input of today
        endpoint=endpoints[name],
        endpoints=endpoints,
        compared=found,
        comparison=found.comparison,
        selection=found.selection,
        more=found.beside | ({"only": DIFFERENT} if found.only_different else {}),
        **values,
    )


def _worth_comparing(others: Sequence[Plan]) -> int | None:
    """What stands, else what was really held, else the latest other plan of the tour itself."""
    others = [each for each in others if each.state is not PlanState.SCENARIO] or others
    released = [each.id for each in others if each.state is PlanState.RELEASED]
    records = [each.id for each in others if each.origin is PlanOrigin.RECORD]
    return next(iter([*released, *records, *(each.id for each in others)]), None)

"""The whole picture of a plan."""

from solver.errors import InvalidPlan
from solver.formats.instance import Instance
from solver.formats.plan import Plan
from solver.pictures import tripmap, year
from solver.pictures.svg import Canvas
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import evaluate

MARGIN = 20.0
REASONS_WIDTH = 110.0
LEGEND = "blue: trip, dot: seminar, grey: unavailable, ×: date of a declined bid"


def draw_plan(instance: Instance, plan: Plan) -> str:
    """Return a plan as an SVG document: the year, the refusals, and where possible a map.

    Args:
        instance: The tour.
        plan: A plan for it; of advisers who cannot travel as planned no trips are drawn.

    Raises:
        InvalidPlan: It holds a bid twice.
    """
    if len({seminar.bid for seminar in plan.seminars}) < len(plan.seminars):
        raise InvalidPlan("the plan holds a bid twice")
    itineraries = evaluate(compile_instance(instance), plan.seminars).itineraries
    with_map = tripmap.has_map(instance)
    top = year.height_of(instance, plan.declined) + MARGIN
    width = year.LEFT + year.WIDTH + REASONS_WIDTH
    height = top + (tripmap.HEIGHT + MARGIN if with_map else 0)
    canvas = Canvas(width, height, f"{instance.name}: {len(plan.seminars)} seminars")
    canvas.text(MARGIN, MARGIN, _headline(instance, plan))
    canvas.text(year.LEFT + year.WIDTH, MARGIN, LEGEND, anchor="end")
    year.draw_year(canvas, instance, plan.seminars, plan.declined, itineraries)
    if with_map:
        trips = [trip for those in itineraries.values() for trip in those]
        tripmap.draw_map(canvas, instance, plan.seminars, trips, (year.LEFT, top))
    return canvas.render()


def _headline(instance: Instance, plan: Plan) -> str:
    cost = "" if plan.objective_yen is None else f", {plan.objective_yen:,} yen"
    held = f"{len(plan.seminars)} of {len(instance.bids)} bids held"
    return f"{instance.name}: {plan.status}, {held}{cost}"

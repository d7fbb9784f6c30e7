"""Plan documents: the values of a plan with the texts that are made of them."""

from functools import partial

from solver.formats.instance import Instance
from solver.formats.plan import PLAN_FORMAT, Collision, Decline, Obstacle, Plan, Remedy, Text
from solver.texts import remarks, wording
from solver.texts.wording import Names


def write_plan(plan: Plan, instance: Instance | None = None) -> dict[str, object]:
    """Return a plan as a document of the format.

    Args:
        plan: The plan.
        instance: The tour that it answers, for the names of advisers; they are called by their
            ids where None.
    """
    document: dict[str, object] = {
        "format": PLAN_FORMAT,
        "instance": plan.instance,
        "status": plan.status,
        "objective_yen": plan.objective_yen,
        "bound_yen": plan.bound_yen,
        "seminars": [seminar.document() for seminar in plan.seminars],
        "declined": [decline_document(one, names_in(instance)) for one in plan.declined],
        **_reason(plan, names_in(instance)),
    }
    if plan.errors:
        document["errors"] = [fault.document() for fault in plan.errors]
    if plan.itineraries:
        document["itineraries"] = dict(plan.itineraries)
    return document


def names_in(instance: Instance | None) -> Names:
    """Return what the advisers of a tour are called, their ids where it is None."""
    return str if instance is None else partial(_name, instance)


def decline_document(decline: Decline, names: Names) -> dict[str, object]:
    """Return a declined bid as it stands in a plan document."""
    entry: dict[str, object] = {
        "bid": decline.bid,
        "reason": decline.reason,
        **_texts("text", wording.decline(decline)),
    }
    if decline.topics:
        entry["topics"] = list(decline.topics)
    if decline.dates:
        entry["dates"] = [day.isoformat() for day in decline.dates]
    if decline.extra_yen is not None:
        entry |= {"extra_yen": decline.extra_yen, "instead": list(decline.instead)}
    if decline.obstacles:
        entry["obstacles"] = list(map(obstacle_document, decline.obstacles))
    if decline.remedies is not None:
        entry["remedies"] = [remedy_document(remedy, names) for remedy in decline.remedies]
    return entry


def obstacle_document(obstacle: Obstacle) -> dict[str, object]:
    """Return what stood in the way on one date as it stands in a plan document.

    `broken` and `violations` are for the organiser, the texts name nobody.
    """
    return {
        "date": obstacle.date.isoformat(),
        "broken": [str(violation) for violation in obstacle.broken],
        "violations": [violation.document() for violation in obstacle.broken],
        **_texts("text", wording.obstacle(obstacle.broken)),
    }


def remedy_document(remedy: Remedy, names: Names) -> dict[str, object]:
    """Return what would have won as it stands in a plan document."""
    values = {
        "kind": remedy.kind,
        "seminar": remedy.seminar.document(),
        "saving_yen": remedy.saving_yen,
        "adviser": remedy.adviser,
        "day": remedy.day and remedy.day.isoformat(),
        "budget_yen": remedy.budget_yen,
        **_texts("text", remarks.remedy(names, remedy)),
    }
    return {key: value for key, value in values.items() if value is not None}


def _reason(plan: Plan, names: Names) -> dict[str, object]:
    """Return why there is no valid plan, if that is what the plan says."""
    if plan.collision is None:
        return {} if plan.reason is None else _texts("reason", plan.reason)
    return {
        **_texts("reason", plan.reason or wording.collision(plan.collision, names)),
        "collision": _collision_document(plan.collision),
    }


def _collision_document(collision: Collision) -> dict[str, object]:
    return {
        "locks": [lock.document() for lock in collision.locks],
        "violations": [violation.document() for violation in collision.broken],
    }


def _texts(key: str, text: Text) -> dict[str, object]:
    return {key: text.en, f"{key}_ja": text.ja}


def _name(instance: Instance, adviser: str) -> str:
    return instance.advisers[instance.adviser_index[adviser]].name

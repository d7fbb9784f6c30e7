"""Which rules were waived in drafts, by whom and why."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.planning.edit_model import PlanWaiver

Waivers = Mapping[str, PlanWaiver]
"""Waivers of one plan, by the mark of the objection."""


def waivers_of(session: Session, plan_ids: Collection[int]) -> dict[int, dict[str, PlanWaiver]]:
    """Return the waivers of plans, by their keys; plans without any are missing. One query."""
    rows = session.scalars(
        select(PlanWaiver)
        .where(PlanWaiver.plan_id.in_(plan_ids))
        .order_by(PlanWaiver.id)
        .options(joinedload(PlanWaiver.maker))
    )
    found: dict[int, dict[str, PlanWaiver]] = {}
    for row in rows:
        found.setdefault(row.plan_id, {})[row.mark] = row
    return found

"""What the office tells a host instead of the service's own words about a refusal."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.planning.model import Plan, PlannedDecline
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived

LONGEST_TEXT: Final = 1_000
"""Characters of a text to a host."""


class RefusalTold(DomainError):  # noqa: N818 (named after the rule)
    """The plan has been released, and the host has been told."""

    code = "refusal_told"
    category = Category.CONFLICT


def write_refusal(
    session: Session,
    plan_id: int,
    bid_id: int,
    text: str,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set what the host of a refused bid is told, in its language.

    Args:
        session: Where to write.
        plan_id: The plan that refuses the bid.
        bid_id: The bid.
        text: The text; empty for the service's own words.
        version: The refusal's version that was shown; not looked at where None.
        actor: Who writes it.
        now: The present.

    Raises:
        NotFound: The plan does not refuse this bid.
        RefusalTold: The plan has been released.
        TourArchived: Its tour is kept as an earlier year, so that no host will be told.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        plan = session.get(Plan, plan_id, with_for_update={"key_share": True})
        refusal = locked_refusal(session, plan_id, bid_id)
        if plan is None or not PLAN_TRANSITIONS.allows(plan.state, PlanAction.RELEASE):
            raise RefusalTold
        hold_unarchived(session, plan.tour_id)
        require_version(refusal, version)
        if refusal.office_text != text:
            mark_edited(session, refusal, actor=actor, now=now, plan=plan_id, bid=bid_id)
            refusal.office_text = text


def locked_refusal(session: Session, plan_id: int, bid_id: int) -> PlannedDecline:
    """A refusal that no other transaction changes until this one ends; raises NotFound."""
    refusal = session.scalar(
        select(PlannedDecline)
        .where(PlannedDecline.plan_id == plan_id, PlannedDecline.bid_id == bid_id)
        .with_for_update(key_share=True)
    )
    if refusal is None:
        raise NotFound("refusal")
    return refusal

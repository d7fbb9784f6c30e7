"""Rules that a planner lets a draft break, each with the reason, which is kept."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited
from seminar_service.planning.drafting import locked_draft
from seminar_service.planning.edit_model import PlanWaiver
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import WAIVABLE, Objection
from seminar_service.planning.queries.freshness import objections_to
from seminar_service.storage.transaction import transaction

LONGEST_REASON: Final = 500
"""Characters of the reason for which a rule is waived."""


class NotWaivable(DomainError):  # noqa: N818 (named after the rule)
    """Nobody may waive this: without it there is no seminar that could be arranged."""

    code = "not_waivable"
    category = Category.CONFLICT


def waive(
    session: Session,
    plan_id: int,
    mark: str,
    reason: str,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a draft break a rule where it does; what it breaks otherwise, or later, still blocks it.

    Args:
        session: Where to write.
        plan_id: The draft.
        mark: Names the objection that is waived, as `Objection.mark` does.
        reason: Why; at most `LONGEST_REASON` characters.
        today: The present day.
        actor: Who waives it.
        now: The present.

    Raises:
        NotFound: There is no such plan, or nothing of that name speaks against it today.
        NotADraft: The plan is not edited by hand, or it has been released.
        TourArchived: Its tour is kept as an earlier year.
        NotWaivable: It is none of the rules that can be waived.
    """
    with transaction(session):
        plan = locked_draft(session, plan_id)
        objection = _against(session, plan, mark, today)
        if objection.kind not in WAIVABLE:
            raise NotWaivable(objection.kind.value)
        row = session.scalar(_row(plan_id, mark))
        if row is None:
            row = PlanWaiver(plan_id=plan_id, mark=mark, kind=objection.kind.value)
            session.add(row)
        row.reason, row.made_by, row.made_at = reason, actor.user_id, now
        kind = HistoryKind.RULE_WAIVED
        mark_edited(session, plan, kind, actor=actor, now=now, rule=objection.kind.value)


def withdraw_waiver(
    session: Session, plan_id: int, mark: str, *, actor: Actor, now: datetime
) -> None:
    """Let a rule hold again in a draft; nothing happens where it was not waived.

    Raises:
        NotFound, NotADraft, TourArchived: As for `waive`.
    """
    with transaction(session):
        plan = locked_draft(session, plan_id)
        row = session.scalar(_row(plan_id, mark))
        if row is not None:
            session.delete(row)
            kind = HistoryKind.WAIVER_WITHDRAWN
            mark_edited(session, plan, kind, actor=actor, now=now, rule=row.kind)


def _against(session: Session, plan: Plan, mark: str, today: date) -> Objection:
    found = objections_to(session, plan, today=today)
    objection = next((each for each in found if each.mark == mark), None)
    if objection is None:
        raise NotFound("objection")
    return objection


def _row(plan_id: int, mark: str) -> Select[PlanWaiver]:
    return select(PlanWaiver).where(PlanWaiver.plan_id == plan_id, PlanWaiver.mark == mark)

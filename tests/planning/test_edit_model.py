"""What the database itself refuses of what was done in drafts."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.edit_model import PlanEdit, PlanWaiver
from seminar_service.tours.model import Tour
from tests.constraints import refused, unique
from tests.factories import NOW, make_plan


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def edit(plan_id: int, **values: Any) -> PlanEdit:
    return PlanEdit(plan_id=plan_id, changes=[], made_at=NOW, **values)


def test_steps_of_a_draft_have_numbers_of_their_own(session: Session, tour: Tour) -> None:
    first, second = make_plan(session, tour, {}), make_plan(session, tour, {})
    session.add_all([edit(first.id, number=1), edit(second.id, number=1)])
    session.commit()

    with refused(session, unique("plan_edit.plan_id", "plan_edit.number")):
        session.add(edit(first.id, number=1))
        session.commit()


def test_a_rule_is_waived_once_in_a_draft(session: Session, tour: Tour) -> None:
    plan = make_plan(session, tour, {})
    values: dict[str, Any] = {"mark": "a", "kind": "travel", "reason": "x", "made_at": NOW}
    session.add(PlanWaiver(plan_id=plan.id, **values))
    session.commit()

    with refused(session, unique("plan_waiver.plan_id", "plan_waiver.mark")):
        session.add(PlanWaiver(plan_id=plan.id, **values))
        session.commit()


def test_what_was_done_in_a_draft_goes_with_it(session: Session, tour: Tour) -> None:
    plan = make_plan(session, tour, {})
    session.add(edit(plan.id, number=1))
    session.commit()

    session.delete(plan)
    session.commit()

    assert session.scalars(select(PlanEdit)).all() == []

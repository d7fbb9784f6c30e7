"""Which rules were waived."""

from sqlalchemy.orm import Session

from seminar_service.planning.edit_model import PlanWaiver
from seminar_service.planning.queries.waivers import waivers_of
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_plan


def test_waivers_are_read_by_plan_and_mark(session: Session, tour: Tour) -> None:
    plans = [make_plan(session, tour, {}) for _ in range(3)]
    for plan, mark in ((plans[0], "a"), (plans[0], "b"), (plans[2], "a")):
        row = PlanWaiver(plan_id=plan.id, mark=mark, kind="travel", reason="x", made_at=NOW)
        session.add(row)
    session.commit()

    found = waivers_of(session, [plans[0].id, plans[1].id])

    assert {key: set(marks) for key, marks in found.items()} == {plans[0].id: {"a", "b"}}

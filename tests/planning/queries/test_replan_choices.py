"""What can be chosen of a draft."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.replan_choices import (
    replan_view,
    selection_in,
    selection_of,
)
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.selections import Selection
from seminar_service.planning.states import PlanState
from tests.planning.drafts import DAY, edited

NEXT_MONTH = date(2026, 11, 3)


def test_groups_say_how_many_they_hold_and_rows_what_becomes_of_them(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    edited(session, draft, nagoya, Held(NEXT_MONTH, (adviser.id,)))
    chosen = Selection.read([("month", f"{adviser.id}/2026-10")], [osaka.id, nagoya.id])

    view = replan_view(session, draft.id, ReplanKind.REST, chosen)

    assert [(month, [row.bid_id for row in rows]) for month, rows in view.months.items()] == [
        (DAY.replace(day=1), [osaka.id]),
        (NEXT_MONTH.replace(day=1), [nagoya.id]),
    ]
    stays = {row.bid_id: row.stays for rows in view.months.values() for row in rows}
    assert stays == {osaka.id: True, nagoya.id: False}
    assert [(each.value, each.seminars) for each in view.weeks] == [
        ("2026-10-05", 1),
        ("2026-11-02", 1),
    ]
    months = view.adviser_months[adviser.id]
    assert [(each.value, each.is_chosen) for each in months] == [
        (f"{adviser.id}/2026-10", True),
        (f"{adviser.id}/2026-11", False),
    ]
    assert [each.value for each in view.regions] == ["chubu", "kinki"]
    assert (view.free_held, view.free_refused, view.chosen_singly) == (1, 0, 0)
    assert view.is_short
    assert len(view.broken) == 1
    assert view.colliding == ()


def test_a_refused_bid_can_be_chosen_as_well(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    chosen = selection_of(session, draft.id, [("bid", str(nagoya.id))])

    view = replan_view(session, draft.id, ReplanKind.IMPROVE, chosen)

    (refused,) = view.refused
    assert (refused.bid_id, refused.is_chosen, refused.stays) == (nagoya.id, True, False)
    assert (view.free_held, view.free_refused, view.chosen_singly) == (0, 1, 1)
    assert set(view.outlook.kept.pins) == {osaka.id}
    assert selection_in(chosen.document(), [osaka.id, nagoya.id]) == chosen


def test_only_drafts_are_chosen_from(session: Session, draft: Plan) -> None:
    with pytest.raises(NotFound):
        selection_of(session, draft.id + 9, [])
    draft.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        selection_of(session, draft.id, [])
    with pytest.raises(NotADraft):
        replan_view(session, draft.id, ReplanKind.REST, Selection())

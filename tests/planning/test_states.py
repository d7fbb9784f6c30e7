from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction, PlanState
from tests.transition_tables import assert_sound


def test_every_state_is_reached_and_a_superseded_plan_stays_superseded() -> None:
    assert_sound(
        PLAN_TRANSITIONS,
        PlanState,
        PlanAction,
        starts={PlanState.COMPUTED, PlanState.EDITED, PlanState.SCENARIO},
        ends={PlanState.SUPERSEDED, PlanState.SCENARIO},
    )


def test_a_plan_is_released_computed_or_edited_but_once() -> None:
    may_be_released = {
        state for state in PlanState if PLAN_TRANSITIONS.allows(state, PlanAction.RELEASE)
    }

    assert may_be_released == {PlanState.COMPUTED, PlanState.EDITED}


def test_only_drafts_are_edited() -> None:
    may_be_edited = {
        state for state in PlanState if PLAN_TRANSITIONS.allows(state, PlanAction.EDIT)
    }

    assert may_be_edited == {PlanState.EDITED}

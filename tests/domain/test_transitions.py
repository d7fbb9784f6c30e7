from enum import StrEnum
from typing import Any

import pytest

from seminar_service.bids.states import BID_TRANSITIONS, BidAction, BidState
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.transitions import Transitions
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction, PlanState
from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    LIVE_REGISTRATIONS,
    REGISTRATION_TRANSITIONS,
    RegistrationAction,
    RegistrationState,
)
from seminar_service.seminars.states import (
    MOVABLE_SEMINARS,
    SEMINAR_TRANSITIONS,
    SeminarAction,
    SeminarState,
)

TABLES: list[tuple[Transitions[Any, Any], type[StrEnum], type[StrEnum], set[Any]]] = [
    (BID_TRANSITIONS, BidState, BidAction, {BidState.DRAFT}),
    (PLAN_TRANSITIONS, PlanState, PlanAction, {PlanState.COMPUTED}),
    (SEMINAR_TRANSITIONS, SeminarState, SeminarAction, {SeminarState.TENTATIVE}),
    (
        REGISTRATION_TRANSITIONS,
        RegistrationState,
        RegistrationAction,
        {RegistrationState.PROVISIONAL, RegistrationState.WAITING},
    ),
]
every_table = pytest.mark.parametrize(
    ("table", "states", "actions", "starts"), TABLES, ids=[table.kind for table, *_ in TABLES]
)


@every_table
def test_every_state_is_reached_and_every_action_leads_somewhere(
    table: Transitions[Any, Any],
    states: type[StrEnum],
    actions: type[StrEnum],
    starts: set[StrEnum],
) -> None:
    reached, used, open_states = set(starts), set(), list(starts)
    while open_states:
        state = open_states.pop()
        for action in table.actions(state):
            used.add(action)
            target = table.move(state, action)
            if target not in reached:
                reached.add(target)
                open_states.append(target)

    assert reached == set(states)
    assert used == set(actions)


@every_table
def test_what_a_state_does_not_allow_is_refused_by_name(
    table: Transitions[Any, Any],
    states: type[StrEnum],
    actions: type[StrEnum],
    starts: set[StrEnum],
) -> None:
    assert starts <= set(states)
    for state in states:
        for action in set(actions) - set(table.actions(state)):
            assert not table.allows(state, action)
            with pytest.raises(TransitionNotAllowed) as refusal:
                table.move(state, action)
            assert (refusal.value.kind, refusal.value.state) == (table.kind, state)
            assert refusal.value.action == action


@pytest.mark.parametrize(
    ("table", "final"),
    [
        (BID_TRANSITIONS, {BidState.REJECTED, BidState.WITHDRAWN}),
        (PLAN_TRANSITIONS, {PlanState.SUPERSEDED}),
        (SEMINAR_TRANSITIONS, {SeminarState.HELD, SeminarState.CANCELLED}),
        (
            REGISTRATION_TRANSITIONS,
            {
                RegistrationState.LAPSED,
                RegistrationState.CANCELLED,
                RegistrationState.ATTENDED,
                RegistrationState.ABSENT,
            },
        ),
    ],
)
def test_nothing_leads_out_of_the_final_states(
    table: Transitions[Any, Any], final: set[StrEnum]
) -> None:
    states = type(next(iter(final)))

    assert {state for state in states if table.is_final(state)} == final


def test_a_bid_goes_from_draft_over_a_question_to_planning() -> None:
    state = BidState.DRAFT
    for action in (BidAction.SUBMIT, BidAction.ASK_BACK, BidAction.ANSWER, BidAction.ACCEPT):
        state = BID_TRANSITIONS.move(state, action)

    assert state is BidState.ACCEPTED


def test_a_seminar_goes_from_tentative_to_held() -> None:
    state = SeminarState.TENTATIVE
    for action in (
        SeminarAction.CONFIRM,
        SeminarAction.ANNOUNCE,
        SeminarAction.CLOSE,
        SeminarAction.HOLD,
    ):
        state = SEMINAR_TRANSITIONS.move(state, action)

    assert state is SeminarState.HELD


def test_a_confirmed_seminar_that_moves_is_asked_about_again() -> None:
    assert (
        SEMINAR_TRANSITIONS.move(SeminarState.CONFIRMED, SeminarAction.MOVE)
        is SeminarState.TENTATIVE
    )


def test_an_announced_seminar_that_moves_stays_public() -> None:
    assert (
        SEMINAR_TRANSITIONS.move(SeminarState.ANNOUNCED, SeminarAction.MOVE)
        is SeminarState.ANNOUNCED
    )


def test_a_tentative_seminar_is_not_announced() -> None:
    with pytest.raises(TransitionNotAllowed, match="tentative does not allow: announce"):
        SEMINAR_TRANSITIONS.move(SeminarState.TENTATIVE, SeminarAction.ANNOUNCE)


def test_an_offered_place_is_taken_or_lapses() -> None:
    offered = REGISTRATION_TRANSITIONS.move(RegistrationState.WAITING, RegistrationAction.OFFER)

    assert (
        REGISTRATION_TRANSITIONS.move(offered, RegistrationAction.ACCEPT)
        is RegistrationState.CONFIRMED
    )
    assert (
        REGISTRATION_TRANSITIONS.move(offered, RegistrationAction.LAPSE) is RegistrationState.LAPSED
    )


def test_a_place_held_for_a_while_is_kept_by_the_button_or_lapses() -> None:
    held = RegistrationState.PROVISIONAL

    assert (
        REGISTRATION_TRANSITIONS.move(held, RegistrationAction.CONFIRM)
        is RegistrationState.CONFIRMED
    )
    assert REGISTRATION_TRANSITIONS.move(held, RegistrationAction.LAPSE) is RegistrationState.LAPSED


def test_whoever_holds_a_place_or_waits_can_give_it_up_and_nobody_else() -> None:
    for state in RegistrationState:
        may_cancel = REGISTRATION_TRANSITIONS.allows(state, RegistrationAction.CANCEL)
        assert may_cancel == (state in LIVE_REGISTRATIONS)
    assert LIVE_REGISTRATIONS - {RegistrationState.WAITING} == HOLDING_REGISTRATIONS


def test_a_plan_moves_what_is_neither_closed_nor_over() -> None:
    assert (
        frozenset({SeminarState.TENTATIVE, SeminarState.CONFIRMED, SeminarState.ANNOUNCED})
        == MOVABLE_SEMINARS
    )

from seminar_service.bids.states import BID_TRANSITIONS, OVER, BidAction, BidState
from tests.transition_tables import assert_sound


def test_every_state_is_reached_and_nothing_leads_out_of_a_withdrawal() -> None:
    assert_sound(
        BID_TRANSITIONS,
        BidState,
        BidAction,
        starts={BidState.DRAFT},
        ends={BidState.WITHDRAWN},
    )


def test_a_bid_goes_from_draft_over_a_question_to_planning() -> None:
    state = BidState.DRAFT
    for action in (BidAction.SUBMIT, BidAction.ASK_BACK, BidAction.ANSWER, BidAction.ACCEPT):
        state = BID_TRANSITIONS.move(state, action)

    assert state is BidState.ACCEPTED


def test_a_host_may_withdraw_until_the_bid_is_over() -> None:
    for state in BidState:
        assert BID_TRANSITIONS.allows(state, BidAction.WITHDRAW) == (state not in OVER)


def test_a_bid_is_closed_while_it_lives_and_may_be_taken_up_again() -> None:
    living = {BidState.SUBMITTED, BidState.ASKED_BACK, BidState.ACCEPTED}

    assert {state for state in BidState if BID_TRANSITIONS.allows(state, BidAction.CLOSE)} == living
    assert BID_TRANSITIONS.move(BidState.CLOSED, BidAction.ACCEPT) is BidState.ACCEPTED


def test_only_who_was_asked_answers() -> None:
    asked = {state for state in BidState if BID_TRANSITIONS.allows(state, BidAction.ANSWER)}

    assert asked == {BidState.ASKED_BACK}


def test_a_question_may_be_settled_by_telephone() -> None:
    assert BID_TRANSITIONS.move(BidState.ASKED_BACK, BidAction.ACCEPT) is BidState.ACCEPTED


def test_a_bid_that_was_accepted_may_still_be_asked_about_or_refused() -> None:
    assert BID_TRANSITIONS.move(BidState.ACCEPTED, BidAction.ASK_BACK) is BidState.ASKED_BACK
    assert BID_TRANSITIONS.move(BidState.ACCEPTED, BidAction.REJECT) is BidState.REJECTED


def test_a_refusal_is_undone_to_be_decided_anew_or_to_be_planned() -> None:
    assert BID_TRANSITIONS.move(BidState.REJECTED, BidAction.REOPEN) is BidState.SUBMITTED
    assert BID_TRANSITIONS.move(BidState.REJECTED, BidAction.ACCEPT) is BidState.ACCEPTED
    reopened = {state for state in BidState if BID_TRANSITIONS.allows(state, BidAction.REOPEN)}
    assert reopened == {BidState.REJECTED}

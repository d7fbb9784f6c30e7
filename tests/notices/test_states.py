"""The ways between the states of a notice."""

from seminar_service.notices.states import NOTICE_TRANSITIONS, NoticeAction, NoticeState
from tests.transition_tables import assert_sound


def test_the_table_reaches_all_states_and_refuses_the_rest() -> None:
    assert_sound(
        NOTICE_TRANSITIONS,
        NoticeState,
        NoticeAction,
        starts=[NoticeState.DRAFT],
        ends=[NoticeState.SENT, NoticeState.DISCARDED],
    )


def test_only_what_has_not_begun_to_go_is_called_back() -> None:
    back = {
        state for state in NoticeState if NOTICE_TRANSITIONS.allows(state, NoticeAction.CALL_BACK)
    }
    assert back == {NoticeState.SCHEDULED}

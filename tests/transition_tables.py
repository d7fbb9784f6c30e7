"""What holds for every table of transitions."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import pytest

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.transitions import Transitions


def assert_sound(
    table: Transitions[Any, Any],
    states: type[StrEnum],
    actions: type[StrEnum],
    *,
    starts: Iterable[StrEnum],
    ends: Iterable[StrEnum],
) -> None:
    """Assert that a table reaches all states, uses all actions, and refuses the rest by name.

    Args:
        table: The table.
        states: All its states.
        actions: All its actions.
        starts: The states in which a thing begins.
        ends: The states out of which nothing leads.
    """
    assert _reached(table, starts) == set(states)
    assert {action for state in states for action in table.actions(state)} == set(actions)
    assert {state for state in states if not table.actions(state)} == set(ends)
    for state in states:
        for action in set(actions) - set(table.actions(state)):
            _assert_refused(table, state, action)


def _reached(table: Transitions[Any, Any], starts: Iterable[StrEnum]) -> set[StrEnum]:
    reached, open_states = set(starts), list(starts)
    while open_states:
        state = open_states.pop()
        targets = {table.move(state, action) for action in table.actions(state)}
        open_states.extend(targets - reached)
        reached |= targets
    return reached


def _assert_refused(table: Transitions[Any, Any], state: StrEnum, action: StrEnum) -> None:
    assert not table.allows(state, action)
    with pytest.raises(TransitionNotAllowed) as refusal:
        table.move(state, action)
    assert (refusal.value.kind, refusal.value.state) == (table.kind, state)
    assert refusal.value.action == action

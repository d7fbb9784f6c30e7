"""The one mechanism by which anything changes its state."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from seminar_service.domain.errors import TransitionNotAllowed

StateT = TypeVar("StateT", bound=StrEnum)
ActionT = TypeVar("ActionT", bound=StrEnum)


class Transitions(Generic[StateT, ActionT]):
    """Which action leads from which state to which, for one kind of thing."""

    def __init__(self, kind: str, table: Mapping[StateT, Mapping[ActionT, StateT]]) -> None:
        """Take the table.

        Args:
            kind: The kind of thing, as errors name it, such as `bid`.
            table: For each state the actions that it allows and where they lead; a state that is
                missing allows none.
        """
        self.kind = kind
        self._table = {state: dict(actions) for state, actions in table.items()}

    def move(self, state: StateT, action: ActionT) -> StateT:
        """Return the state to which an action leads.

        Raises:
            TransitionNotAllowed: When the state does not allow the action.
        """
        target = self._table.get(state, {}).get(action)
        if target is None:
            raise TransitionNotAllowed(self.kind, state, action)
        return target

    def allows(self, state: StateT, action: ActionT) -> bool:
        """Tell whether `move` would succeed."""
        return action in self._table.get(state, {})

    def actions(self, state: StateT) -> tuple[ActionT, ...]:
        """Return the actions that a state allows, in the order of the table."""
        return tuple(self._table.get(state, {}))

"""The states of a plan, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class PlanState(StrEnum):
    """Where a version of a plan stands."""

    COMPUTED = "computed"
    EDITED = "edited"
    RELEASED = "released"
    SUPERSEDED = "superseded"


class PlanAction(StrEnum):
    """What can be done with a plan."""

    EDIT = "edit"
    RELEASE = "release"
    SUPERSEDE = "supersede"


PLAN_TRANSITIONS: Final = Transitions(
    "plan",
    {
        PlanState.COMPUTED: {
            PlanAction.EDIT: PlanState.EDITED,
            PlanAction.RELEASE: PlanState.RELEASED,
        },
        PlanState.EDITED: {
            PlanAction.EDIT: PlanState.EDITED,
            PlanAction.RELEASE: PlanState.RELEASED,
        },
        PlanState.RELEASED: {PlanAction.SUPERSEDE: PlanState.SUPERSEDED},
    },
)

"""The states of a plan, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class PlanState(StrEnum):
    """Where a plan stands; `EDITED` are drafts, which begin so: what was computed is copied.

    `SCENARIO` answers another question than the tour asks, and stays what it is.
    """

    COMPUTED = "computed"
    EDITED = "edited"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    SCENARIO = "scenario"


class PlanAction(StrEnum):
    """What can be done with a plan."""

    EDIT = "edit"
    RELEASE = "release"
    SUPERSEDE = "supersede"


PLAN_TRANSITIONS: Final = Transitions(
    "plan",
    {
        PlanState.COMPUTED: {PlanAction.RELEASE: PlanState.RELEASED},
        PlanState.EDITED: {
            PlanAction.EDIT: PlanState.EDITED,
            PlanAction.RELEASE: PlanState.RELEASED,
        },
        PlanState.RELEASED: {PlanAction.SUPERSEDE: PlanState.SUPERSEDED},
    },
)

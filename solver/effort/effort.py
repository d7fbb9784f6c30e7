"""How hard the planner tries: every share, patience and limit of its search, each with its reason.

None of these decides whether a plan is valid or a bound holds; they weigh time against quality.
They were chosen by `make bench` on the reference tours. Tolerances of floating point, and limits
beyond which a method is not exact, stand where they are needed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, TypeVar

from solver.effort.columns import USUAL_COLUMNS, ColumnEffort

T = TypeVar("T")


@dataclass(frozen=True)
class PhaseEffort:
    """How the time of a solve is divided.

    Attributes:
        told_bids: Bids that are put in before the plan so far is told.
        idle_steps_per_bid: Idle steps for each bid after which a search without a proof is at its
            end.
        near_share: Within this share of the bound, the search finds hardly anything before the
            proof does.
        reserved_share: Share of the time limit that is kept for explaining the refusals.
        most_reserved_seconds: The same in seconds, at most.
        reserved_seconds_per_bid: What explaining a refusal and writing it takes at least, which
            counts where time is short.
        most_reserved_share: Share of the time limit that is kept even then, at most.
    """

    told_bids: int = 100
    idle_steps_per_bid: int = 200
    near_share: float = 0.01
    reserved_share: float = 0.03
    most_reserved_seconds: float = 2.0
    reserved_seconds_per_bid: float = 0.0004
    most_reserved_share: float = 0.5


@dataclass(frozen=True)
class RuinEffort:
    """How the ruin search changes plans.

    Attributes:
        most_removed: Bids that are taken out at once, at most.
        most_waiting: Declined bids that are tried again with them, at most.
        restart_steps: Steps without a new best plan after which it goes back to the best one.
        accepted_share: A plan that costs more than the best one by this share is still worth going
            on from.
    """

    most_removed: int = 12
    most_waiting: int = 12
    restart_steps: int = 200
    accepted_share: float = 0.003


@dataclass(frozen=True)
class RefusalEffort:
    """How long a way to hold a declined bid is looked for.

    Attributes:
        most_rivals: Held bids that are taken out in turn to see what it costs to hold a declined
            one instead.
    """

    most_rivals: int = 8


@dataclass(frozen=True)
class NetworkEffort:
    """How large the models of networks may be.

    Attributes:
        most_states: States of one adviser above which earlier stops are left out of them.
        most_visits: Pairs of adviser and dated bid above which the whole model is too large to be
            of use.
        most_work: Deterministic time of CP-SAT (about seconds) after which a question about one
            adviser stays open.
    """

    most_states: int = 20_000
    most_visits: int = 8_000
    most_work: float = 20.0


@dataclass(frozen=True)
class Effort:
    """How hard a solve tries, room by room."""

    phases: PhaseEffort = PhaseEffort()
    ruin: RuinEffort = RuinEffort()
    refusals: RefusalEffort = RefusalEffort()
    networks: NetworkEffort = NetworkEffort()
    columns: ColumnEffort = USUAL_COLUMNS

    def document(self) -> dict[str, Any]:
        """Return it as JSON values, on its way to the process that proves."""
        return asdict(self)


USUAL = Effort()
"""What a solve does unless it is told otherwise."""


def read_effort(document: Mapping[str, Any]) -> Effort:
    """Return the effort that a document was made of."""
    return _read(Effort, document)


def _read(kind: type[T], document: Mapping[str, Any]) -> T:
    parts = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    return kind(
        **{
            name: _read(part, document[name])
            if isinstance(part, type) and is_dataclass(part)
            else document[name]
            for name, part in parts.items()
        }
    )

"""Proving small models within the test's own process."""

from collections.abc import Callable, Sequence

from solver import read_instance
from solver.compiled import CompiledTour, compile_instance
from solver.draft import Draft, Holding
from solver.exact.building import build_model
from solver.exact.cpsat import prove_with_cpsat
from solver.exact.findings import Ending, Listener
from solver.exact.model import ExactModel
from solver.exact.proof import prove
from solver.exact.scope import whole_scope
from tests.solver.tours import Document

Prove = Callable[[ExactModel, Sequence[Holding | None] | None, int, Listener], Ending]

PROVERS: list[Prove] = [prove, prove_with_cpsat]


class Findings:
    """Keeps what a proof tells."""

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self.bounds: list[int] = []
        self.costs: list[int] = []
        self.last: list[Holding | None] = []

    def bound(self, bound_yen: int) -> None:
        self.bounds.append(bound_yen)

    def plan(self, holdings: Sequence[Holding | None]) -> None:
        draft = Draft(self.tour)
        draft.take(list(holdings))
        assert draft.is_valid()
        cost = draft.cost_yen()
        assert cost is not None
        self.costs.append(cost)
        self.last = list(holdings)


def compile_document(document: Document) -> CompiledTour:
    return compile_instance(read_instance(document))


def optimum(document: Document, prove_it: Prove = prove) -> int | None:
    """Return the proven optimum of a tour, None where it has no valid plan."""
    tour = compile_document(document)
    findings = Findings(tour)
    ending = prove_it(build_model(whole_scope(tour)), None, 0, findings)
    if ending is Ending.INFEASIBLE:
        return None
    assert ending is Ending.OPTIMAL
    assert findings.bounds[-1] == min(findings.costs)
    return findings.bounds[-1]

"""Proving small models within the test's own process."""

from collections.abc import Callable, Sequence

from solver import read_instance
from solver.proof.columns.prover import prove_with_columns
from solver.proof.findings import Ending, Listener
from solver.proof.networks.building import build_model
from solver.proof.networks.cpsat import prove_with_cpsat
from solver.proof.networks.model import ExactModel
from solver.proof.networks.prover import prove
from solver.proof.networks.scope import whole_scope
from solver.search.draft import Draft, Holding
from solver.tour.compiled import CompiledTour, compile_instance
from tests.solver.tours import Document

Prove = Callable[[ExactModel, Sequence[Holding | None] | None, int, Listener], Ending]


def prove_by_columns(
    model: ExactModel, start: Sequence[Holding | None] | None, seed: int, listener: Listener
) -> Ending:
    """Prove the tour of a model without the model."""
    tour = model.scope.tour
    return prove_with_columns(tour, start or [None] * len(tour.bids), seed, listener)


PROVERS: list[Prove] = [prove, prove_with_cpsat, prove_by_columns]


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


def optimum(document: Document, prove_it: Prove | None = None) -> int | None:
    """Return the proven optimum of a tour, None where it has no valid plan.

    Without a prover, the model of networks and column generation prove it, and must agree.
    """
    if prove_it is None:
        yen = optimum(document, prove)
        assert optimum(document, prove_by_columns) == yen
        return yen
    tour = compile_document(document)
    findings = Findings(tour)
    ending = prove_it(build_model(whole_scope(tour)), None, 0, findings)
    if ending is Ending.INFEASIBLE:
        return None
    assert ending is Ending.OPTIMAL
    plan = [findings.bounds[-1]] if not findings.costs else findings.costs
    assert findings.bounds[-1] == min(plan)
    return findings.bounds[-1]

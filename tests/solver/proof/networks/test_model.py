from solver.proof.networks.model import ExactModel
from solver.proof.networks.scope import whole_scope
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, day, make_adviser, make_bid, make_tour

ZERO = START.toordinal()
MANY = 1000


def make_model(most_states: int = MANY) -> ExactModel:
    bids = [make_bid("b1", {0: 0, 1: 0}), make_bid("b2", {1: 0}, slots=[["brand"]])]
    advisers = [make_adviser("a1", unavailable=[day(0)]), make_adviser("a2", topics=["ip"])]
    model = ExactModel(whole_scope(compile_document(make_tour(bids, advisers))))
    model.add_visits(most_states)
    return model


def test_whoever_may_be_somewhere_has_a_variable_for_it_and_no_one_else() -> None:
    assert list(make_model().visits) == [(0, 0, ZERO + 1), (1, 0, ZERO), (1, 0, ZERO + 1)]


def test_everyone_with_a_visit_has_variables_for_trips_to_it() -> None:
    model = make_model()
    assert {adviser: paths.visited for adviser, paths in model.paths.items()} == {
        0: [(0, ZERO + 1)],
        1: [(0, ZERO), (0, ZERO + 1)],
    }
    assert len(model.paths[1].begins) == len(model.paths[1].ends) == 2


def test_a_variable_of_its_own_stands_for_each_state() -> None:
    model = make_model()
    literals = [
        literal.index
        for paths in model.paths.values()
        for group in (paths.begins, paths.links, paths.ends)
        for literal in group.values()
    ]
    literals += [literal.index for literal in model.visits.values()]
    assert len(set(literals)) == len(literals) == len(model.cp.proto.variables)


def test_costs_that_are_nothing_are_left_out_of_the_objective() -> None:
    model = make_model()
    literal = model.literal()
    model.add_cost(0, literal)
    model.add_cost(700, literal)
    assert model.costs == [(700, literal)]
    model.constant_yen = 30
    model.minimise()
    assert model.cp.proto.objective.offset == 30
    assert list(model.cp.proto.objective.coeffs) == [700]

from solver.commands.status import ExitStatus


def test_every_way_to_end_has_the_number_that_the_documents_give() -> None:
    assert {status.name: int(status) for status in ExitStatus} == {
        "OK": 0,
        "BROKEN_PLAN": 1,
        "INVALID": 2,
        "INFEASIBLE": 3,
        "UNDECIDED": 4,
        "USAGE": 64,
        "CUT_OFF": 141,
    }

from collections import Counter

import solver
from seminar_service.samples import files


def test_the_shipped_year_is_a_problem_that_the_planner_takes() -> None:
    instance = solver.read_instance(files.instance())

    assert (len(instance.bids), len(instance.places)) == (31, 47)
    assert instance.horizon.start.year == files.FISCAL_YEAR


def test_the_record_holds_each_bid_of_that_year_once() -> None:
    held = Counter(seminar["bid"] for seminar in files.record()["seminars"])

    assert held == Counter(bid["id"] for bid in files.instance()["bids"])

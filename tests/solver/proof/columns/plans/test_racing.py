"""The first search that comes to its end wins, and nobody hears of the others any more."""

import random
import threading

import highspy
import numpy as np
import pytest
from highspy.highs import HighsCallbackEvent

from solver.proof.columns.plans.integer_program import Program, open_program
from solver.proof.columns.plans.racing import Race

NO_TIME = {"time_limit": 0.0}
MINUTES = {"time_limit": 600.0}
"""A search that nobody ends should not outlive the tests."""


def split(columns: int, rows: int) -> Program:
    """Return a market split: hard from some ten rows and forty columns on, and easy with few."""
    rng = random.Random(columns)  # noqa: S311 - test data, not a secret
    value = np.array([float(rng.randrange(100)) for _ in range(rows * columns)])
    half = np.floor(value.reshape(columns, rows).sum(axis=0) / 2)
    return Program(
        yen=np.ones(columns),
        least=np.zeros(columns),
        row_least=half,
        row_most=half,
        first=np.arange(0, rows * columns + 1, rows),
        row=np.tile(np.arange(rows), columns),
        value=value,
        upper_yen=np.inf,
    )


def choice() -> Program:
    """Return a program with one row: use one of two columns, the first of which is cheaper."""
    return Program(
        yen=np.array([3.0, 5.0]),
        least=np.zeros(2),
        row_least=np.ones(1),
        row_most=np.ones(1),
        first=np.array([0, 1, 2]),
        row=np.zeros(2, np.int64),
        value=np.ones(2),
        upper_yen=np.inf,
    )


def hear_nothing(_: HighsCallbackEvent) -> None:
    """Take no note."""


def entered(race: Race, program: Program, options: dict[str, float]) -> highspy.Highs:
    search = open_program(program, options)
    race.enter(search, hear_nothing, hear_nothing)
    return search


def others() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one is not threading.current_thread()}


def test_the_first_search_at_its_end_wins_and_the_other_is_ended() -> None:
    before, race = others(), Race()
    hard = entered(race, split(60, 8), MINUTES)
    easy = entered(race, choice(), {})
    winner = race.run()
    assert winner is not None
    assert winner is easy
    assert winner.getInfo().objective_function_value == pytest.approx(3.0)
    for thread in others() - before:
        thread.join()
    assert hard.getModelStatus() == highspy.HighsModelStatus.kInterrupt


def test_what_cannot_be_done_is_an_end_too() -> None:
    race = Race()
    program = choice()._replace(row_least=np.full(1, 3.0), row_most=np.full(1, 3.0))
    impossible = entered(race, program, {})
    winner = race.run()
    assert winner is not None
    assert winner is impossible
    assert winner.getModelStatus() == highspy.HighsModelStatus.kInfeasible


@pytest.mark.parametrize("searches", [1, 2])
def test_a_race_in_which_none_comes_to_its_end_has_no_winner(searches: int) -> None:
    race = Race()
    for _ in range(searches):
        entered(race, split(60, 8), NO_TIME)
    assert race.run() is None


def test_nothing_is_told_of_a_search_once_the_race_is_over() -> None:
    before, race, heard = others(), Race(), list[bool]()
    is_over = threading.Event()

    def hear(_: HighsCallbackEvent) -> None:
        heard.append(is_over.is_set())

    race.enter(open_program(split(60, 8), MINUTES), hear, hear)
    entered(race, choice(), {})
    race.run()
    is_over.set()
    for thread in others() - before:
        thread.join()
    assert not any(heard)


@pytest.mark.parametrize("searches", [1, 2])
def test_a_fault_of_who_listens_ends_the_race(searches: int) -> None:
    def fail(_: HighsCallbackEvent) -> None:
        raise ZeroDivisionError

    race = Race()
    for _ in range(searches):
        race.enter(open_program(choice(), {}), fail, fail)
    with pytest.raises(ZeroDivisionError):
        race.run()

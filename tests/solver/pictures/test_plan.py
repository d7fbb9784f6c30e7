import pytest

from solver import (
    InvalidPlan,
    Plan,
)
from tests.solver.pictures.drawn import PLAN, draw, texts, two_bids


def test_names_with_odd_characters_leave_a_picture_that_can_be_read() -> None:
    assert "知財 <太郎>�" in texts(draw(two_bids()))


def test_a_plan_that_holds_a_bid_twice_is_not_drawn() -> None:
    twice = Plan("small", "feasible", 0, 0, PLAN.seminars * 2)
    with pytest.raises(InvalidPlan):
        draw(two_bids(), twice)

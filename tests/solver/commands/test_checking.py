import json
from pathlib import Path

import pytest

from solver.cli import main
from tests.solver.commands.running import run_solve, write
from tests.solver.tours import (
    make_bid,
    make_tour,
    random_tour,
)


def test_check_accepts_the_plan_that_solve_writes(tmp_path: Path) -> None:
    run_solve(tmp_path, random_tour(5))
    assert main(["check", str(tmp_path / "tour.json"), str(tmp_path / "plan.json")]) == 0


def test_check_refuses_a_plan_that_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, plan = run_solve(tmp_path, make_tour([make_bid("b1")]))
    (tmp_path / "plan.json").write_text(json.dumps(plan | {"objective_yen": 1}), encoding="utf-8")
    assert main(["check", str(tmp_path / "tour.json"), str(tmp_path / "plan.json")]) == 1
    assert "violation: " in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", '{"format": "seminar-plan/1"}'])
def test_check_refuses_what_is_no_plan(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")
    tour = write(tmp_path, make_tour([make_bid("b1")]))
    assert main(["check", str(tour), str(path)]) == 1

import json
from pathlib import Path

import pytest

from solver import (
    read_instance,
    write_plan,
)
from solver.cli import main
from tests.solver.explained import plan_greedily, two_for_one_adviser
from tests.solver.tours import day


def test_explain_says_it_as_text_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = two_for_one_adviser()
    files = [tmp_path / "tour.json", tmp_path / "plan.json"]
    plan = write_plan(plan_greedily(read_instance(tour)))
    for path, document in zip(files, (tour, plan), strict=True):
        path.write_text(json.dumps(document), encoding="utf-8")
    command = ["explain", *map(str, files), "--bid", "b1"]
    assert main([*command, "--time-limit", "0.001"]) == 0
    assert "would win by date" in capsys.readouterr().out
    assert main([*command, "--time-limit", "60", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["extra"]["is_exact"] is True
    assert document["remedies"][0]["kind"] == "date"
    days = tmp_path / "days.txt"
    days.write_text(day(9), encoding="utf-8")
    assert main([*command, "--time-limit", "60", "--json", "--open-days", str(days)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["seminar"]["date"] for one in document["remedies"]] == [day(9)]
    assert main(["explain", *map(str, files), "--bid", "b7"]) == 1

import json
from pathlib import Path

import pytest

from solver import Plan, Seminar
from solver.cli import main
from solver.texts.plan_writing import write_plan as plan_document
from tests.solver.test_comparison import AFTER, BEFORE, LATER, three_bids
from tests.solver.tours import START


def write(folder: Path, name: str, document: object) -> str:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def write_plan(folder: Path, name: str, seminars: tuple[Seminar, ...]) -> str:
    return write(folder, name, plan_document(Plan("small", "feasible", 0, 0, seminars)))


def test_diff_says_it_as_text_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        write(tmp_path, "tour.json", three_bids()),
        write_plan(tmp_path, "a.json", BEFORE),
        write_plan(tmp_path, "b.json", AFTER),
    ]
    assert main(["diff", *files]) == 0
    out = capsys.readouterr().out
    assert f"moved: b1 (Host b1): {START} by a1 -> {LATER} by a1" in out
    assert "total: +0 yen" in out
    assert main(["diff", *files, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["difference_yen"] == 0
    assert [change["kind"] for change in document["changes"]] == ["moved", "declined", "added"]


def test_diff_refuses_a_file_that_is_no_plan(tmp_path: Path) -> None:
    tour = write(tmp_path, "tour.json", three_bids())
    plan = write_plan(tmp_path, "a.json", BEFORE)
    assert main(["diff", tour, plan, tour]) == 1
    assert main(["diff", tour, plan, str(tmp_path / "none")]) == 64

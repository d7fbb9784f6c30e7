import json
from pathlib import Path

from solver import (
    write_plan,
)
from solver.cli import main
from tests.solver.pictures.drawn import PLAN, two_bids


def test_show_writes_the_picture(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("tour.json", "plan.json", "plan.svg")]
    paths[0].write_text(json.dumps(two_bids()), encoding="utf-8")
    paths[1].write_text(json.dumps(write_plan(PLAN)), encoding="utf-8")
    assert main(["show", str(paths[0]), str(paths[1]), "-o", str(paths[2])]) == 0
    assert paths[2].read_text(encoding="utf-8").startswith("<svg")
    missing = str(tmp_path / "none" / "plan.svg")
    assert main(["show", str(paths[0]), str(paths[1]), "-o", missing]) == 64

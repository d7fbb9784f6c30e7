"""Running commands on small tours."""

import json
from pathlib import Path
from typing import Any

from solver.cli import main
from tests.solver.tours import Document


def write(folder: Path, document: object) -> Path:
    path = folder / "tour.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def run_solve(folder: Path, tour: object, *more: str) -> tuple[int, Document]:
    output = folder / "plan.json"
    status = main(
        ["solve", str(write(folder, tour)), "-o", str(output), "--time-limit", "60", *more]
    )
    return status, read(output)

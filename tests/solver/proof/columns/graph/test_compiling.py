import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from solver.proof.columns.graph.compiling import compiled
@compiled
def double(number: int) -> int:
    return 2 * number
print(double(21))
"""


def run(folder: Path, **environment: str) -> str:
    """Return what a program says that runs compiled code."""
    script = folder / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    paths = os.pathsep.join(path for path in sys.path if path)
    env = {**os.environ, "PYTHONPATH": paths, **environment}
    ended = subprocess.run(
        [sys.executable, str(script)], env=env, check=True, capture_output=True, text=True
    )
    return ended.stdout


def test_machine_code_is_kept_for_the_next_process(tmp_path: Path) -> None:
    assert run(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "cache")) == "42\n"
    assert list((tmp_path / "cache").rglob("*.nbi"))


def test_without_a_folder_to_write_to_it_compiles_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    assert run(tmp_path, NUMBA_CACHE_DIR=str(blocked / "cache")) == "42\n"

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from solver.proof.columns.graph import compiling

PROGRAM = """
from solver.proof.columns.graph.compiling import compiled
@compiled
def double(number: int) -> int:
    return 2 * number
print(double(21))
"""


def run(folder: Path, program: str = PROGRAM, **environment: str) -> str:
    """Return what a program says that runs compiled code."""
    script = folder / "program.py"
    script.write_text(program, encoding="utf-8")
    paths = os.pathsep.join(path for path in sys.path if path)
    env = {**os.environ, "PYTHONPATH": paths, **environment}
    ended = subprocess.run(
        [sys.executable, str(script)], env=env, check=True, capture_output=True, text=True
    )
    return ended.stdout


TELLING = """
from solver.proof.columns.graph.compiling import compiled, is_kept, telling
@compiled
def half(number: int) -> int:
    return number // 2
@compiled
def quarter(number: int) -> int:
    return half(half(number))
with telling(lambda is_under_way: print(is_under_way)):
    print(quarter(84), quarter(168), is_kept())
"""


def test_compiling_is_told_from_its_beginning_to_its_end_and_only_once(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    assert run(tmp_path, TELLING, NUMBA_CACHE_DIR=cache) == "True\nFalse\n21 42 True\n"
    assert run(tmp_path, TELLING, NUMBA_CACHE_DIR=cache) == "21 42 True\n"


def test_where_no_folder_takes_machine_code_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def njit(**options: bool) -> Callable[[object], object]:
        if "cache" in options:
            raise RuntimeError("cannot cache function: no locator available")
        return lambda function: function

    monkeypatch.setattr(compiling, "njit", njit)
    monkeypatch.setattr(compiling, "_unkept", [])
    assert compiling.is_kept()
    assert compiling.compiled(abs)(-3) == 3
    assert not compiling.is_kept()


def test_machine_code_is_kept_for_the_next_process(tmp_path: Path) -> None:
    assert run(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "cache")) == "42\n"
    assert list((tmp_path / "cache").rglob("*.nbi"))


def test_without_a_folder_to_write_to_it_compiles_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    assert run(tmp_path, NUMBA_CACHE_DIR=str(blocked / "cache")) == "42\n"

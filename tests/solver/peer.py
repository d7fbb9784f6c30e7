"""The independent checker of the format, where the reference material lies beside the project."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TOURS = SHARED / "tours"

needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the reference tours and their checker are not at hand"
)


def load_checker() -> ModuleType:
    """Return the module of the independent checker, without leaving compiled files beside it."""
    if "check_plan" not in sys.modules:
        spec = importlib.util.spec_from_file_location("check_plan", SHARED / "check_plan.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["check_plan"] = module
        writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        spec.loader.exec_module(module)
        sys.dont_write_bytecode = writes_bytecode
    return sys.modules["check_plan"]


def judge(tour: dict[str, Any], plan: dict[str, Any]) -> Any:
    """Return the independent checker's report on a plan document for a tour document."""
    checker = load_checker()
    return checker.check_plan(checker.build_instance(tour), plan)

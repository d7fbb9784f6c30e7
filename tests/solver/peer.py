"""The independent checker of the format and the generator of tours, where they are at hand."""

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
    """Return the module of the independent checker."""
    return _load("check_plan")


def load_generator() -> ModuleType:
    """Return the module that makes reference tours; it uses the checker."""
    load_checker()
    return _load("make_tour")


def judge(tour: dict[str, Any], plan: dict[str, Any]) -> Any:
    """Return the independent checker's report on a plan document for a tour document."""
    checker = load_checker()
    return checker.check_plan(checker.build_instance(tour), plan)


def _load(name: str) -> ModuleType:
    """Return a module of the reference material, without leaving compiled files beside it."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, SHARED / f"{name}.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        spec.loader.exec_module(module)
        sys.dont_write_bytecode = writes_bytecode
    return sys.modules[name]

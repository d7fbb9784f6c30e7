"""Errors: each belongs to a category, which decides the answer."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

import seminar_service
from seminar_service.domain.errors import Category, DomainError, NotFound


def every_error() -> Iterator[type[DomainError]]:
    """All errors of the application, whatever module they stand in."""
    for module in pkgutil.walk_packages(seminar_service.__path__, "seminar_service."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting = DomainError.__subclasses__()
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        if found.__module__.startswith("seminar_service."):
            yield found


def test_every_error_has_a_category() -> None:
    errors = list(every_error())
    assert {error.__name__ for error in errors} >= {"NotFound", "CallClosed", "PlanOutdated"}
    assert [error for error in errors if not isinstance(error.category, Category)] == []


def test_every_error_has_a_code_of_its_own() -> None:
    codes = Counter(error.code for error in every_error())
    assert [code for code, times in codes.items() if times > 1] == []


def test_an_error_without_a_category_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="category"):
        type("Forgotten", (DomainError,), {"code": "forgotten"})


def test_an_error_without_a_code_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="code"):
        type("Nameless", (NotFound,), {})

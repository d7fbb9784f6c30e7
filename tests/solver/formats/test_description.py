"""`docs/tour-format.md` describes what the planner really reads and writes."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from solver import (
    Instance,
    InvalidInstance,
    Rule,
    SolveOptions,
    Violation,
    check,
    read_instance,
    read_plan,
    solve,
    write_plan,
)
from solver.formats.plan import REMEDY_KINDS, STATUSES
from tests.solver.peer import judge, needs_shared

TEXT = (Path(__file__).parents[3] / "docs" / "tour-format.md").read_text(encoding="utf-8")


def example(name: str) -> dict[str, Any]:
    """Return the document of one of the page's examples."""
    found = re.search(rf"^```json {name}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None
    document: dict[str, Any] = json.loads(found[1])
    return document


@pytest.fixture
def instance() -> Instance:
    return read_instance(example("tour"))


def test_the_tour_of_the_page_is_one_and_comes_back_as_it_stands(instance: Instance) -> None:
    assert instance.document() == example("tour")


def test_the_plan_of_the_page_is_valid_and_costs_what_it_says(instance: Instance) -> None:
    report = check(instance, read_plan(example("plan"), instance))
    assert report.violations == ()
    parts = report.components
    assert (parts.fares, parts.declines, parts.workload) == (22_600, 300_000, 400)


def test_the_plan_of_the_page_is_the_one_that_the_planner_finds(instance: Instance) -> None:
    found = write_plan(solve(instance, SolveOptions(time_limit_seconds=60, workers=1)), instance)
    shown = example("plan")
    for key in ("instance", "status", "objective_yen", "bound_yen", "seminars"):
        assert found[key] == shown[key]
    (decline,) = read_plan(found).declined
    (said,) = read_plan(shown).declined
    assert (decline.bid, decline.reason, decline.dates) == (said.bid, said.reason, said.dates)


@needs_shared
def test_another_checker_agrees_with_the_page() -> None:
    verdict = judge(example("tour"), example("plan"))
    assert (verdict.valid, verdict.objective) == (True, example("plan")["objective_yen"])


@pytest.mark.parametrize("kind", ["tour", "rules", "advisers", "bids"])
def test_every_key_of_a_tour_is_in_the_tables_of_the_page_and_required(kind: str) -> None:
    document = example("tour")
    part = {"tour": document, "rules": document["rules"]}.get(kind) or document[kind][0]
    for key in list(part):
        assert f"`{key}`" in TEXT
        value = part.pop(key)
        with pytest.raises(InvalidInstance):
            read_instance(document)
        part[key] = value


def test_the_page_has_every_code_that_a_plan_can_contain() -> None:
    codes = [*STATUSES, *REMEDY_KINDS, "no_date", "no_adviser", "no_free_adviser", "outbid"]
    assert [code for code in codes if f"`{code}`" not in TEXT] == []


def test_the_page_numbers_the_rules_as_the_planner_does() -> None:
    numbered = re.findall(r"^\| (\d+) \| \S", TEXT, re.MULTILINE)
    assert list(map(int, numbered)) == [int(rule) for rule in Rule]


def test_the_page_has_every_value_of_a_violation() -> None:
    keys = ["rule", *(field.name for field in fields(Violation))]
    assert [key for key in keys if f"`{key}`" not in TEXT] == []

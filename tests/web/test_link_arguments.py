"""Links that code and templates make name what their address needs; a page need not be drawn."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[2]
VIEWS = sorted((ROOT / "seminar_service" / "web").rglob("*.py"))
TEMPLATES = sorted(each for each in (ROOT / "templates").rglob("*.*") if each.suffix != ".css")
CALL = re.compile(
    r"""url_for\((["'])(?P<endpoint>[\w.]+)\1(?P<given>(?:,(?:[^()]|\([^()]*\))*)?)\)"""
)

Link = tuple[str, str, set[str]]
"""Where it is made, the endpoint, and the names of what it is given."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What links need does not depend on the database."""
    return sqlite_url


def links_of_code() -> Iterator[Link]:
    for path in VIEWS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "url_for":
                continue
            first, names = node.args[0], [each.arg for each in node.keywords]
            if isinstance(first, ast.Constant) and None not in names:
                yield path.name, str(first.value), {name for name in names if name}


def links_of_templates() -> Iterator[Link]:
    for path in TEMPLATES:
        for found in CALL.finditer(path.read_text(encoding="utf-8")):
            if "**" not in found["given"]:
                names = set(re.findall(r"(\w+)=(?!=)", found["given"]))
                yield path.name, found["endpoint"], names


def missing(app: Flask, endpoint: str, given: set[str]) -> set[str]:
    """What no address of the endpoint does without; the endpoint itself where there is none."""
    rules = list(app.url_map.iter_rules(endpoint)) if endpoint in app.view_functions else []
    if not rules:
        return {endpoint}
    lacking = [rule.arguments - set(rule.defaults or ()) - given for rule in rules]
    return min(lacking, key=len)


def test_links_of_code_name_all_that_their_address_needs(app: Flask) -> None:
    links = list(links_of_code())

    assert len(links) > 200
    assert [each for each in links if missing(app, *each[1:])] == []


def test_links_of_templates_name_all_that_their_address_needs(app: Flask) -> None:
    links = list(links_of_templates())

    assert len(links) > 500
    assert [each for each in links if missing(app, *each[1:])] == []


def test_a_link_without_its_number_or_to_nowhere_is_found(app: Flask) -> None:
    assert missing(app, "organisers.bid", {"anchor"}) == {"bid_id"}
    assert missing(app, "organisers.nowhere", {"bid_id"}) == {"organisers.nowhere"}
    assert missing(app, "organisers.bid", {"bid_id", "show"}) == set()

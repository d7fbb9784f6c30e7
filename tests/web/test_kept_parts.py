"""Parts of pages that are made once for equal values."""

from typing import NamedTuple

import pytest
from flask import Flask, render_template_string
from jinja2 import DictLoader

from seminar_service.web import kept_parts
from seminar_service.web.kept_parts import KeptParts

PARTS = """{% macro part(value, more="") %}{% set _ignored = made.append(value) -%}
<b>{{ value.text }}</b>
{{- _("Register") }}{{ more }}{{ page_says }}{{ settings }}{% endmacro %}"""
ONE = '{{ kept_part("parts.html", "part", value) }}'
MANY = '{{ kept_parts("parts.html", "part", values, "; ") }}'


class Value(NamedTuple):
    text: str


@pytest.fixture
def kept(app: Flask, monkeypatch: pytest.MonkeyPatch) -> KeptParts:
    """Nothing yet; templates of the test alone keep parts in it."""
    found = KeptParts()
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"parts.html": PARTS}))
    for name, function in (("kept_part", found.part), ("kept_parts", found.parts)):
        monkeypatch.setitem(app.jinja_env.globals, name, function)
    return found


@pytest.fixture
def made(app: Flask, kept: KeptParts, monkeypatch: pytest.MonkeyPatch) -> list[Value]:
    """What the macro was called with."""
    assert len(kept) == 0
    found: list[Value] = []
    monkeypatch.setitem(app.jinja_env.globals, "made", found)
    return found


def rendered(app: Flask, template: str, locale: str = "ja", **values: object) -> str:
    with app.test_request_context("/", environ_overrides={"seminar.locale": locale}):
        return render_template_string(template, **values)


def one(app: Flask, text: str, locale: str = "ja", **more: object) -> str:
    return rendered(app, ONE, locale, value=Value(text), **more)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_equal_values_are_made_once_in_each_language_and_others_anew(
    app: Flask, made: list[Value]
) -> None:
    for _ in range(3):
        assert one(app, "a") == "<b>a</b>申し込む"
        assert one(app, "<") == "<b>&lt;</b>申し込む"
        assert one(app, "a", "en") == "<b>a</b>Register"
    assert made == [Value("a"), Value("<"), Value("a")]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_many_rows_stand_one_after_the_other_and_only_a_new_one_is_made(
    app: Flask, made: list[Value]
) -> None:
    rows = [Value("<"), Value("b")]
    assert rendered(app, MANY, values=rows) == "<b>&lt;</b>申し込む; <b>b</b>申し込む; "
    rows.insert(1, Value("c"))
    assert rendered(app, MANY, values=rows).count("申し込む; ") == 3
    assert made == [Value("<"), Value("b"), Value("c")]
    assert rendered(app, MANY, values=[]) == ""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("made")
def test_a_part_sees_no_variable_of_the_page_that_asked_for_it_first(app: Flask) -> None:
    assert one(app, "a", page_says="secret") == "<b>a</b>申し込む"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("bound", "most"), [("PARTS", 5), ("CHARACTERS", 70)])
def test_there_are_never_more_than_so_many(
    app: Flask, kept: KeptParts, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(kept_parts, bound, most)
    for number in range(10, 30):
        assert one(app, str(number)) == f"<b>{number}</b>申し込む"
        assert 1 <= len(kept) <= 5


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("kept")
def test_below_another_path_addresses_are_made_for_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = "{% macro way() %}{{ url_for('public.tour') }}{% endmacro %}"
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"parts.html": way}))
    found = []
    for root in ("", "/seminare", ""):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
            found.append(render_template_string('{{ kept_part("parts.html", "way") }}'))
    assert found == ["/", "/seminare/", "/"]

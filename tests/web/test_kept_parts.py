"""Parts of pages that are made once for equal values."""

from dataclasses import dataclass

import pytest
from flask import Flask, render_template_string

from seminar_service.web import kept_parts

TEMPLATE = """{% macro part(value) %}{% set _ignored = made.append(value) %}<b>{{ value.text }}</b>
{{- _("Register") }}{% endmacro %}{{ kept_part(part, value) }}"""


@dataclass(frozen=True)
class Value:
    text: str


@pytest.fixture(autouse=True)
def forgotten() -> None:
    kept_parts._made.clear()


def rendered(app: Flask, text: str, made: list[object], locale: str = "ja") -> str:
    with app.test_request_context("/", environ_overrides={"seminar.locale": locale}):
        return render_template_string(TEMPLATE, value=Value(text), made=made)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_equal_values_are_made_once_in_each_language_and_others_anew(app: Flask) -> None:
    made: list[object] = []
    for _ in range(3):
        assert rendered(app, "a", made) == "<b>a</b>申し込む"
        assert rendered(app, "<", made) == "<b>&lt;</b>申し込む"
        assert rendered(app, "a", made, "en") == "<b>a</b>Register"
    assert made == [Value("a"), Value("<"), Value("a")]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_there_are_never_more_than_so_many(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_parts, "PARTS", 5)
    for number in range(20):
        assert rendered(app, str(number), []) == f"<b>{number}</b>申し込む"
        assert len(kept_parts._made) <= 5

"""What stands for programs, texts and settings."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from seminar_service import paths
from seminar_service.config import Settings
from seminar_service.web.kept.marks import mark, mark_of
from tests.conftest import make_settings


def test_it_is_the_same_on_two_machines_and_another_for_another_site(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, "postgresql+psycopg://127.0.0.1/a")
    elsewhere = replace(settings, instance=Path("/srv"), secret_key="x" * 40, pages_url="none:")

    known = mark_of(settings)

    assert known == mark_of(elsewhere)
    for changed in (
        {"contact_email": "a@example.jp"},
        {"database_url": "postgresql+psycopg://127.0.0.1/b"},
        {"base_url": "https://seminar.example.jp"},
    ):
        assert known != mark_of(replace(settings, **changed))  # type: ignore[arg-type]


def test_it_is_another_with_another_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_settings(tmp_path, "sqlite://")
    templates = tmp_path / "templates"
    templates.mkdir()
    monkeypatch.setattr(paths, "templates", lambda: templates)
    marks = [mark_of(settings)]
    for content in ("a", "b"):
        (templates / "base.html").write_text(content)
        marks.append(mark_of(settings))
    assert len(set(marks)) == 3


@pytest.mark.own_application
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_application_knows_its_mark(app: Flask, settings: Settings) -> None:
    with app.app_context():
        assert mark() == mark_of(settings)


def test_it_is_another_with_another_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_settings(tmp_path, "sqlite://")
    before = mark_of(settings)
    newer = tmp_path / "a_library-9.9.dist-info"
    newer.mkdir()
    (newer / "METADATA").write_text("Name: a-library\nVersion: 9.9\n")
    monkeypatch.syspath_prepend(tmp_path)

    assert mark_of(settings) != before

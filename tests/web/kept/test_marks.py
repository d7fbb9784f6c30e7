"""What stands for programs, texts and settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from seminar_service import paths
from seminar_service.web.kept.marks import mark_of
from tests.conftest import make_settings


def test_it_is_the_same_on_two_machines_and_another_for_another_site(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, "postgresql+psycopg://127.0.0.1/a")
    elsewhere = replace(settings, instance=Path("/srv"), secret_key="x" * 40, pages_url="none:")

    mark = mark_of(settings)

    assert mark == mark_of(elsewhere)
    for changed in (
        {"contact_email": "a@example.jp"},
        {"database_url": "postgresql+psycopg://127.0.0.1/b"},
        {"base_url": "https://seminar.example.jp"},
    ):
        assert mark != mark_of(replace(settings, **changed))  # type: ignore[arg-type]


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

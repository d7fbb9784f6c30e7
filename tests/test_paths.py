"""Files are found in a checkout and in an installed wheel alike."""

from pathlib import Path

import pytest

from seminar_service import paths


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package where a wheel puts it, with nothing of a checkout around it."""
    package = tmp_path / "site-packages" / "seminar_service"
    (package / "templates").mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", package)
    monkeypatch.chdir(tmp_path)
    return package


def test_what_the_package_brings_is_there() -> None:
    assert (paths.DATA / "prefectures.csv").is_file()
    assert (paths.MIGRATIONS / "env.py").is_file()
    assert (paths.STATIC / "css" / "base.css").is_file()
    assert list(paths.TRANSLATIONS.glob("ja/LC_MESSAGES/*.po"))


def test_templates_lie_beside_the_package_in_a_checkout() -> None:
    assert paths.templates() == paths.PACKAGE.parent / "templates"
    assert (paths.templates() / "base.html").is_file()


def test_templates_lie_in_the_package_of_a_wheel(wheel: Path) -> None:
    assert paths.templates() == wheel / "templates"


def test_a_checkout_keeps_its_instance_at_its_top() -> None:
    assert paths.default_instance() == Path(__file__).parents[1] / "instance"


def test_a_wheel_keeps_its_instance_where_it_is_started_and_not_in_itself(
    wheel: Path, tmp_path: Path
) -> None:
    instance = paths.default_instance()

    assert instance == tmp_path / "seminar-instance"
    assert wheel not in instance.parents

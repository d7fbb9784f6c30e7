"""What is shipped: the wheel has everything, and nothing names where packages come from."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# The brackets keep this file from finding itself.
PLACES_OF_PACKAGES = [
    re.compile(r"py[p]i\.org|pyth[o]nhosted|registry\.n[p]mjs|deb\.d[e]bian|archive\.ub[u]ntu"),
    re.compile(r"--(extra-)?ind[e]x-url|--find-l[i]nks"),
    re.compile(r'"res[o]lved": *"http'),
]


def tracked_files() -> list[Path]:
    """The files that git keeps; skips where this is no checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_says_where_packages_come_from() -> None:
    found = []
    for file in tracked_files():
        text = file.read_bytes().decode("utf-8", "ignore")
        found += [f"{file}: {match}" for rule in PLACES_OF_PACKAGES if (match := rule.search(text))]

    assert found == []


@pytest.mark.parametrize("name", ["runtime", "build", "test", "dev"])
def test_every_locked_package_has_its_version_and_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    packages = [block for block in re.split(r"\n(?=\S)", text) if not block.startswith("#")]

    assert packages
    assert [
        block.splitlines()[0]
        for block in packages
        if not re.match(r"[A-Za-z0-9._-]+==\S+", block) or "--hash=sha256:" not in block
    ] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from this checkout without network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_has_everything_that_is_not_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rooms = {
        "seminar_service/templates": ROOT / "templates",
        "seminar_service/static": ROOT / "seminar_service" / "static",
        "seminar_service/data": ROOT / "seminar_service" / "data",
        "seminar_service/storage/migrations": ROOT / "seminar_service" / "storage" / "migrations",
    }
    shipped = {
        f"{room}/{file.relative_to(source).as_posix()}"
        for room, source in rooms.items()
        for file in tracked_files()
        if file.is_relative_to(source)
    }

    assert len(shipped) > len(rooms)
    assert shipped - names == set()
    assert "seminar_service/translations/ja/LC_MESSAGES/messages.mo" in names
    assert {"LICENSE", "NOTICE"} <= {name.rsplit("/", 1)[-1] for name in names}


def test_the_wheel_has_no_tests_and_no_instance(wheel: Path) -> None:
    tops = {name.split("/", 1)[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"seminar_service", "solver"}


def test_an_unpacked_wheel_makes_an_installation_and_shows_a_page(
    wheel: Path, tmp_path: Path
) -> None:
    """Unpacked beside the libraries: the checkout is not on the path of this process."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = """
import sys
from pathlib import Path
import seminar_service
from seminar_service import paths
from seminar_service.app import create_app
from seminar_service.cli.setting_up import initialise

site = Path(sys.argv[1])
assert Path(seminar_service.__file__).is_relative_to(site), seminar_service.__file__
assert paths.templates() == site / "seminar_service" / "templates"
settings = initialise()
assert settings.instance == Path.cwd() / "seminar-instance", settings.instance
answers = [create_app(settings).test_client().get(path) for path in ("/", "/en/", "/healthz")]
assert [answer.status_code for answer in answers] == [200, 200, 200]
assert 'lang="ja"' in answers[0].text and "セミナー" in answers[0].text
"""
    home = tmp_path / "home"
    home.mkdir()
    outside = {key: value for key, value in os.environ.items() if not key.startswith("SEMINAR_")}
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "site")],
        cwd=home,
        env=outside | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    "order", ["highspy, ortools.sat.python.cp_model", "ortools.sat.python.cp_model, highspy"]
)
def test_both_optimisers_load_into_one_process(order: str) -> None:
    """OR-Tools carries a HiGHS of its own, under the name of highspy's."""
    ended = subprocess.run(
        [sys.executable, "-c", f"import {order}"], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stderr

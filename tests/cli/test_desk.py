"""`desk-keys`, and that nothing starts without the keys of a desk in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from seminar_service.access.sealing import Seal
from seminar_service.cli.desk import is_desk_in_use, require_desk_keys
from seminar_service.config import load_settings
from seminar_service.consultations.sealed import PURPOSE
from tests.cli.conftest import Run, exit_code
from tests.cli.desks import put_case

NEW = "a-new-key-that-is-long-enough-for-the-desk"


def use(instance: Path, client: str) -> None:
    with closing(sqlite3.connect(instance / "seminar.db")) as database, database:
        put_case(database, client)


def is_told(said: str, beginning: str) -> bool:
    """Whether the last line begins so; before it, `serve` may speak of Python itself."""
    return said.splitlines()[-1].startswith(beginning)


def test_a_new_key_is_printed_and_nothing_changed(ready: Run, instance: Path) -> None:
    before = (instance / "desk_keys").read_text()
    first, second = (ready("desk-keys", "new").output.strip() for _ in range(2))
    assert len(first) >= 64
    assert first != second
    assert (instance / "desk_keys").read_text() == before


def test_keys_change_one_after_the_other(
    ready: Run, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = load_settings().desk_keys
    use(instance, Seal(PURPOSE, (old,)).close('{"name": "x"}'))
    monkeypatch.setenv("SEMINAR_DESK_KEYS", f"{NEW} {old}")
    assert "Closed anew: 1 rows." in ready("desk-keys", "rotate").output
    monkeypatch.setenv("SEMINAR_DESK_KEYS", NEW)
    require_desk_keys(load_settings())


@pytest.mark.usefixtures("ready")
def test_without_keys_there_is_nothing_to_rotate(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (instance / "desk_keys").unlink()
    assert exit_code(monkeypatch, "desk-keys", "rotate") == 1
    assert "SEMINAR_DESK_KEYS is missing" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["worker", "serve"])
@pytest.mark.usefixtures("ready")
def test_a_desk_in_use_without_its_keys_keeps_the_service_from_starting(
    instance: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    use(instance, "")
    (instance / "desk_keys").unlink()
    assert is_desk_in_use(load_settings())
    assert exit_code(monkeypatch, command) == 2
    assert is_told(capsys.readouterr().err, "Configuration: SEMINAR_DESK_KEYS is missing")


@pytest.mark.usefixtures("ready")
def test_other_keys_than_those_of_the_desk_keep_it_from_starting(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(instance, Seal(PURPOSE, ("another key, which is lost for good",)).close("{}"))
    assert exit_code(monkeypatch, "worker") == 2
    assert "does not open what the consultation desk keeps" in capsys.readouterr().err


@pytest.mark.usefixtures("ready")
def test_a_desk_that_is_not_in_use_needs_no_keys(instance: Path) -> None:
    (instance / "desk_keys").unlink()
    require_desk_keys(load_settings())


@pytest.mark.parametrize("keys", ["too-short", f"{'k' * 40} {'k' * 40}"])
@pytest.mark.usefixtures("ready")
def test_malformed_keys_are_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], keys: str
) -> None:
    monkeypatch.setenv("SEMINAR_DESK_KEYS", keys)
    assert exit_code(monkeypatch, "worker") == 2
    assert is_told(capsys.readouterr().err, "Configuration: SEMINAR_DESK_KEYS ")

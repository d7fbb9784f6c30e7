"""What the commands share: settings that are private, the application, the clock."""

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import current_app, has_app_context

from seminar_service.cli.context import application, now, settings
from seminar_service.config import ConfigurationError
from seminar_service.extensions import db
from tests.cli.conftest import Run
from tests.test_private_files import rights


@pytest.mark.usefixtures("ready")
def test_settings_are_those_of_the_instance_and_logs_are_set_up_as_they_say(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEMINAR_LOG_FORMAT", "json")

    assert settings().instance == instance
    logging.getLogger("tests").warning("told")

    assert '"event": "told"' in capsys.readouterr().err


@pytest.mark.usefixtures("instance")
def test_without_a_key_there_are_no_settings() -> None:
    with pytest.raises(ConfigurationError, match="SEMINAR_SECRET_KEY"):
        settings()


@pytest.mark.usefixtures("ready")
def test_the_application_is_there_as_long_as_a_command_works_with_it() -> None:
    found = settings()

    with application(found) as app:
        assert current_app.config["SETTINGS"] is found is app.config["SETTINGS"]
        assert db.engine.url.database == str(found.instance / "seminar.db")
        db.engine.dispose()
    assert not has_app_context()


def test_the_clock_is_that_of_the_world_with_its_zone() -> None:
    assert now().tzinfo is UTC
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_init_closes_a_folder_that_was_there_before(run: Run, instance: Path) -> None:
    instance.mkdir(mode=0o755)

    assert run("init").exit_code == 0

    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        database.execute("UPDATE topic SET code = code")  # makes the files beside it
        database.commit()
        found = {path.name: oct(rights(path)) for path in instance.iterdir()}
    assert rights(instance) == 0o700
    assert {"seminar.db", "secret_key"} <= found.keys()
    assert {name: mode for name, mode in found.items() if int(mode, 8) & 0o077} == {}


def test_every_command_closes_what_was_opened_since(ready: Run, instance: Path) -> None:
    instance.chmod(0o777)
    (instance / "seminar.db").chmod(0o666)

    assert ready("user", "list").exit_code == 0

    assert rights(instance) == 0o700
    assert rights(instance / "seminar.db") == 0o600

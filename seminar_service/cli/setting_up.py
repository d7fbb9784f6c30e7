"""`init`: from nothing to an installation that can be served."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import click
import flask_migrate

from seminar_service import paths
from seminar_service.cli.context import application, now, settings
from seminar_service.cli.desk import is_desk_in_use
from seminar_service.config import (
    DESK_KEYS_FILE,
    PREFIX,
    SECRET_KEY_FILE,
    ConfigurationError,
    Settings,
)
from seminar_service.domain.actors import SYSTEM
from seminar_service.extensions import db
from seminar_service.private_files import close_to_others
from seminar_service.python_release import warn_of_old_python
from seminar_service.samples.groundwork import lay_groundwork

SECRET_BYTES = 48


@click.command()
def init() -> None:
    """Make the instance folder, its secret key and the database; do nothing twice."""
    found = initialise()
    warm_planner()
    click.echo(f"Ready in {found.instance}")


def initialise() -> Settings:
    """Do what `init` does, and return the settings.

    Raises:
        ConfigurationError: a setting is malformed.
    """
    folder = Path(os.environ.get(PREFIX + "INSTANCE", "") or paths.default_instance())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.environ.get(PREFIX + "SECRET_KEY"):
        _write_secret(folder / SECRET_KEY_FILE)
    if not os.environ.get(PREFIX + "DESK_KEYS"):
        _write_desk_key(folder)
    found = settings()
    warn_of_old_python()
    with application(found):
        flask_migrate.upgrade()
        lay_groundwork(db.session(), actor=SYSTEM, now=now())
    close_to_others(found, os.geteuid())
    return found


def warm_planner() -> None:
    """Let the planner compile what its proofs need, where the account that runs it keeps that.

    Otherwise the first plan would wait for it. Where it fails, that plan says why.
    """
    command = [sys.executable, "-m", "solver", "warm"]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 (our own program)


def _write_desk_key(folder: Path) -> None:
    """Write the desk's first key, unless the desk is in use: a lost one must be found again."""
    try:
        found = settings()
    except ConfigurationError:
        return
    if not found.desk_keys and not is_desk_in_use(found):
        _write_secret(folder / DESK_KEYS_FILE)


def _write_secret(file: Path) -> None:
    """Write a new key that nobody else can read, unless there is one."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(secrets.token_urlsafe(SECRET_BYTES) + "\n")

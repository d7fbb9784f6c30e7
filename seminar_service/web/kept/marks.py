"""What a built page depends on beside the database: programs, libraries, texts, settings."""

import sys
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from flask import Flask, current_app

from seminar_service import paths
from seminar_service.config import Settings

_READ: Final = frozenset({".css", ".csv", ".html", ".js", ".json", ".mo", ".py", ".svg", ".toml"})
_KEPT: Final = "mark_of_programs"
_OF_ONE_MACHINE: Final = frozenset(
    {
        "instance",
        "secret_key",
        "former_secret_keys",
        "queue_url",
        "mail_url",
        "pages_url",
        "bounces_url",
    }
)


def init_app(app: Flask) -> None:
    """Keep the mark of an application, as its programs are when it is put together."""
    app.extensions[_KEPT] = _with_settings(_programs_at_start(), app.config["SETTINGS"])


def mark() -> str:
    """The mark of the application that answers."""
    kept: str = current_app.extensions[_KEPT]
    return kept


def mark_of(settings: Settings) -> str:
    """A text that is the same where the same programs serve the same site from one database."""
    return _with_settings(_programs(), settings)


@cache
def _programs_at_start() -> str:
    """Files are read once: a process goes on with the programs that it has loaded."""
    return _programs()


def _programs() -> str:
    digest = sha256(sys.version.encode())
    for folder in (Path(paths.__file__).parent, paths.templates()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _READ and file.is_file():
                digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
                digest.update(sha256(file.read_bytes()).digest())
    for name, version in sorted((each.name, each.version) for each in distributions()):
        digest.update(f"{name}={version}\0".encode())
    return digest.hexdigest()


def _with_settings(programs: str, settings: Settings) -> str:
    digest = sha256(programs.encode())
    for each in fields(settings):
        if each.name not in _OF_ONE_MACHINE:
            digest.update(f"{each.name}={getattr(settings, each.name)!r}\0".encode())
    return digest.hexdigest()

"""What the commands share: the settings, the application, the clock."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask

from seminar_service.app import create_app
from seminar_service.config import Settings, load_settings
from seminar_service.logs import configure
from seminar_service.private_files import close_to_others


class OperatorError(Exception):
    """A command cannot be done; the text says why and what would help."""


def settings() -> Settings:
    """The settings, with logs set up as they say and everybody else shut out of what is kept.

    Raises:
        ConfigurationError: one is missing or malformed, or what is kept cannot be made private.
    """
    found = load_settings()
    configure(found.log_format)
    close_to_others(found, os.geteuid())
    return found


@contextmanager
def application(found: Settings) -> Iterator[Flask]:
    """The application, for what needs the database, passwords or migrations."""
    app = create_app(found)
    with app.app_context():
        yield app


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)

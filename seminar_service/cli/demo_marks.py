"""Keeps the demo and its well-known passwords away from what is none."""

import os
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import click
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.cli.context import OperatorError, application, now
from seminar_service.config import PREFIX, SHORTEST_SECRET, Settings, load_settings
from seminar_service.domain.actors import SYSTEM
from seminar_service.extensions import db
from seminar_service.samples.demo_marks import Installation, installation, mark_demo
from seminar_service.storage.engine import ENGINE_OPTIONS


def refuse_what_is_no_demo() -> None:
    """Let `demo` go on where there is nothing yet, or a demo.

    Call it before anything is made: an installation that is refused stays as it is.

    Raises:
        OperatorError: The installation holds what no demo has made.
    """
    # Nothing is signed here, and a new installation has no key yet.
    found = load_settings({PREFIX + "SECRET_KEY": "-" * SHORTEST_SECRET} | dict(os.environ))
    if kind_of_installation(found) is Installation.REAL:
        raise OperatorError(
            f"{found.instance} holds an installation that is no demo; nothing was changed."
            " Name an empty folder by SEMINAR_INSTANCE and a database of its own for the demo"
        )


def mark_as_demo(found: Settings) -> None:
    """Write down that the installation is a demo."""
    with application(found):
        mark_demo(db.session(), actor=SYSTEM, now=now())


def warn_of_reachable_demo(found: Settings, host: str) -> None:
    """Say so if a demo, whose passwords everybody knows, is served to other machines."""
    beyond = not _is_here(host) or not _is_here(urlsplit(found.base_url).hostname or "")
    if beyond and _is_demo(found):
        click.echo(
            "Warning: this is a demo, everybody knows its passwords, and it is served to other"
            " machines. Keep nobody's data in it.",
            err=True,
        )


def kind_of_installation(found: Settings) -> Installation:
    """What the installation is used for; looks and changes nothing."""
    url = make_url(found.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return Installation.EMPTY
    engine = create_engine(url, **ENGINE_OPTIONS)
    try:
        with engine.connect() as connection:
            return installation(connection)
    finally:
        engine.dispose()


def _is_demo(found: Settings) -> bool:
    try:
        return kind_of_installation(found) is Installation.DEMO
    except SQLAlchemyError:
        return False  # whoever serves learns about the database from the service itself


def _is_here(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

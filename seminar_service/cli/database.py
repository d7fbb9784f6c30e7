"""`db` and `backup`: the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
import flask_migrate
from sqlalchemy.engine import make_url

from seminar_service.cli.context import OperatorError, application, settings
from seminar_service.private_files import create_private


@click.group()
def db() -> None:
    """Change the form of the database."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to a newer form, the newest where none is named."""
    with application(settings()):
        flask_migrate.upgrade(revision=revision)


@db.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Bring the database back to an earlier form, such as -1; `base` removes all tables."""
    with application(settings()):
        flask_migrate.downgrade(revision=revision)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the SQLite database to FILE while the service runs.

    A copy made with `cp` would miss what was written last.
    """
    url = make_url(settings().database_url)
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise OperatorError("only for SQLite; back up PostgreSQL with pg_dump")
    if file.exists():
        raise OperatorError(f"{file} exists already")
    if not Path(url.database).is_file():
        raise OperatorError(f"{url.database} does not exist; seminar-service init makes it")
    draft = file.with_name(f".{file.name}.draft")
    draft.unlink(missing_ok=True)
    create_private(draft)
    with closing(sqlite3.connect(url.database)) as source, closing(sqlite3.connect(draft)) as copy:
        source.backup(copy)
    draft.rename(file)
    click.echo(f"Wrote {file}")

"""`db` and `backup`: the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from seminar_service import paths
from seminar_service.cli.context import OperatorError, application, settings
from seminar_service.config import Settings
from seminar_service.private_files import create_private
from seminar_service.storage.engine import make_engine


def require_newest_form(found: Settings) -> None:
    """Refuse to work with tables that another release of the service has made.

    Raises:
        OperatorError: The database is of an earlier or later form; says what to do.
    """
    engine = make_engine(found.database_url)
    try:
        with engine.connect() as connection:
            kept = MigrationContext.configure(connection).get_current_heads()
    except SQLAlchemyError:
        return  # it does not answer now, which the pages and the worker say for themselves
    finally:
        engine.dispose()
    newest = ScriptDirectory(str(paths.MIGRATIONS)).get_heads()
    if kept and set(kept) != set(newest):
        raise OperatorError(
            f"the database has the form {', '.join(kept)}, and this release needs"
            f" {', '.join(newest)}: give `seminar-service init`, or install the newer release"
        )


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
    try:
        _copy_database(url.database, file.resolve())
    except (OSError, sqlite3.Error) as error:
        raise OperatorError(f"{file} cannot be written: {error}") from error
    click.echo(f"Wrote {file}")


def _copy_database(database: str, target: Path) -> None:
    """Put a copy in a place, in full or not at all.

    Args:
        database: The file of the database.
        target: Where to; the end of all links.
    """
    draft = target.with_name(f".{target.name}.draft")
    draft.unlink(missing_ok=True)
    create_private(draft)
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
        draft.rename(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise

"""How Alembic reaches the database: through the application, one transaction per revision."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import JSON, Connection, Engine

from seminar_service.storage.base import Base, UtcDateTime


def run() -> None:
    """Apply the migrations that were asked for."""
    extension = current_app.extensions["migrate"]
    engine: Engine = extension.db.engine
    with engine.connect() as connection:
        _set_foreign_keys(connection, "OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                compare_type=True,
                transaction_per_migration=True,
                transactional_ddl=True,
                render_item=_render,
            )
            with context.begin_transaction():
                context.run_migrations()
            _refuse_dangling_rows(connection)
        finally:
            connection.rollback()
            _set_foreign_keys(connection, "ON")


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types as those they are kept as, so that a revision stands alone."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return "JSON"
    return False


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """Switch SQLite's foreign keys; with them on, rebuilding a table deletes what points to it.

    SQLite ignores this within a transaction, so it goes past SQLAlchemy, which would begin one.
    """
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA foreign_keys = {state}")
        cursor.close()


def _refuse_dangling_rows(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise RuntimeError(f"rows point to nothing after the migration: {dangling[:5]}")


run()

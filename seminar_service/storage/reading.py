"""Reading plain rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select
from sqlalchemy.orm import Session

Reader = Session | Connection
"""What plain rows are read by; a connection alone is there sooner than a session."""


def read_rows(
    reader: Reader,
    statement: Select[*tuple[Any, ...]],
    parameters: Mapping[str, Any] | None = None,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a statement that selects columns alone, in the reader's transaction.

    A session would look in each statement for objects to load, which takes as long as to run it.
    It is not flushed first: what a page shows has been written long before.
    """
    connection = reader.connection() if isinstance(reader, Session) else reader
    return connection.execute(statement, parameters).all()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, until the block ends.

    On SQLite all that is read stands as it was at one moment. PostgreSQL would look anew for each
    statement anyhow, so nothing is begun there and nothing ended: two messages less for each page.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection

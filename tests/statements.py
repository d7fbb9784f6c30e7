"""What is sent to the database, so that tests can count it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

_NO_QUERY = ("BEGIN", "ROLLBACK")


@contextmanager
def counted_statements(bind: Engine | Connection) -> Iterator[list[str]]:
    """The statements that are sent inside the block; where a transaction begins does not count."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(_NO_QUERY):
            statements.append(statement)

    event.listen(bind, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(bind, "before_cursor_execute", note)


@contextmanager
def counted_queries(session: Session) -> Iterator[list[str]]:
    """The queries inside the block, for which the session has to read everything anew."""
    session.rollback()
    session.expire_all()
    session.expunge_all()
    with counted_statements(session.get_bind()) as statements:
        yield statements

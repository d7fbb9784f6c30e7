"""What is sent to the database, so that tests can count it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session

_NO_QUERY = ("BEGIN", "ROLLBACK")


@contextmanager
def counted_queries(session: Session) -> Iterator[list[str]]:
    """The queries inside the block, for which the session has to read everything anew."""
    session.rollback()
    session.expire_all()
    session.expunge_all()
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(_NO_QUERY):
            statements.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)

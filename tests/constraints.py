"""What the database itself refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

FOREIGN_KEY = "FOREIGN KEY constraint failed"


def check(name: str) -> str:
    """How SQLite refuses what breaks a CHECK, which it names."""
    return f"CHECK constraint failed: {name}"


def unique(*columns: str) -> str:
    """How SQLite refuses a second row with the same values in some columns, such as `bid.id`."""
    return f"UNIQUE constraint failed: {', '.join(columns)}"


@contextmanager
def refused(session: Session, refusal: str) -> Iterator[None]:
    """Expect that SQLite refuses what the block writes, with these words; all of it is undone."""
    said = "nothing was refused"
    try:
        yield
        session.flush()
    except IntegrityError as error:
        said = str(error.orig)
    session.rollback()
    assert said == refusal

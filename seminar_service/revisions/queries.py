"""How far the revisions are: one query on an index, which needs no session."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from seminar_service.revisions.model import SHARED, Revision
from seminar_service.revisions.values import RevisionNumbers

_SUMS: Select[int, int] = select(
    func.coalesce(func.sum(Revision.pages), 0), func.coalesce(func.sum(Revision.calendars), 0)
)


def revision_of_all(connection: Connection) -> RevisionNumbers:
    """How far everything is that pages over many seminars show. One query."""
    return read(connection, _SUMS)


def revision_of(connection: Connection, seminar_id: ColumnElement[int]) -> RevisionNumbers:
    """How far one seminar is, with what it shares with others. One query.

    Args:
        connection: To the database.
        seminar_id: An expression for the seminar's id, such as a subquery by its public one.
    """
    return read(connection, sums_of(seminar_id))


def sums_of(seminar_id: ColumnElement[int]) -> Select[int, int]:
    """The statement of `revision_of`, for who asks it often and makes it once."""
    return _SUMS.where(Revision.seminar_id.in_([SHARED, seminar_id]))


def sums_of_many(seminar_ids: Select[int]) -> Select[int, int]:
    """The same of several seminars. Their sum never falls while none of them leaves.

    Args:
        seminar_ids: Selects them.
    """
    shared = select(literal(SHARED))
    return _SUMS.where(Revision.seminar_id.in_(union_all(shared, seminar_ids)))


def read(
    connection: Connection,
    statement: Select[int, int],
    parameters: Mapping[str, str | int] | None = None,
) -> RevisionNumbers:
    """What such a statement says. One query."""
    pages, calendars = connection.execute(statement, parameters).one()
    return RevisionNumbers(int(pages), int(calendars))

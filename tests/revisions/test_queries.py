"""How far revisions are, read by one query."""

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from seminar_service.revisions.model import SHARED, Revision
from seminar_service.revisions.queries import read, revision_of, revision_of_all, sums_of_many
from seminar_service.revisions.values import RevisionNumbers
from tests.statements import counted_queries


def test_where_nothing_ever_changed_the_numbers_are_nought(session: Session) -> None:
    assert revision_of_all(session.connection()) == RevisionNumbers(0, 0)
    assert revision_of(session.connection(), literal(1)) == RevisionNumbers(0, 0)


def test_one_seminar_counts_with_what_all_share_and_everything_with_all(session: Session) -> None:
    for seminar_id, pages, calendars in ((SHARED, 1, 2), (7, 10, 20), (8, 100, 200)):
        session.add(Revision(seminar_id=seminar_id, pages=pages, calendars=calendars))
    session.commit()

    with counted_queries(session) as queries:
        connection = session.connection()
        assert revision_of(connection, literal(7)) == RevisionNumbers(11, 22)
        assert revision_of(connection, literal(9)) == RevisionNumbers(1, 2)
        assert revision_of_all(connection) == RevisionNumbers(111, 222)
        some = select(Revision.seminar_id).where(Revision.seminar_id.in_([7, 8]))
        assert read(connection, sums_of_many(some)) == RevisionNumbers(111, 222)
        none = select(Revision.seminar_id).where(Revision.seminar_id == 9)
        assert read(connection, sums_of_many(none)) == RevisionNumbers(1, 2)
    assert len(queries) == 5

"""Whether the database takes what is written."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from seminar_service.access.model import RateCount
from seminar_service.overview.write_probe import why_not_writing
from seminar_service.storage.refusals import Refusal
from tests.statements import counted_queries


def test_a_database_that_takes_everything_is_left_as_it_was(session: Session) -> None:
    assert why_not_writing(session) is None
    assert why_not_writing(session) is None

    assert session.scalar(select(func.count()).select_from(RateCount)) == 0


def test_it_really_writes_and_takes_away_only_its_own(sqlite_session: Session) -> None:
    with counted_queries(sqlite_session) as queries:
        why_not_writing(sqlite_session)

    assert [query.split()[0] for query in queries] == ["INSERT", "DELETE"]


def test_a_database_that_may_only_be_read_is_told_from_one_that_answers(
    sqlite_session: Session,
) -> None:
    sqlite_session.execute(text("PRAGMA query_only = ON"))
    sqlite_session.commit()

    assert why_not_writing(sqlite_session) is Refusal.READ_ONLY


def test_a_full_disk_is_called_so(sqlite_session: Session) -> None:
    pages = sqlite_session.scalar(text("PRAGMA page_count"))
    sqlite_session.execute(text(f"PRAGMA max_page_count = {pages}"))
    sqlite_session.commit()

    assert why_not_writing(sqlite_session) is Refusal.FULL


def test_a_table_that_is_missing_is_a_mistake_of_ours(sqlite_session: Session) -> None:
    sqlite_session.execute(text("DROP TABLE rate_count"))
    sqlite_session.commit()

    assert why_not_writing(sqlite_session) is Refusal.MISTAKE

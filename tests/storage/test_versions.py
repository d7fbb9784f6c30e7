"""Rows that carry a version; `history/test_versions` says who raises it."""

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from seminar_service.domain.history import SubjectKind
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned
from tests.factories import make_adviser, make_tour


def test_a_new_row_has_the_first_version(sqlite_session: Session) -> None:
    assert make_tour(sqlite_session).version == 1


def test_rows_that_no_release_with_versions_has_made_have_the_first_one(
    sqlite_session: Session,
) -> None:
    sqlite_session.execute(
        text("INSERT INTO topic (code, name_ja, name_en, position) VALUES ('a', 'あ', 'A', 0)")
    )

    assert sqlite_session.scalar(text("SELECT version FROM topic")) == 1


def test_changing_a_column_alone_leaves_the_version_as_it_is(sqlite_session: Session) -> None:
    adviser = make_adviser(sqlite_session)

    adviser.name = "改名"
    sqlite_session.commit()

    assert adviser.version == 1


def test_every_versioned_row_says_as_what_the_history_knows_it() -> None:
    rows = [each.class_ for each in Base.registry.mappers if issubclass(each.class_, Versioned)]

    assert len(rows) > 5
    assert {type(row.subject_kind) for row in rows} == {SubjectKind}
    assert [row for row in rows if inspect(row).columns["version"].nullable] == []

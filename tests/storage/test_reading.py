"""Reading plain rows."""

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.orm import Session

from seminar_service.storage.reading import read_rows, reading
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_tour
from tests.statements import counted_queries


def test_columns_come_with_their_types_by_one_query_and_without_objects(session: Session) -> None:
    tour = make_tour(session)
    first_day, statement = tour.first_day, select(Tour.stage, Tour.first_day)
    statement = statement.where(Tour.fiscal_year == bindparam("year"))
    with counted_queries(session) as queries:
        rows = read_rows(session, statement, {"year": 2026})

    assert len(queries) == 1
    assert [tuple(row) for row in rows] == [(TourStage.OPEN, first_day)]
    assert rows[0].stage is TourStage.OPEN
    assert list(session) == []
    assert read_rows(session, statement, {"year": 1999}) == []


def test_what_the_transaction_has_written_is_read(session: Session) -> None:
    make_tour(session)
    session.execute(Tour.__table__.update().values(name_en="Another"))  # type: ignore[attr-defined]  # a table, no join
    assert [row.name_en for row in read_rows(session, select(Tour.name_en))] == ["Another"]


def engine_of(session: Session) -> Engine:
    found = session.get_bind()
    assert isinstance(found, Engine)
    return found


def test_a_connection_reads_what_a_session_reads(session: Session) -> None:
    make_tour(session)
    session.commit()
    statement = select(Tour.stage, Tour.first_day)
    with reading(engine_of(session)) as reader:
        assert read_rows(reader, statement) == read_rows(session, statement)


def test_on_sqlite_all_is_read_as_it_was_at_one_moment(sqlite_session: Session) -> None:
    tour = make_tour(sqlite_session)
    sqlite_session.commit()
    names = select(Tour.name_en)
    with reading(engine_of(sqlite_session)) as reader:
        before = read_rows(reader, names)
        tour.name_en = "Another"
        sqlite_session.commit()
        assert read_rows(reader, names) == before
    with reading(engine_of(sqlite_session)) as reader:
        assert [row.name_en for row in read_rows(reader, names)] == ["Another"]


def test_who_gets_the_connection_next_has_transactions_again(session: Session) -> None:
    tour = make_tour(session)
    session.commit()
    engine, name = engine_of(session), tour.name_en
    session.close()
    with reading(engine) as reader:
        read_rows(reader, select(Tour.name_en))
    for _ in range(2):
        with engine.connect() as connection:
            connection.execute(Tour.__table__.update().values(name_en="Another"))  # type: ignore[attr-defined]  # a table, no join
            connection.rollback()
            assert [row.name_en for row in connection.execute(select(Tour.name_en))] == [name]

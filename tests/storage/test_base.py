"""Column types that mean the same on every database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    Table,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, StatementError

from seminar_service.storage.base import (
    NAMING_CONVENTION,
    NULLABLE_JSON,
    ONLY_ON,
    Base,
    UtcDateTime,
    enum_column,
    only_on,
)
from seminar_service.storage.engine import make_engine

NOON = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIRST, LAST = datetime.fromisoformat("1900-01-02"), datetime.fromisoformat("9000-01-01")
URLS = ("sqlite://", "postgresql+psycopg://")
DIALECTS = [make_url(url).get_dialect()() for url in URLS]
instants = st.datetimes(FIRST, LAST, timezones=offsets)


class Colour(StrEnum):
    """Values whose names are others."""

    DEEP_RED = "deep-red"
    BLUE = "blue"


metadata = MetaData(naming_convention=NAMING_CONVENTION)
things = Table(
    "thing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("colour", enum_column(Colour, "colour")),
    Column("said", NULLABLE_JSON),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with a table of the test's own."""
    engine = make_engine(database_url)
    metadata.create_all(engine)
    yield engine
    metadata.drop_all(engine)
    engine.dispose()


def test_an_instant_comes_back_as_the_same_instant_in_utc(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(things.insert(), [{"at": NOON}, {"at": None}])
        kept = connection.scalars(select(things.c.at).order_by(things.c.id)).all()

    assert kept == [NOON, None]
    assert kept[0].tzinfo is UTC


def test_instants_of_several_clocks_are_compared_as_instants(engine: Engine) -> None:
    london = NOON.astimezone(ZoneInfo("Europe/London"))
    with engine.begin() as connection:
        connection.execute(things.insert(), {"at": NOON})
        found = connection.scalar(
            select(func.count()).where(things.c.at == london, things.c.at < NOON.replace(second=1))
        )

    assert found == 1


@given(instants)
def test_any_instant_is_kept_in_utc_and_given_its_zone_back(instant: datetime) -> None:
    column = UtcDateTime()
    for dialect in DIALECTS:
        kept = column.process_bind_param(instant, dialect)
        assert kept is not None
        assert kept.utcoffset() in {None, timedelta()}
        assert column.process_result_value(kept, dialect) == instant


def test_an_instant_without_a_clock_is_refused(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(StatementError, match="no time zone"):
        connection.execute(things.insert(), {"at": datetime(2026, 6, 1, 12)})  # noqa: DTZ001 (the point)


def test_a_value_of_a_list_is_kept_as_its_text_and_comes_back_as_itself(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(things.insert(), {"colour": Colour.DEEP_RED})
        assert connection.scalar(text("SELECT colour FROM thing")) == "deep-red"
        assert connection.scalar(select(things.c.colour)) is Colour.DEEP_RED


@pytest.mark.parametrize("value", ["green", "DEEP_RED", ""])
def test_the_database_itself_refuses_what_is_not_on_the_list(engine: Engine, value: str) -> None:
    with engine.begin() as connection, pytest.raises(IntegrityError, match="ck_thing_colour"):
        connection.execute(text("INSERT INTO thing (colour) VALUES (:value)"), {"value": value})


def test_rules_are_named_after_their_table_and_columns() -> None:
    bid = Base.metadata.tables["bid"]

    assert bid.primary_key.name == "pk_bid"
    assert {key.name for key in bid.foreign_key_constraints} == {"fk_bid_tour_id"}
    assert {index.name for index in bid.indexes} == {"ix_bid_tour_id_state"}


def test_what_was_not_said_is_missing_and_not_the_json_value_null(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(things.insert(), [{"said": None}, {"said": []}, {"said": [{"a": 1}]}])
        missing = connection.scalar(text("SELECT count(*) FROM thing WHERE said IS NULL"))
        said = connection.scalars(select(things.c.said).order_by(things.c.id)).all()

    assert missing == 1
    assert said == [None, [], [{"a": 1}]]


def test_an_index_of_one_database_is_made_there_alone(engine: Engine) -> None:
    own = MetaData()
    table = Table("indexed", own, Column("first", Integer), Column("second", Integer))
    Index("ix_everywhere", table.c.first)
    Index("ix_there", table.c.second)
    only_on("sqlite", Index("ix_sqlite", table.c.second))
    own.create_all(engine)

    found = {each["name"] for each in inspect(engine).get_indexes("indexed")}

    assert found - {"ix_sqlite"} == {"ix_everywhere", "ix_there"}
    assert ("ix_sqlite" in found) == (engine.dialect.name == "sqlite")
    assert {each.name: each.info.get(ONLY_ON) for each in table.indexes} == {
        "ix_everywhere": None,
        "ix_there": None,
        "ix_sqlite": "sqlite",
    }

"""What every table shares: the declarative base, constraint names and column types."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Index, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ONLY_ON = "only_on"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: kept in UTC, read back in UTC, on every database.

    SQLite has no zones, so the value is stored without one there. Naive values are refused,
    because nobody could tell which clock they came from.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; raises ValueError for a naive value."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (the signature of the type decorator)
        """Give the instant its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(values: type[StrEnum], name: str) -> Enum:
    """A column of one of `values`, kept as text under a CHECK constraint called `name`."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


def sorted_text(length: int) -> String:
    """A column of texts that every database sorts by the numbers of their letters.

    PostgreSQL would sort by the rules of some language, which its administrator chose.
    """
    by_letters = String(length, collation="C")
    return String(length).with_variant(by_letters, "postgresql")


def only_on(dialect: str, index: Index) -> Index:
    """An index that one database alone has; its `info` says so to who compares it with others."""
    index.info[ONLY_ON] = dialect
    return index.ddl_if(dialect=dialect)


NULLABLE_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON that may be missing; None is no value, not the JSON value `null`."""


class Base(DeclarativeBase):
    """Base class of all rows."""

    # The map of types stands in the registry, because Flask-SQLAlchemy derives a class from
    # this one, and SQLAlchemy takes a map from the first base class alone.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING_CONVENTION),
        type_annotation_map={
            datetime: UtcDateTime(),
            dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
            list[int]: JSON().with_variant(JSONB(), "postgresql"),
            list[dict[str, Any]]: NULLABLE_JSON,
        },
    )

"""Expressions that each database has its own words for, or that it reads faster in some."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, String, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_DIGITS: Final = "YYYY-MM"


class month_of(FunctionElement[str]):  # noqa: N801 (named as functions of a database are)
    """The month of a day as text, such as 2026-10: it sorts and groups as months do."""

    type = String()
    name = "month_of"
    inherit_cache = True


@compiles(month_of)
def _as_formatted(element: month_of, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 (the signature of the library)
    return f"to_char({compiler.process(element.clauses, **options)}, '{_DIGITS}')"


@compiles(month_of, "sqlite")
def _as_beginning(element: month_of, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 (the signature of the library)
    """SQLite keeps days as text, which begins with the month."""
    return f"substr({compiler.process(element.clauses, **options)}, 1, {len(_DIGITS)})"


def one_of(column: Any, values: Collection[StrEnum]) -> ColumnElement[bool]:  # noqa: ANN401 (columns of any kind)
    """Whether a column has one of a few values.

    `in_` would be written out anew each time that the statement is run, because a list may have any
    number of values; these are always as many.
    """
    return or_(*(column == value for value in sorted(values)))

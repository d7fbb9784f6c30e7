"""Whoever works with one table finds all that it refers to."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import UniqueConstraint

import seminar_service
from seminar_service import tables
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned

PACKAGE = Path(seminar_service.__file__).parent


def test_every_area_with_a_model_is_named() -> None:
    files = [*PACKAGE.glob("*/model.py"), *PACKAGE.glob("*/*_model.py")]
    models = {f"seminar_service.{path.parent.name}.{path.stem}" for path in files}

    assert {area.__name__ for area in tables.AREAS} == models
    assert list(PACKAGE.glob("*/*/*model.py")) == []


def test_all_tables_are_known_to_who_imports_their_list_alone() -> None:
    tell = (
        "from seminar_service import tables; tables.tie_together();"
        "from seminar_service.storage.base import Base; print(*sorted(Base.metadata.tables))"
    )

    told = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)

    assert told.stdout.split() == sorted(Base.metadata.tables)
    assert {"bid", "history", "job", "registration"} <= set(told.stdout.split())


def test_every_rule_of_a_table_has_a_name_that_fits_every_database() -> None:
    rules = [rule for table in Base.metadata.tables.values() for rule in table.constraints]

    assert [rule for rule in rules if not rule.name] == []
    assert max(len(str(rule.name)) for rule in rules) < 64
    assert any(isinstance(rule, UniqueConstraint) for rule in rules)


def test_every_thing_with_a_version_is_called_by_another_kind_in_the_history() -> None:
    tables.tie_together()
    rows = {mapper.base_mapper.class_ for mapper in Base.registry.mappers}  # one for each table
    kinds = [row.subject_kind for row in rows if issubclass(row, Versioned)]

    assert len(kinds) == len(set(kinds)) > 5

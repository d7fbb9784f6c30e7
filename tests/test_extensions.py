"""Flask's extensions, made once and bound to each application that is made."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from seminar_service.app import create_app
from seminar_service.extensions import db, migrate
from seminar_service.storage.base import Base
from seminar_service.tours.model import Topic
from seminar_service.work import wakeups
from tests.factories import make_topic

SECRET = "what nobody may read"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


def test_two_applications_share_the_extensions_and_keep_their_databases_apart(
    app: Flask, tmp_path: Path
) -> None:
    make_topic(db.session(), "first")
    other = create_app(
        replace(app.config["SETTINGS"], database_url=f"sqlite:///{tmp_path / 'other.db'}")
    )
    with other.app_context():
        Base.metadata.create_all(db.engine)
        make_topic(db.session(), "second")
        assert db.session.scalars(select(Topic.code)).all() == ["second"]
        db.session.remove()
        wakeups.detach(db.engine)
        db.engine.dispose()

    assert db.session.scalars(select(Topic.code)).all() == ["first"]


def test_the_database_is_that_of_the_models() -> None:
    assert db.metadata is Base.metadata


@pytest.mark.usefixtures("app")
def test_what_the_database_refuses_is_told_without_peoples_data() -> None:
    session = db.session()
    make_topic(session, "same")
    session.add(Topic(code="same", name_ja=SECRET, name_en=""))

    with pytest.raises(IntegrityError) as refused:
        session.commit()
    session.rollback()

    assert "topic.code" in str(refused.value)
    assert SECRET not in str(refused.value)


def test_migrations_notice_another_type_of_a_column_and_can_change_it_on_sqlite() -> None:
    assert migrate.alembic_ctx_kwargs["compare_type"] is True
    assert migrate.alembic_ctx_kwargs["render_as_batch"] is True

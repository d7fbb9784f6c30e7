"""Fixtures for tests of whole applications with settings of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from seminar_service.app import create_app
from seminar_service.extensions import db
from seminar_service.work import wakeups
from tests.conftest import make_settings

Visit = Callable[..., FlaskClient]


@pytest.fixture
def visit(sqlite_url: str, tmp_path: Path) -> Iterator[Visit]:
    """Makes a browser at a service with the given settings; its database has no rows."""
    with ExitStack() as leaving:

        def opened(**settings: Any) -> FlaskClient:
            found = replace(make_settings(tmp_path, sqlite_url), **settings)
            app = create_app(found, {"TESTING": True, "WTF_CSRF_ENABLED": False})

            def close() -> None:
                with app.app_context():
                    wakeups.detach(db.engine)
                    db.engine.dispose()

            leaving.callback(close)
            return app.test_client()

        yield opened

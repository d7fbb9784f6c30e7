"""Fixtures for tests of whole applications with settings of their own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from seminar_service.app import create_app
from seminar_service.extensions import db
from seminar_service.web.locale import ENVIRON_KEY
from seminar_service.work import wakeups
from tests.applications import Applications
from tests.conftest import make_settings

Visit = Callable[..., FlaskClient]
Page = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def page(applications: Applications, tmp_path: Path, now: datetime) -> Iterator[Page]:
    """Makes the context of a request in one of the languages, with no database behind it."""
    with applications.application(make_settings(tmp_path, "sqlite://"), now) as app:

        def asked(path: str = "/", *, locale: str = "en", **request: Any) -> Any:
            return app.test_request_context(path, environ_base={ENVIRON_KEY: locale}, **request)

        yield asked


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

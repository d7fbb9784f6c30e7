"""Applications for tests, made once for each kind of settings and handed on from test to test.

To make an application takes longer than most tests of a page, and so does compiling its
templates and statements. So a test gets an application that served others before, as it was
when it was new: with its own settings and clock, over an emptied database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from flask import Flask, g
from sqlalchemy import Engine

from seminar_service.app import KEPT_PAGES, create_app
from seminar_service.config import Settings
from seminar_service.extensions import db
from seminar_service.web.accounts.extension import security
from seminar_service.web.kept.pages import PLACES_OPTION
from seminar_service.work import wakeups
from seminar_service.work.wakeups import Wakeups

CHEAP_HASHES = {"argon2__time_cost": 1, "argon2__memory_cost": 256, "argon2__parallelism": 1}


@contextmanager
def new_application(settings: Settings, now: datetime) -> Iterator[Flask]:
    """An application that no other test sees, with its context pushed."""
    app = _make(settings)
    app.config["CLOCK"] = lambda: now
    with _context(app):
        yield app


class Applications:
    """The applications that the tests of one process share."""

    def __init__(self) -> None:
        self._made: dict[Settings, _Shared] = {}

    @contextmanager
    def application(self, settings: Settings, now: datetime) -> Iterator[Flask]:
        """An application as if it were new, with its context pushed.

        Only views, hooks and middlewares cannot be added: what others find is the same.
        """
        kind = replace(settings, instance=Path(), queue_url="")
        if kind not in self._made:
            self._made[kind] = _Shared(settings)
        app = self._made[kind].anew(settings, now)
        with _context(app):
            yield app


class _Shared:
    """An application, and what it looked like when it was new."""

    def __init__(self, settings: Settings) -> None:
        self._app = _make(settings)
        with self._app.app_context():
            self._engine = db.engine
            wakeups.detach(db.engine)
        self._new = [(kept, dict(kept)) for kept in self._what_tests_change()]
        # From its first request on an application refuses to be changed.
        self._app.test_client().get("/no-such-page", base_url=settings.base_url)

    def anew(self, settings: Settings, now: datetime) -> Flask:
        """The application as it was, with the settings and the present of a test."""
        for kept, new in self._new:
            kept.clear()
            kept.update(new)
        self._app.extensions[KEPT_PAGES].store.clear()
        self._app.config.update(SETTINGS=settings, CLOCK=lambda: now)
        with self._app.app_context():
            # It keeps the statements that are compiled; who listens to it goes with the test.
            cast("dict[None, Engine]", db.engines)[None] = self._engine.execution_options()
            wakeups.attach(db.engine, Wakeups(settings.queue_url))
        return self._app

    def _what_tests_change(self) -> list[dict[str, Any]]:
        everybodys = vars(security)  # one object for all applications, as the latest needs it
        return [self._app.config, self._app.extensions, self._app.view_functions, everybodys]


def _make(settings: Settings) -> Flask:
    options = {
        "TESTING": True,
        "WTF_CSRF_ENABLED": False,
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP_HASHES,
        # Tests that say otherwise see each place at once.
        PLACES_OPTION: 0.0,
    }
    app = create_app(settings, options)

    @app.teardown_request
    def _forget_the_request(_: BaseException | None) -> None:
        """Requests share the test's context; language and account must not leak into the next."""
        for name in list(g):
            g.pop(name)

    return app


@contextmanager
def _context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield
        db.session.remove()
        wakeups.detach(db.engine)
        db.engine.dispose()

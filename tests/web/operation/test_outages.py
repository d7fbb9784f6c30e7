"""The database is full, may only be read, or is away: pages say so, and nothing is lost."""

import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from werkzeug.test import TestResponse

from seminar_service.bids.model import Bid
from seminar_service.extensions import db
from seminar_service.web.operation import views
from tests.factories import make_topic, make_tour
from tests.web.hosts.forms import filled, words

Fault = Callable[[], None]


@pytest.fixture(autouse=True)
def _probe_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SECONDS_BETWEEN_PROBES", 0.0)


@pytest.fixture
def topic_id(session: Session) -> int:
    """A topic to ask for, in a tour whose call is open."""
    make_tour(session)
    return make_topic(session).id


@contextmanager
def every_connection(statement: str) -> Iterator[None]:
    """Each connection begins with a statement, those that are open already too."""

    def tell(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()

    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", tell)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", tell)
        db.session.remove()
        db.engine.dispose()


@contextmanager
def may_only_be_read(app: Flask) -> Iterator[None]:
    """The database refuses whatever is written, as a standby or a locked file does."""
    if db.engine.dialect.name == "sqlite":
        with every_connection("PRAGMA query_only = ON"):
            yield
        return
    name = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    _tell_server(app, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    db.session.remove()
    db.engine.dispose()
    try:
        yield
    finally:
        _tell_server(app, f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
        db.session.remove()
        db.engine.dispose()


def _tell_server(app: Flask, statement: str) -> None:
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).set(database="postgres")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@contextmanager
def has_no_room_left(app: Flask) -> Iterator[None]:
    """An SQLite database whose pages are all in use, and may become no more."""
    file = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    engine.dispose()
    with every_connection(f"PRAGMA max_page_count = {pages}"):
        yield


def kept_values(answer: TestResponse) -> dict[str, list[str]]:
    """What an error page keeps of a form."""
    found: dict[str, list[str]] = {}
    for field in BeautifulSoup(answer.text, "html.parser").select("#form-kept input"):
        found.setdefault(str(field["name"]), []).append(str(field["value"]))
    return found


def send(client: FlaskClient, topic_id: int) -> TestResponse:
    return client.post("/en/bids/new", data=filled(topic_id, step="send", remarks="x" * 2_000))


def assert_kept(answer: TestResponse, topic_id: int) -> None:
    """The page says what is the matter, and keeps all."""
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "cannot save anything at the moment" in words(answer.text)
    kept = kept_values(answer)
    assert kept["host_name"] == ["豊橋商工会議所"]
    assert kept["first_choice-0-begins"] == ["2026-10-05"]
    assert kept["topics"] == [str(topic_id)]


def test_a_database_that_may_only_be_read_shows_pages_and_keeps_forms(
    app: Flask, client: FlaskClient, session: Session, topic_id: int
) -> None:
    with may_only_be_read(app):
        assert client.get("/bids/new").status_code == 200
        ready = client.get("/readyz")
        assert (ready.status_code, ready.text) == (503, "database read-only\n")
        answer = send(client, topic_id)
    assert_kept(answer, topic_id)
    assert client.get("/readyz").status_code == 200
    again = client.post("/bids/new", data=kept_values(answer) | {"step": "send"})
    assert again.status_code == 303
    assert session.scalar(select(func.count()).select_from(Bid)) == 1


def test_a_full_database_shows_pages_and_keeps_forms(
    app: Flask, client: FlaskClient, topic_id: int
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("a server's disk cannot be filled here")
    with has_no_room_left(app):
        assert client.get("/bids/new").status_code == 200
        ready = client.get("/readyz")
        assert (ready.status_code, ready.text) == (503, "database full or its disk failing\n")
        answer = _until_refused(client, topic_id)
    assert_kept(answer, topic_id)
    assert client.get("/readyz").status_code == 200


def _until_refused(client: FlaskClient, topic_id: int) -> TestResponse:
    """Pages that are half empty take a bid or two."""
    for number in range(50):
        own = {"idempotency_key": f"{number:032x}", "contact_email": f"host{number}@example.jp"}
        data = filled(topic_id, step="send", remarks="x" * 2_000, **own)
        answer = client.post("/en/bids/new", data=data)
        if answer.status_code != 303:
            break
    return answer


def test_a_database_that_is_away_is_no_error_of_ours(client: FlaskClient, topic_id: int) -> None:
    with _away():
        ready = client.get("/readyz")
        assert (ready.status_code, ready.text) == (503, "database unreachable\n")
        answer = send(client, topic_id)
        assert answer.status_code == 503
        assert kept_values(answer)["host_name"] == ["豊橋商工会議所"]
    assert client.get("/readyz").status_code == 200


@contextmanager
def _away() -> Iterator[None]:
    """No connection comes about."""

    def refuse(*_: object) -> None:
        driver = db.engine.dialect.loaded_dbapi
        raise driver.OperationalError("the database system is starting up")

    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "do_connect", refuse)
    try:
        yield
    finally:
        event.remove(db.engine, "do_connect", refuse)


def test_a_probe_leaves_nothing_behind(client: FlaskClient, session: Session) -> None:
    for _ in range(3):
        assert client.get("/readyz").text == "ok\n"
    assert session.execute(text("SELECT count(*) FROM rate_count")).scalar_one() == 0


def test_a_probe_is_not_made_for_each_request(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    probes: list[None] = []
    monkeypatch.setattr(views, "SECONDS_BETWEEN_PROBES", 3600.0)
    monkeypatch.setattr(views, "why_not_writing", lambda _: probes.append(None))
    for _ in range(5):
        assert client.get("/readyz").status_code == 200
    assert len(probes) == 1


FULL_DISK = dedent("""
    import resource, signal, sys
    from pathlib import Path
    from sqlalchemy.orm import Session
    from seminar_service.storage.engine import make_engine
    from seminar_service.overview.write_probe import why_not_writing

    file = Path(sys.argv[1])
    engine = make_engine(f"sqlite:///{file}")
    with Session(engine) as session:
        print(why_not_writing(session))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
        refused = why_not_writing(session)
        print(refused.name)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        print(why_not_writing(session))
""")


def test_the_probe_notices_a_disk_that_takes_nothing(sqlite_url: str) -> None:
    """In a process of its own, because the limit holds for a whole process."""
    assert hasattr(resource, "RLIMIT_FSIZE")
    assert hasattr(signal, "SIGXFSZ")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(Path(make_url(sqlite_url).database or ""))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["None", "FULL", "None"]

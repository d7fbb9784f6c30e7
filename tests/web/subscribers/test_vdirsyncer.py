"""A calendar client that other people wrote, subscribed to a running server over the network."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.office import Office
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_link
from tests.seminars.support import cancel
from tests.web.subscribers.tours import is_public, make_whole_tour

pytestmark = [
    pytest.mark.peer,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
OFFICE = Office(
    base_url="https://seminar.example.jp",
    mail="office@example.jp",
    contact="help@example.jp",
    name_ja="試験事務局",
    name_en="Test Office",
)
SETTINGS = """\
[general]
status_path = "{folder}/status/"
[pair seminars]
a = "server"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage server]
type = "http"
url = "{address}"
[storage local]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""
Synchronise = Callable[[str], dict[str, bytes]]


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    """The application on a port of this machine; gives the address of its root."""
    serving = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=serving.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{serving.server_port}"
    finally:
        serving.shutdown()
        thread.join()
        serving.server_close()


@pytest.fixture
def synchronise(tmp_path: Path, server: str) -> Synchronise:
    """Brings a local calendar up to date and gives its files."""
    folder = tmp_path / "client"
    (folder / "calendar").mkdir(parents=True)
    settings = folder / "settings"

    def call(path: str) -> dict[str, bytes]:
        settings.write_text(SETTINGS.format(folder=folder, address=server + path), encoding="utf-8")
        for step in (["discover"], ["sync"]):
            subprocess.run(
                [sys.executable, "-m", "vdirsyncer", "--config", str(settings), *step],
                check=True,
                capture_output=True,
                env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": str(folder)},
            )
        return {file.name: file.read_bytes() for file in (folder / "calendar").iterdir()}

    return call


def holding(files: dict[str, bytes], seminar: Seminar) -> bytes:
    """The one file that holds a seminar, known by its start: vdirsyncer leaves the UID out."""
    start = f"DTSTART;TZID=Asia/Tokyo:{seminar.day:%Y%m%d}T{seminar.starts_at:%H%M%S}\r\n"
    (found,) = [text for text in files.values() if start.encode() in text]
    return found


def test_a_subscribed_calendar_fills_stays_and_shows_what_was_cancelled(
    session: Session, synchronise: Synchronise
) -> None:
    make_whole_tour(session)
    rows = [row for row in session.scalars(select(Seminar)) if is_public(row)]

    first = synchronise("/feeds/tour.ics")
    second = synchronise("/feeds/tour.ics")

    assert len(first) == len(rows)
    assert all(holding(first, row) for row in rows)
    assert second == first

    cancel(session, rows[0].public_id, now=NOW + timedelta(days=1))
    third = synchronise("/feeds/tour.ics")

    assert b"STATUS:CANCELLED" in holding(third, rows[0])
    assert len(third) == len(rows)
    assert set(third.values()) - set(first.values()) == {holding(third, rows[0])}


def test_a_private_calendar_is_subscribed_to_alike(
    session: Session, synchronise: Synchronise
) -> None:
    _, adviser = make_whole_tour(session)
    token = make_link(session, LinkPurpose.ADVISER_FEED, adviser.id, now=NOW)

    files = synchronise(f"/en/feeds/advisers/{token}.ics")

    assert len(files) == 16
    assert sum(b"STATUS:TENTATIVE" in text for text in files.values()) == 2


def test_a_revoked_calendar_keeps_what_the_client_has(
    session: Session, synchronise: Synchronise, tmp_path: Path
) -> None:
    _, adviser = make_whole_tour(session)
    token = make_link(session, LinkPurpose.ADVISER_FEED, adviser.id, now=NOW)
    path = f"/feeds/advisers/{token}.ics"
    files = synchronise(path)

    links.revoke_all(session, LinkPurpose.ADVISER_FEED, adviser.id, now=NOW)
    session.commit()

    with pytest.raises(subprocess.CalledProcessError):
        synchronise(path)
    assert len(list((tmp_path / "client" / "calendar").iterdir())) == len(files)

"""The service as it is run for real: a process of its own, its worker inside, mail by SMTP."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.waiting import wait_for
from tests.calendars.peers import read_with_vobject
from tests.calendars.seen import Seen
from tests.outbox.server import MailServer

COMMAND = [sys.executable, "-m", "seminar_service"]
STOP_SECONDS = 60
OFFICE = {
    "SEMINAR_SECRET_KEY": "a secret that only tests know, long enough",
    "SEMINAR_MAIL_FROM": "office@example.jp",
    "SEMINAR_REQUIRE_SECOND_FACTOR": "no",
    "SEMINAR_ORGANISER_NAME_JA": "試験事務局",
    "SEMINAR_ORGANISER_NAME_EN": "Test Office",
}


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment of a service that is installed in a folder."""
    return {
        **os.environ,
        **OFFICE,
        "SEMINAR_INSTANCE": str(folder),
        "SEMINAR_DATABASE_URL": _database_url(folder),
        "SEMINAR_QUEUE_URL": f"sqlite:///{folder / 'queue.db'}",
        "SEMINAR_MAIL_DOMAIN_CHECK": "no",  # tests need no network
    }


def _database_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'seminar.db'}"


def _run(environ: Mapping[str, str], *arguments: str, given: str = "") -> None:
    ended = subprocess.run(
        [*COMMAND, *arguments],
        env=environ,
        input=given,
        text=True,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@cache
def _newly_installed() -> TemporaryDirectory[str]:
    """An instance folder as `init` leaves it, made once: all tests begin with the same one."""
    folder = TemporaryDirectory(prefix="installed-")
    _run(_surroundings(Path(folder.name)), "init")
    return folder


class Installation:
    """An installed service over a fresh SQLite database, with a port and a mail server.

    Args:
        folder: Becomes the instance folder.
    """

    def __init__(self, folder: Path) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port: int = listener.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.database_url = _database_url(folder)
        self.mail_server = MailServer()
        self.environ = {
            **_surroundings(folder),
            "SEMINAR_BASE_URL": self.base_url,
            "SEMINAR_MAIL_URL": self.mail_server.url,
        }
        shutil.copytree(_newly_installed().name, folder, dirs_exist_ok=True)

    def command(self, *arguments: str, given: str = "") -> None:
        """Run a command as the operator does; `given` is its standard input."""
        _run(self.environ, *arguments, given=given)

    @contextmanager
    def running(self, *options: str) -> Iterator["Service"]:
        """Serve meanwhile; what the service logs is shown where a test fails."""
        self.mail_server.bring_up()
        command = [*COMMAND, "serve", "--port", str(self.port), *options]
        with subprocess.Popen(command, env=self.environ) as process:
            try:
                wait_for(lambda: self._answers(process), "the service to answer")
                yield Service(self)
            finally:
                process.terminate()
                process.wait(STOP_SECONDS)
                self.mail_server.take_down()

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        assert process.poll() is None, "the service has ended by itself"
        try:
            with urlopen(f"{self.base_url}/healthz", timeout=5) as answer:  # noqa: S310 (our own)
                return bool(answer.status == 200)
        except (URLError, TimeoutError):  # not there yet, or slow to answer
            return False


class Service:
    """A running service, and what leaves it: mails and feeds."""

    def __init__(self, installation: Installation) -> None:
        self.base_url = installation.base_url
        self._mail_server = installation.mail_server

    def mail_to(self, recipient: str, subject: re.Pattern[str]) -> EmailMessage:
        """The newest mail to somebody with such a subject; waits until it comes."""

        def newest() -> EmailMessage | None:
            fitting = [mail for mail in self.mails_about(subject) if recipient in mail["To"]]
            return fitting[-1] if fitting else None

        return wait_for(newest, f"an email to {recipient} about {subject.pattern!r}")

    def mails_about(self, subject: re.Pattern[str]) -> list[EmailMessage]:
        """The mails to anybody with such a subject that have come so far, the oldest first."""
        return [mail for mail in self._mail_server.mails if subject.fullmatch(mail["Subject"])]

    def feed(self, address: str) -> list[Seen]:
        """What a calendar program reads at the address of a feed."""
        with urlopen(address, timeout=30) as answer:  # noqa: S310 (our own service)
            content: bytes = answer.read()
        return read_with_vobject(content)

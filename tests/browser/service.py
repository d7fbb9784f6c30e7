"""The service as it is run for real: a process of its own, its worker inside, mail by SMTP."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.waiting import wait_for
from tests.feeds.peers import read_with_vobject
from tests.feeds.seen import Seen
from tests.mail.server import MailServer

STOP_SECONDS = 60
OFFICE = {
    "SEMINAR_SECRET_KEY": "a secret that only tests know, long enough",
    "SEMINAR_MAIL_FROM": "office@example.jp",
    "SEMINAR_ORGANISER_NAME_JA": "試験事務局",
    "SEMINAR_ORGANISER_NAME_EN": "Test Office",
}


class Service:
    """A running service, and what leaves it: mails and feeds."""

    def __init__(self, base_url: str, mail_server: MailServer, environ: dict[str, str]) -> None:
        self.base_url = base_url
        self._mail_server = mail_server
        self._environ = environ

    @property
    def database_url(self) -> str:
        """Where its database is."""
        return self._environ["SEMINAR_DATABASE_URL"]

    def mail_to(self, recipient: str, subject: re.Pattern[str]) -> EmailMessage:
        """The newest mail to somebody with such a subject; waits until it comes."""

        def newest() -> EmailMessage | None:
            fitting = [
                mail
                for mail in self._mail_server.mails
                if recipient in mail["To"] and subject.fullmatch(mail["Subject"])
            ]
            return fitting[-1] if fitting else None

        return wait_for(newest, f"a mail to {recipient} about {subject.pattern!r}")

    def feed(self, address: str) -> list[Seen]:
        """What a calendar program reads at the address of a feed."""
        with urlopen(address, timeout=30) as answer:  # noqa: S310 (our own service)
            content: bytes = answer.read()
        return read_with_vobject(content)

    def command(self, *arguments: str, given: str = "") -> None:
        """Run a command as the operator does; `given` is its standard input."""
        run_command(self._environ, *arguments, given=given)


def run_command(environ: dict[str, str], *arguments: str, given: str = "") -> None:
    """Run a command of the service as the operator does."""
    ended = subprocess.run(
        [sys.executable, "-m", "seminar_service", *arguments],
        env=environ,
        input=given,
        text=True,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@contextmanager
def running_service(folder: Path) -> Iterator[Service]:
    """A service over a fresh SQLite database in `folder`, on a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    mail_server = MailServer()
    mail_server.bring_up()
    base_url = f"http://127.0.0.1:{port}"
    environ = os.environ | OFFICE
    environ |= {
        "SEMINAR_INSTANCE": str(folder),
        "SEMINAR_DATABASE_URL": f"sqlite:///{folder / 'seminar.db'}",
        "SEMINAR_QUEUE_URL": f"sqlite:///{folder / 'queue.db'}",
        "SEMINAR_BASE_URL": base_url,
        "SEMINAR_MAIL_URL": mail_server.url,
    }
    try:
        run_command(environ, "init")
        with _serving(environ, port):
            yield Service(base_url, mail_server, environ)
    finally:
        mail_server.take_down()


@contextmanager
def _serving(environ: dict[str, str], port: int) -> Iterator[None]:
    """Serve meanwhile; what the service logs is shown where a test fails."""
    command = [sys.executable, "-m", "seminar_service", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environ) as process:
        try:
            wait_for(lambda: _answers(process, port), "the service to answer")
            yield
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    assert process.poll() is None, "the service has ended by itself"
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False

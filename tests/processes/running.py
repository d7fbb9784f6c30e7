"""Processes of the service, as an operator starts them, and a browser to talk to them."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

from bs4 import BeautifulSoup

from tests.browser.waiting import wait_for

STOP_SECONDS = 60
MODULE = (sys.executable, "-m", "seminar_service")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def run_command(environ: Mapping[str, str], *arguments: str, given: str = "") -> None:
    """Run a command to its end, as the operator does; `given` is its standard input."""
    ended = subprocess.run(
        [*MODULE, *arguments], env=environ, input=given, text=True, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


@contextmanager
def process(
    environ: Mapping[str, str], log: Path, *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs until the block ends, in a process group of its own."""
    with (
        log.open("wb") as file,
        subprocess.Popen(
            [*MODULE, *arguments], env=environ, stderr=file, start_new_session=True
        ) as started,
    ):
        try:
            yield started
        finally:
            if started.poll() is None:
                started.send_signal(signal.SIGTERM)
            started.wait(STOP_SECONDS)


def wait_until_served(port: int) -> None:
    """Wait until a web process answers."""
    wait_for(lambda: answers(port), f"an answer on port {port}")


def answers(port: int) -> bool:
    """Whether a web process is ready."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # refused, reset, or too slow to say
        return False


class Caller:
    """Somebody with a browser without JavaScript; cookies hold for every port of the host."""

    def __init__(self) -> None:
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def read(self, port: int, path: str) -> BeautifulSoup:
        """A page."""
        with self._opener.open(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return BeautifulSoup(answer.read(), "html.parser")

    def status(self, port: int, path: str) -> int:
        """How an address answers."""
        try:
            with self._opener.open(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return int(error.code)

    def send(self, port: int, path: str, seen_on: str, **fields: str) -> str:
        """Send a form that was seen on a page, with its token; the path that one ends up on."""
        token = self.read(port, seen_on).find("input", {"name": "csrf_token"})
        assert token is not None
        data = urlencode({"csrf_token": str(token["value"]), **fields}).encode()
        with self._opener.open(f"http://127.0.0.1:{port}{path}", data, timeout=60) as answer:
            reached: str = answer.geturl()
            return reached.removeprefix(f"http://127.0.0.1:{port}")

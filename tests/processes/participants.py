"""People who register over doors that slam: each sends the same form until somebody answers."""

import random
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.bench_web.registering import FORM
from tests.browser.mails import link_in
from tests.browser.waiting import PATIENCE_SECONDS
from tests.outbox.server import MailServer

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_TRIES = int(PATIENCE_SECONDS / 0.2)
_SERVER_ERRORS = range(500, 600)


def mailbox(number: int) -> str:
    """The address of one of the people."""
    return f"person{number}@example.jp"


@dataclass(frozen=True)
class Doors:
    """The ports of an installation; whoever finds one shut goes to another."""

    ports: Sequence[int]

    def ask(
        self, opener: OpenerDirector, path: str, number: int, fields: dict[str, str] | None = None
    ) -> str:
        """What an address answers in the end; the same is asked again after a 5xx or a cut line.

        Raises:
            AssertionError: nobody has answered for long.
        """
        chance, pause = random.Random(f"{path} {number}"), threading.Event()  # noqa: S311 (nothing secret)
        for _ in range(_TRIES):
            try:
                return _ask(opener, chance.choice(self.ports), path, number, fields)
            except (_FailedError, OSError, HTTPException):
                pause.wait(0.2)
        raise AssertionError(f"{path} was not answered")


class _FailedError(Exception):
    """The service answered that it could not."""


def _ask(
    opener: OpenerDirector, port: int, path: str, number: int, fields: dict[str, str] | None
) -> str:
    request = Request(
        f"http://127.0.0.1:{port}{path}",
        None if fields is None else urlencode(fields).encode(),
        {"X-Forwarded-For": f"10.1.{number // 250}.{number % 250 + 1}"},
    )
    try:
        with opener.open(request, timeout=20) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        error.close()
        if error.code in _SERVER_ERRORS:
            raise _FailedError from error
        raise AssertionError(f"{path} answers {error.code}") from error


class Participant:
    """One of them: registers, presses the button in the mail, and perhaps thinks better of it."""

    def __init__(self, number: int, doors: Doors, mails: MailServer) -> None:
        self.number = number
        self._doors, self._mails = doors, mails
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def register(self, public_id: str) -> None:
        """Fill in the form of a seminar."""
        self._send(
            f"/seminars/{public_id}/register",
            FORM
            | {
                "form_key": f"the-form-of-person-{self.number:04d}-and-of-nobody-else",
                "name": f"参加 {self.number}子",
                "email": mailbox(self.number),
            },
        )

    def press_the_button(self) -> bool:
        """Press it, if the mail is there."""
        return self._act(lambda path: path.endswith("/confirm"))

    def withdraw(self) -> bool:
        """Withdraw by the link in the mail, if it is there."""
        return self._act(lambda path: not path.endswith("/confirm"), "/withdraw")

    def _act(self, fits: Callable[[str], bool], then: str = "") -> bool:
        for mail in list(self._mails.mails):
            if mail["To"] is not None and mailbox(self.number) in mail["To"]:
                path = urlsplit(link_in(mail, "/registrations/")).path
                if fits(path):
                    self._send(path + then, {})
                    return True
        return False

    def _send(self, path: str, fields: dict[str, str]) -> None:
        token = _TOKEN.search(self._doors.ask(self._opener, path, self.number))
        if token is not None:  # there is nothing left to press
            answer = fields | {"csrf_token": token[1]}
            self._doors.ask(self._opener, path, self.number, answer)

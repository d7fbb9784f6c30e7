"""Every address with every method, and what the table says about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from seminar_service.access.model import LinkPurpose
from tests.security import document

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
OFFICE = ("viewer", "clerk", "planner", "admin")  # each may do all that those before it may
DESK = ("desk_expert", "desk_head")  # likewise
ASSIGNED = "assigned"
"""The head, and the expert to whom a case is assigned; the walk's expert has none."""
RUNGS = ("desk_expert", ASSIGNED, "desk_head")
COUNTER = ("counter_staff",)
LADDERS = (OFFICE, RUNGS, COUNTER)
STAFF = (*OFFICE, *DESK, *COUNTER)
ANY_ROLE = "staff"
LINKS = {
    "host": LinkPurpose.BID,
    "invited host": LinkPurpose.INVITATION,
    "adviser": LinkPurpose.ADVISER,
    "counter": LinkPurpose.COUNTER,
    "participant": LinkPurpose.REGISTRATION,
    "contact": LinkPurpose.PARTY,
    "host's feed": LinkPurpose.HOST_FEED,
    "adviser's feed": LinkPurpose.ADVISER_FEED,
    "participant's feed": LinkPurpose.REGISTRATION_FEED,
    "participant's button": LinkPurpose.REGISTRATION_BUTTON,
    "mailbox": LinkPurpose.MAILBOX,
    "alert": LinkPurpose.ALERT,
    "new mail address": LinkPurpose.ADDRESS_CHANGE,
    "earlier mail address": LinkPurpose.ADDRESS_RETURN,
    "account": LinkPurpose.PASSWORD,
}
# Later steps of the log-in: whoever has not taken the first is led to it.
LATER_STEPS = {
    f"/organiser/login/{step}" for step in ("code", "choose", "recovery-code", "passkey/<token>")
}
EVERYBODY = "everybody"
NOBODY = "–"
LOGIN = "/organiser/login"
LOGOUT = "/organiser/logout"
# They end sessions of whoever asks, so they come last, in this order.
ENDINGS = (
    "/organiser/account/sessions/<int:session_id>/end",
    "/organiser/account/sessions/end-others",
    LOGOUT,
)


class Answer(Enum):
    """How the service answers, as far as permissions go."""

    LET_IN = "let in"
    TO_LOGIN = "led to the log-in"
    FORBIDDEN = 403
    UNKNOWN = 404
    NO_SUCH_METHOD = 405
    GONE = 410


@dataclass(frozen=True)
class Address:
    """A line of the table: an address as the application writes it, and who may use it."""

    rule: str
    reads: str
    sends: str

    @property
    def methods(self) -> set[str]:
        """What the table allows to anybody."""
        reading = {"GET", "HEAD"} if self.reads != NOBODY else set()
        return reading | ({"POST"} if self.sends != NOBODY else set())

    @property
    def has_token(self) -> bool:
        """Whether the address carries a secret link."""
        return self.reads in LINKS or self.sends in LINKS

    def who(self, method: str) -> str:
        """Who may use the address by this method."""
        if method in {"GET", "HEAD"}:
            return self.reads
        return self.sends if method == "POST" else NOBODY


def addresses() -> list[Address]:
    """The lines of the table."""
    return [
        Address(document.code(row["Address"])[0], row["Reads"], row["Sends"])
        for row in document.rows("Who may do what")
    ]


def rules_of(app: Flask) -> dict[str, set[str]]:
    """Every address of the application with its methods, OPTIONS left out: all have it."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update((rule.methods or set()) - {"OPTIONS"})
    return found


def url(app: Flask, address: Address, arguments: Mapping[str, Any]) -> str:
    """The address with existing rows, or whatever else is given, in its places."""
    rule = next(each for each in app.url_map.iter_rules() if each.rule == address.rule)
    strangers = rule.arguments - set(arguments)
    assert not strangers, f"say in ground.py which rows {strangers} of {rule.rule} are"
    return _built(app, rule, arguments)


def _built(app: Flask, rule: Rule, arguments: Mapping[str, Any]) -> str:
    adapter = app.url_map.bind("127.0.0.1")
    given = {name: arguments[name] for name in rule.arguments}
    return str(adapter.build(rule.endpoint, given, method=next(iter(rule.methods or ())))).split(
        "127.0.0.1"
    )[-1]


def of_account(address: Address, method: str, role: str | None) -> Answer:
    """How an account with a role, or nobody, is to be answered at an existing row."""
    who = address.who(method)
    if who == NOBODY:
        return Answer.NO_SUCH_METHOD
    if who == EVERYBODY:
        led = address.rule == LOGOUT or (address.rule in LATER_STEPS and role is None)
        return Answer.TO_LOGIN if led else Answer.LET_IN
    if who in LINKS:
        return Answer.UNKNOWN
    if role is None:
        return Answer.TO_LOGIN
    return Answer.LET_IN if has(role, who) else Answer.FORBIDDEN


def has(role: str, least: str) -> bool:
    """Whether a role may do what another one may."""
    if least == ANY_ROLE:
        return True
    ladder = next(each for each in LADDERS if least in each)
    return role in ladder and ladder.index(role) >= ladder.index(least)


def highest(address: Address) -> str:
    """A role that may do whatever any role may at an address."""
    named = {address.reads, address.sends}
    return next((ladder[-1] for ladder in LADDERS if named & set(ladder)), OFFICE[-1])


def of_link(address: Address, method: str, purpose: LinkPurpose, *, revoked: bool) -> Answer:
    """How the holder of a secret link is to be answered at an address with a token."""
    who = address.who(method)
    if who == NOBODY:
        return Answer.NO_SUCH_METHOD
    if LINKS[who] is not purpose:
        return Answer.UNKNOWN
    return Answer.GONE if revoked else Answer.LET_IN


def answer_of(response: TestResponse) -> Answer | int:
    """What an answer amounts to; its status, where that means neither yes nor no."""
    if response.status_code in {301, 302, 303} and LOGIN in response.location:
        return Answer.TO_LOGIN
    if response.status_code in {200, 302, 303, 304, 400, 409, 422}:
        return Answer.LET_IN
    try:
        return Answer(response.status_code)
    except ValueError:
        return response.status_code


class Walker:
    """A browser that comes from another computer each time, so that no limit stops it."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self._number = 0

    def request(self, method: str, path: str) -> TestResponse:
        """Send an empty request."""
        self._number += 1
        high, low = divmod(self._number, 256)
        return self._client.open(
            path, method=method, environ_overrides={"REMOTE_ADDR": f"10.0.{high}.{low}"}
        )


def steps(
    found: Iterable[Address], methods: Iterable[str] = METHODS
) -> Iterator[tuple[Address, str]]:
    """Every address with every method but OPTIONS, which everybody may send."""
    for address in found:
        for method in methods:
            if method != "OPTIONS":
                yield address, method

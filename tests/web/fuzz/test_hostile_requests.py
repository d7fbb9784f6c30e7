"""Whatever anybody sends, to any address and with any form, gets a page of ours in its language.

Addresses come from the application's own map, forms from its pages: what is added to the service
is tried here without a word more.
"""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from seminar_service.accounts.model import RoleName
from tests.solver.robust.strategies import examples
from tests.web.fuzz.pages import Form, Page, query_names
from tests.web.fuzz.values import (
    AS_MARKUP,
    CHANGES,
    HEADERS,
    JSON_BODIES,
    TEXTS,
    Change,
    honest,
    in_parts,
    part_of_address,
    spoilt,
    urlencoded,
)
from tests.web.fuzz.world import World, make_world

LANGUAGES = ("", "/en")
ENDS_THE_VISIT = ("/logout",)
WITHOUT_A_FORM = frozenset(
    {
        # Buttons alone, shown in states that the small tour has not: nobody types anything there.
        "account.remove_authenticator",
        "advisers.take_calendar_days",
        "advisers.take_own_calendar",
        "advisers.end_own_calendar",
        "desk.case_file",
        "desk.release_case",
        "organisers.registration_case",
        "hosts.revoke_feed",
        "organisers.decide_wish",
        "organisers.answer_file",
        "organisers.begin_with_repair",
        "organisers.end_others",
        "organisers.let_notice_go",
        "organisers.release_plan",
        "organisers.schedule_release",
        "organisers.call_off_release",
        "organisers.remove_adviser_decline",
        "organisers.remove_host_decline",
        "organisers.reopen_staff_account",
        "organisers.resend_notice",
        "organisers.reset_staff_factors",
        "organisers.stop_notice",
        "organisers.stop_planning",
        "organisers.take_run_out",
        "organisers.take_back",
        "organisers.take_other_day",
        "public.new_link",
        "public.open_other",
        "security.logout",
        # What mail programs send by themselves.
        "public.end_alert",
        # Steps between a password and a second factor, and what scripts send of passkeys.
        "account.choose_password",
        "security.mf_recovery",
        "security.mf_recovery_codes",
        "security.tf_select",
        "security.two_factor_token_validation",
        "security.verify",
        "security.wan_delete",
        "security.wan_register",
        "security.wan_register_response",
        "security.wan_signin",
        "security.wan_signin_response",
        "security.wan_verify",
        "security.wan_verify_response",
    }
)
LOOKS = 2
FEW = 2
MANY = 30
"""So many forms come back at least: else the search for what they lose has found too little."""
REFUSED = (
    "x" * 20_000,
    "👩‍👩‍👧‍👦𠮷野家" * 400,
    "\u202eゑ\u2066\u200f",
    '=HYPERLINK("http://evil.example","x")',
    "",
)
URLENCODED = "application/x-www-form-urlencoded"
SEARCH = settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # what was changed cannot be tried again
)


@dataclass
class Visit:
    """What one kind of person has seen: the forms, and the names in addresses' queries."""

    forms: dict[tuple[str, ...], Form] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


@pytest.fixture
def world(app: Flask, session: Session, sign_in: Callable[[RoleName], FlaskClient]) -> World:
    """One of everything."""
    return make_world(app, session, sign_in)


def test_whatever_is_sent_gets_a_page_of_ours(app: Flask, world: World) -> None:
    visits = {who: _look_around(world, who) for who in world.visitors}
    _are_found_for_everybody(app, visits)
    _try_addresses(app, world, visits)
    _spoil_one_field(world, visits)
    _try_forms(world, visits)
    for who in world.visitors:
        _look_around(world, who)  # what was sent is shown as a text, wherever it is kept


def _try_addresses(app: Flask, world: World, visits: dict[str, Visit]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    names = sorted(set().union(*(visit.names for visit in visits.values())) | {"page", "next"})

    @SEARCH
    @given(
        st.sampled_from(sorted(world.visitors)),
        st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]),
        _addresses(rules, world),
        st.lists(st.tuples(st.sampled_from(names), TEXTS), max_size=2),
        HEADERS,
    )
    def tried(
        who: str, method: str, address: str, pairs: list[tuple[str, str]], headers: dict[str, str]
    ) -> None:
        query = urlencoded(pairs).decode()
        browser = world.visitors[who]
        with closing(
            browser.open(address, method=method, query_string=query, headers=_sendable(headers))
        ) as answer:
            _is_right(answer, address)

    tried()


def _spoil_one_field(world: World, visits: dict[str, Visit]) -> None:
    """What is typed into all other fields of a form that comes back is in it still."""
    came_back, lost = 0, set[str]()
    for who, visit in visits.items():
        for number, kind in enumerate(sorted(visit.forms)):
            form = visit.forms[kind]
            typed = [each.name for each in form.inputs if each.is_typed]
            if form.method != "post" or len(set(typed)) < FEW:
                continue
            name = typed[number % len(typed)]
            pairs = [
                (each, REFUSED[number % len(REFUSED)] if each == name else value)
                for each, value in honest(form)
            ]
            with closing(
                world.visitors[who].post(
                    form.action, data=urlencoded(pairs), content_type=URLENCODED
                )
            ) as answer:
                _is_right(answer, form.action)
                if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
                    lost |= _lost(answer, form, dict(pairs), name)
                    came_back += 1
    assert not lost
    assert came_back >= MANY


def _lost(answer: TestResponse, form: Form, sent: dict[str, str], spoilt_name: str) -> set[str]:
    page = Page(answer.text, answer.request.path)
    same = [each for each in page.forms if urlsplit(each.action).path == form.action]
    shown = {each.name: each.value for every in same for each in every.inputs if each.is_typed}
    typed = {each.name for each in form.inputs if each.is_typed} - {spoilt_name}
    return {
        f"{form.action}: {name}={sent[name]!r} is {shown.get(name)!r}, {spoilt_name} was refused"
        for name in typed
        if shown.get(name, "").strip() != sent[name].strip()
    }


def _try_forms(world: World, visits: dict[str, Visit]) -> None:
    addresses = (f"10.{each >> 16 & 255}.{each >> 8 & 255}.{each & 255}" for each in count(1))

    @SEARCH
    @given(
        st.sampled_from(sorted(world.visitors)),
        st.integers(0, 2**16),
        st.sampled_from(LANGUAGES),
        CHANGES,
        st.sampled_from(["form", "form", "form", "parts", "json"]),
        JSON_BODIES,
    )
    def tried(  # noqa: PLR0917 (one for each thing that varies)
        who: str, number: int, language: str, changes: list[Change], kind: str, json: str
    ) -> None:
        forms = visits[who].forms
        form = forms[sorted(forms)[number % len(forms)]]
        pairs = spoilt(form, changes, number)
        with closing(
            world.visitors[who].open(
                language + form.action,
                method=form.method,
                **_sent(form.method, kind, pairs, json),
                environ_overrides={"REMOTE_ADDR": next(addresses)},  # nobody gets tired of trying
            )
        ) as answer:
            _is_right(answer, form.action)
            _note(visits[who], answer, form.action)

    tried()


def _sent(method: str, kind: str, pairs: list[tuple[str, str]], json: str) -> dict[str, Any]:
    if method == "get":
        return {"query_string": urlencoded(pairs).decode()}
    if kind == "json":
        return {"data": json, "content_type": "application/json"}
    if kind == "parts":
        body = in_parts(pairs, as_file=len(json) % 4)
        return {"data": body, "content_type": "multipart/form-data; boundary=b"}
    return {"data": urlencoded(pairs), "content_type": URLENCODED}


def _are_found_for_everybody(app: Flask, visits: dict[str, Visit]) -> None:
    """Without this, a change of the pages' frame could leave the search with nothing to try."""
    left_out = _taking_forms(app) - _reached(app, visits) - WITHOUT_A_FORM
    assert not left_out, f"nothing hostile is sent to {sorted(left_out)}: lay out what leads there"
    actions = {who: _actions(visit) for who, visit in visits.items()}
    assert {"/bids/new", "/organiser/login"} <= actions["anonymous"]
    assert any(action.endswith("/register") for action in actions["anonymous"])
    assert any(action.startswith("/adviser/") for action in actions["holder"])
    assert any(action.endswith("/edit") for action in actions["clerk"])
    assert "/organiser/advisers/new" in actions["planner"]


def _taking_forms(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}


def _reached(app: Flask, visits: dict[str, Visit]) -> set[str]:
    adapter = app.url_map.bind("localhost")
    return {
        adapter.match(action, method=form.method.upper())[0]
        for visit in visits.values()
        for form in visit.forms.values()
        if (action := urlsplit(form.action).path)
    }


def _actions(visit: Visit) -> set[str]:
    return {urlsplit(form.action).path for form in visit.forms.values()}


def _look_around(world: World, who: str) -> Visit:
    """Follow links, up to a few addresses of each shape; send each form once as it should be."""
    visit, seen, shapes = Visit(), set(), dict[str, int]()
    waiting = list(world.starts[who])
    while waiting:
        address = waiting.pop(0)
        shape = re.sub(r"[^/]*[0-9][^/]*", "*", urlsplit(address).path)
        looks = shapes.get(shape, 0) < LOOKS or address in world.starts[who]
        if address in seen or not looks or shape.startswith("/en/"):
            continue
        seen.add(address)
        shapes[shape] = shapes.get(shape, 0) + 1
        with closing(world.visitors[who].get(address)) as answer:
            _is_right(answer, address)
            waiting += _note(visit, answer, address)
    for form in list(visit.forms.values()):
        if form.method == "post" and any(each.is_typed for each in form.inputs):
            with closing(
                world.visitors[who].post(
                    form.action, data=urlencoded(honest(form)), content_type=URLENCODED
                )
            ) as answer:
                _is_right(answer, form.action)
                _note(visit, answer, form.action)
    return visit


def _note(visit: Visit, answer: TestResponse, address: str) -> list[str]:
    """Remember the forms of a page; give its links."""
    if answer.mimetype != "text/html" or answer.status_code in range(300, 400):
        return []
    page = Page(answer.text, urlsplit(address).path.removeprefix("/en"))
    for form in page.forms:
        form.action = urlsplit(form.action).path.removeprefix("/en")
        if not form.action.endswith(ENDS_THE_VISIT):
            visit.forms.setdefault(form.kind, form)
    visit.names |= query_names(page.links)
    visit.names |= {
        each.name for form in page.forms if form.method == "get" for each in form.inputs
    }
    return page.links


def _is_right(answer: TestResponse, address: str) -> None:
    """The law: no error of ours, sound headers, our page, in the language of the address."""
    assert answer.status_code < 500 or _is_declared(answer), f"{answer.status_code} {address}"
    for name, value in answer.headers.items():
        assert value.isprintable(), f"{name}: {value!r}"
    if answer.status_code in range(300, 400):
        assert "Location" not in answer.headers or _stays_here(answer.headers["Location"])
        return
    if answer.mimetype == "text/html" and answer.request.method != "HEAD" and answer.text:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "Content-Security-Policy" in answer.headers
        if _is_shut_in(answer):
            assert "script" not in answer.headers["Content-Security-Policy"]
        else:
            _is_our_page(answer)


def _is_shut_in(answer: TestResponse) -> bool:
    """Whether it is what somebody is mailed or sends, which browsers let do nothing at all."""
    return answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def _is_our_page(answer: TestResponse) -> None:
    assert not [each for each in AS_MARKUP if each in answer.text], answer.request.path
    page = Page(answer.text, answer.request.path)
    if page.language or "<head" in answer.text:  # a fragment has neither
        english = answer.request.path == "/en" or answer.request.path.startswith("/en/")
        if page.is_paper:  # a sheet to be printed, in the language that was asked for
            assert page.language in {"en", "ja"}
            return
        assert page.language == ("en" if english else "ja")
        assert page.is_ours, answer.text[:500]
        assert page.owners <= {form.id for form in page.forms}, (
            answer.request.path,
            "a button of a form that is not there",
        )


def _is_declared(answer: TestResponse) -> bool:
    return answer.status_code == 503 and "Retry-After" in answer.headers


def _stays_here(location: str) -> bool:
    parts = urlsplit(location)
    own = parts.netloc in {"", "localhost"} and parts.scheme in {"", "http"}
    return own and not location.startswith(("//", "/\\", "\\"))


@st.composite
def _addresses(draw: st.DrawFn, rules: list[Rule], world: World) -> str:
    rule = draw(st.sampled_from(sorted(rules, key=str)))
    address = draw(st.sampled_from(LANGUAGES)) + rule.rule
    for name in sorted(rule.arguments):
        known = world.parts.get(name, ("1",))
        text = draw(st.one_of(st.sampled_from(known), TEXTS))
        address = re.sub(rf"<([^<>]*:)?{name}>", lambda _: part_of_address(text), address)  # noqa: B023 (used at once)
    return address


def _sendable(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if not set(value) & set("\r\n\0")}

"""Every address, with every method, by everybody: as the table in `docs/security.md` says."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.config import Settings
from tests.conftest import PASSWORD
from tests.security.ground import (
    MADE_UP,
    Ground,
    lay_ground,
    link,
    newest_session,
    snapshot,
)
from tests.security.walk import (
    ANY_ROLE,
    ASSIGNED,
    DESK,
    ENDINGS,
    LINKS,
    LOGOUT,
    METHODS,
    STAFF,
    Address,
    Answer,
    Walker,
    addresses,
    answer_of,
    highest,
    of_account,
    of_link,
    rules_of,
    steps,
    url,
)
from tests.web.accounts.support import MakeAccount, SignIn

ADDRESSES = addresses()
WITH_TOKEN = [each for each in ADDRESSES if each.has_token]
TOKEN = {"token": MADE_UP}
HIGHEST = sorted({highest(each) for each in ADDRESSES})
Visitor = tuple[str | None, FlaskClient]


@pytest.fixture
def ground(session: Session, settings: Settings) -> Ground:
    return lay_ground(session, settings)


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, app: Flask, client: FlaskClient, session: Session
) -> Visitor:
    """Who comes, with the role that counts, and the browser."""
    name: str = request.param
    if name == "nobody":
        return None, client
    if name == "closed account":
        make_account: MakeAccount = request.getfixturevalue("make_account")
        user = make_account(RoleName.PLANNER, "former@example.jp")
        client.post("/organiser/login", data={"email": user.email, "password": PASSWORD})
        assert client.get("/organiser/").status_code == 200
        user.active = False
        session.commit()
        return None, client
    sign_in: SignIn = request.getfixturevalue("sign_in")
    browser = sign_in(RoleName(name))
    # A second session of the same account, which the first may end.
    app.test_client().post(
        "/organiser/login", data={"email": f"{name}@example.jp", "password": PASSWORD}
    )
    return name, browser


def everyone() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visitor", ["nobody", "closed account", *STAFF], indirect=True)


def test_the_table_has_every_address_with_its_methods_and_no_other(app: Flask) -> None:
    assert {each.rule: each.methods for each in ADDRESSES} == rules_of(app)
    assert len({each.rule for each in ADDRESSES}) == len(ADDRESSES)


def test_the_table_knows_every_role_and_every_kind_of_link() -> None:
    named = {who for each in ADDRESSES for who in (each.reads, each.sends)}
    assert {*LINKS} <= named <= {"everybody", "–", ANY_ROLE, ASSIGNED, *STAFF, *LINKS}
    assert set(STAFF) == set(RoleName)
    assert set(LINKS.values()) == set(LinkPurpose)


@everyone()
def test_an_account_is_let_in_where_the_table_says_so_and_nowhere_else(
    app: Flask, session: Session, ground: Ground, visitor: Visitor
) -> None:
    walk_by_account(app, session, ground, visitor)


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("visitor", ["clerk"], indirect=True)
def test_an_account_is_let_in_on_the_other_database_alike(
    app: Flask, session: Session, ground: Ground, visitor: Visitor
) -> None:
    walk_by_account(app, session, ground, visitor, methods=("GET", "POST"))


def walk_by_account(
    app: Flask,
    session: Session,
    ground: Ground,
    visitor: Visitor,
    methods: Sequence[str] = METHODS,
) -> None:
    """First wherever the visitor must not get in, then wherever it may."""
    role, client = visitor
    walker = Walker(client)
    arguments = ground.arguments | TOKEN | {"session_id": newest_session(session)}
    before = snapshot(session)
    last = []
    for address, method in steps(ADDRESSES, methods):
        expected = of_account(address, method, role)
        if expected is Answer.LET_IN or address.rule in ENDINGS:
            last.append((address, method, expected))
        else:
            path = url(app, address, arguments)
            assert _fault(walker, method, path, ground.private, expected) is None
    assert snapshot(session) == before, "somebody was refused, and yet something changed"

    for address, method, expected in sorted(last, key=lambda each: _ending(each[0])):
        private = ground.private if address.who(method) == "everybody" else set()
        path = url(app, address, arguments)
        assert _fault(walker, method, path, private, expected) is None


@pytest.mark.parametrize("visitor", ["nobody", *STAFF], indirect=True)
def test_who_may_not_use_an_address_does_not_learn_which_rows_there_are(
    app: Flask, ground: Ground, visitor: Visitor
) -> None:
    role, client = visitor
    walker = Walker(client)
    for address in ADDRESSES:
        for method in address.methods - {"HEAD"}:
            if any(of_account(address, each, role) is Answer.LET_IN for each in address.methods):
                continue
            if role in DESK and ASSIGNED in {address.reads, address.sends}:
                continue  # the desk's lists show every expert which cases there are
            there = walker.request(method, url(app, address, ground.arguments | TOKEN))
            missing = walker.request(
                method, url(app, address, ground.arguments | ground.missing | TOKEN)
            )
            assert there.status_code == missing.status_code, (address.rule, method)


def test_options_names_the_methods_of_an_address_and_nothing_else(
    app: Flask, client: FlaskClient, ground: Ground
) -> None:
    for address in ADDRESSES:
        answer = client.options(url(app, address, ground.arguments | TOKEN))
        assert answer.status_code == 200
        assert set(answer.allow) == address.methods | {"OPTIONS"}, address.rule
        assert answer.data == b""


@pytest.mark.parametrize("link_kind", [*product(LinkPurpose, [False, True])], ids=str)
def test_a_secret_link_opens_its_own_row_for_its_own_purpose_and_nothing_else(
    app: Flask,
    session: Session,
    client: FlaskClient,
    ground: Ground,
    link_kind: tuple[LinkPurpose, bool],
) -> None:
    purpose, revoked = link_kind
    walker = Walker(client)
    own, other = ground.sides
    token = link(session, own, purpose, revoked=revoked)
    link(session, other, purpose)
    # It shows nobody else's, not even those of the same seminar.
    private = ground.private - own.readable(purpose)
    before = snapshot(session)
    let_in = []
    for address, method in steps(WITH_TOKEN):
        path = url(app, address, ground.arguments | {"token": token})
        expected = of_link(address, method, purpose, revoked=revoked)
        if expected is Answer.LET_IN:
            let_in.append((method, path))
        else:
            assert _fault(walker, method, path, ground.private, expected) is None
    assert snapshot(session) == before, "a link opened nothing, and yet something changed"
    assert bool(let_in) is not revoked

    # What makes the link worthless comes last.
    for method, path in sorted(let_in, key=lambda each: each[1].endswith("/link")):
        assert _fault(walker, method, path, private, Answer.LET_IN) is None


def test_reading_changes_nothing(
    app: Flask, session: Session, ground: Ground, sign_in: SignIn
) -> None:
    walkers = {role: Walker(sign_in(RoleName(role))) for role in HIGHEST}
    tokens = {who: link(session, ground.sides[0], purpose) for who, purpose in LINKS.items()}
    before = snapshot(session)
    for address in ADDRESSES:
        if "GET" in address.methods:
            token = tokens.get(address.reads, MADE_UP)
            path = url(app, address, ground.arguments | {"token": token})
            response = walkers[highest(address)].request("GET", path)
            assert answer_of(response) is Answer.LET_IN, address.rule
            response.close()
    assert snapshot(session) == before


def test_what_is_for_some_is_stored_nowhere(
    app: Flask, session: Session, ground: Ground, sign_in: SignIn
) -> None:
    walkers = {role: Walker(sign_in(RoleName(role))) for role in HIGHEST}
    for address in ADDRESSES:
        if address.reads in {"everybody", "–"}:
            continue
        purpose = LINKS.get(address.reads)
        token = link(session, ground.sides[0], purpose) if purpose else MADE_UP
        response = walkers[highest(address)].request(
            "GET", url(app, address, ground.arguments | {"token": token})
        )
        kept = response.cache_control
        # A calendar program may keep its own feed, if it asks each time.
        is_feed = purpose is not None and purpose.value.endswith("_feed")
        assert kept.private, address.rule
        assert kept.no_cache if is_feed else kept.no_store, address.rule
        if purpose:
            assert response.headers["Referrer-Policy"] == "no-referrer", address.rule
            assert response.headers["X-Robots-Tag"] == "noindex", address.rule


def test_every_page_of_the_staff_offers_to_sign_out(
    app: Flask, ground: Ground, sign_in: SignIn
) -> None:
    walkers = {role: Walker(sign_in(RoleName(role))) for role in HIGHEST}
    for address in ADDRESSES:
        if address.reads not in {ANY_ROLE, ASSIGNED, *STAFF}:
            continue
        response = walkers[highest(address)].request("GET", url(app, address, ground.arguments))
        # The progress of the planner is a part of a page; papers have a frame of their own, and
        # emails have none.
        text = text_of(response)
        is_page = "</head>" in text and address.rule != "/organiser/verify"
        is_page = is_page and 'class="sheet ' not in text
        is_page = is_page and "sandbox" not in response.headers["Content-Security-Policy"]
        assert not is_page or f'action="{LOGOUT}"' in text, address.rule


def test_every_form_asks_for_its_token_against_forgery(
    app: Flask, session: Session, ground: Ground, sign_in: SignIn
) -> None:
    walkers = {role: Walker(sign_in(RoleName(role))) for role in HIGHEST}
    app.config["WTF_CSRF_ENABLED"] = True
    before = snapshot(session)
    tokens = {who: link(session, ground.sides[0], purpose) for who, purpose in LINKS.items()}
    for address in ADDRESSES:
        if "POST" in address.methods:
            token = tokens.get(address.sends, MADE_UP)
            path = url(app, address, ground.arguments | {"token": token})
            assert walkers[highest(address)].request("POST", path).status_code == 400, address.rule
    after = snapshot(session)
    assert {name: after[name] for name in before if name != "secret_link"} == {
        name: before[name] for name in before if name != "secret_link"
    }


def test_the_walk_finds_a_page_that_lets_too_many_in() -> None:
    """A control: a table that says otherwise than the service does turns the walk red."""
    page = Address("/organiser/topics/new", "planner", "planner")
    wrong = replace(page, reads="viewer")
    assert of_account(page, "GET", "clerk") is Answer.FORBIDDEN
    assert of_account(wrong, "GET", "clerk") is Answer.LET_IN
    assert {method for _, method in steps([page])} == set(METHODS) - {"OPTIONS"}


def _ending(address: Address) -> int:
    """When an address comes: ending a named session first, as long as there is one; out last."""
    return {ENDINGS[0]: -1, ENDINGS[1]: 1, LOGOUT: 2}.get(address.rule, 0)


def text_of(response: TestResponse) -> str:
    """What an answer says; a file says nothing that can be read as it is."""
    kind = response.mimetype or ""
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    return str(response.text) if is_text else ""


def _fault(
    walker: Walker, method: str, path: str, private: set[str], expected: Answer
) -> str | None:
    """What is wrong with the answer to a request, if anything."""
    response = walker.request(method, path)
    answer, text = answer_of(response), text_of(response)
    response.close()
    if text and "charset" not in response.content_type and "text/" in response.content_type:
        return f"{method} {path} does not say how it is written"
    if "Access-Control-Allow-Origin" in response.headers:
        return f"{method} {path} lets pages of others read it"
    if answer is not expected:
        return f"{method} {path}: {answer} instead of {expected}"
    shown = [each for each in private if each in text]
    return f"{method} {path} shows {shown}" if shown else None

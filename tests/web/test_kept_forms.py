"""Forms that were filled in and not taken come back with everything in them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.bids import services as bids
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.registrations.model import Registration
from seminar_service.seminars import confirmations
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.web.hosts import new_bid
from seminar_service.web.public import register
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.notices.support import write
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import filled, words
from tests.web.public.test_register import FORM

NORMALISED = {"email", "name_kana"}
TOPIC = {"code": "patents", "name_ja": "特許の話", "name_en": "Patents", "position": "7"}


@pytest.fixture
def protected(app: Flask) -> Flask:
    """The application as it runs: no form is taken without the token of its page."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with places left."""
    tour = make_tour(session)
    return make_seminar(session, make_bid(session, tour), team=[make_adviser(session, tour)])


@pytest.fixture
def form_address(seminar: Seminar) -> str:
    """Where one registers for it."""
    return f"/seminars/{seminar.public_id}/register"


def page(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def entered(answer: TestResponse) -> dict[str, list[str]]:
    """What the page's main form would send."""
    found: dict[str, list[str]] = {}
    for control in page(answer).select("main form.form input, main form.form textarea, option"):
        value = _value(control)
        if value is not None:
            found.setdefault(_name(control), []).append(value)
    return found


def _name(control: Tag) -> str:
    if control.name == "option":
        select_of = control.find_parent("select")
        assert isinstance(select_of, Tag)
        return str(select_of["name"])
    return str(control.get("name", ""))


def _value(control: Tag) -> str | None:
    if control.name == "option":
        return str(control["value"]) if control.has_attr("selected") else None
    if control.name == "textarea":
        return control.get_text().removeprefix("\n").removeprefix("\r\n")
    if control.get("type") in {"checkbox", "radio"} and not control.has_attr("checked"):
        return None
    return str(control.get("value", ""))


def switch(answer: TestResponse) -> Tag:
    """The switch of the language."""
    found = page(answer).select_one(".site-header__tools .site-header__tool")
    assert found is not None
    return found


def token_of(answer: TestResponse) -> str:
    """What protects the form of a page."""
    field = page(answer).select_one("main input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def test_a_form_without_its_token_comes_back_filled_in_and_can_be_sent(
    protected: Flask, client: FlaskClient, session: Session, form_address: str
) -> None:
    wanted = FORM | {"name": "<b>山田</b> 花子"}
    answer = client.post("/en" + form_address, data=wanted | {"csrf_token": "of another day"})

    assert answer.status_code == 400
    assert "open for too long" in words(answer.text)
    kept = entered(answer)
    assert all(kept[name] == [value] for name, value in wanted.items() if name not in NORMALISED)
    assert session.scalar(select(func.count()).select_from(Registration)) == 0
    again = client.post(form_address, data=wanted | {"csrf_token": token_of(answer)})
    assert again.status_code == 200
    assert protected.config["WTF_CSRF_ENABLED"]


def test_all_values_of_a_list_come_back_in_their_order(
    protected: Flask, client: FlaskClient, session: Session
) -> None:
    make_tour(session)
    topics = [str(make_topic(session, code, name_ja=code).id) for code in ("a", "b", "c")]
    answer = client.post("/bids/new", data=filled(int(topics[0]), topics=[topics[2], topics[0]]))

    kept = entered(answer)
    assert kept["topics"] == [topics[0], topics[2]]
    assert kept["first_choice-0-begins"] == ["2026-10-05"]
    assert kept["remarks"] == ["駐車場あり\n2台まで"]
    assert protected


def test_a_form_that_stands_in_another_page_comes_back_there(
    protected: Flask, client: FlaskClient, session: Session
) -> None:
    bid = make_bid(session, make_tour(session))
    make_seminar(session, bid, state=SeminarState.TENTATIVE, team=[make_adviser(session)])
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW)
    sent = {"answer": "decline", "note": "10月は展示会のため"}
    answer = client.post(f"/bids/{token}/confirmation", data=sent)

    assert answer.status_code == 400
    assert {name: value for name, value in entered(answer).items() if name in sent} == {
        name: [value] for name, value in sent.items()
    }
    assert switch(answer)["formaction"] == f"/en/bids/{token}?keep"
    assert protected


def test_who_sends_too_much_keeps_the_form(
    client: FlaskClient, form_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "FORMS_PER_WINDOW", 0)
    answer = client.post("/en" + form_address, data=FORM | {"step": "send", "form_key": "k" * 20})

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert entered(answer)["name"] == [FORM["name"]]


def test_who_sends_too_much_from_any_page_sees_the_form_again(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(*_: object, **__: object) -> None:
        raise TooManyAttempts(90)

    monkeypatch.setattr(confirmations, "host_answers", too_many)
    bid = make_bid(session, make_tour(session))
    make_seminar(session, bid, state=SeminarState.TENTATIVE, team=[make_adviser(session)])
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW)
    sent = {"answer": "decline", "note": "10月は展示会のため"}
    answer = client.post(f"/en/bids/{token}/confirmation", data=sent)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "90")
    assert "Nothing has been sent yet" in words(answer.text)
    assert entered(answer)["note"] == [sent["note"]]


def test_a_bid_that_comes_too_soon_is_kept(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_bid, "BIDS_PER_WINDOW", 0)
    make_tour(session)
    answer = client.post("/en/bids/new", data=filled(make_topic(session).id) | {"step": "send"})

    assert answer.status_code == 429
    assert entered(answer)["host_name"] == ["豊橋商工会議所"]
    assert session.scalar(select(func.count()).select_from(Bid)) == 0


def test_staff_whose_login_ended_log_in_and_go_on_with_the_form(
    app: Flask, sign_in: SignIn, session: Session
) -> None:
    answer = app.test_client().post("/en/organiser/topics/new", data=TOPIC)
    assert answer.status_code == 401
    assert "Your log-in has ended" in words(answer.text)
    form = page(answer).select_one("#form-kept")
    assert form is not None
    assert form["action"] == "/en/organiser/topics/new?keep"
    kept = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    assert kept == TOPIC

    back = sign_in(RoleName.PLANNER).post(str(form["action"]), data=kept)
    assert back.status_code == 200
    assert {name: entered(back)[name] for name in TOPIC} == {
        name: [value] for name, value in TOPIC.items()
    }
    assert session.info is not None


def test_who_presses_the_button_before_the_login_still_has_the_form(app: Flask) -> None:
    answer = app.test_client().post("/organiser/topics/new?keep", data=TOPIC)
    assert answer.status_code == 401
    assert "特許の話" in answer.text


def test_a_lost_session_of_the_staff_asks_for_the_login_too(protected: Flask) -> None:
    answer = protected.test_client().post("/organiser/topics/new", data=TOPIC)
    assert answer.status_code == 401
    assert "特許の話" in answer.text


def test_passwords_and_tokens_are_never_kept(protected: Flask, client: FlaskClient) -> None:
    sent = {"email": "planner@example.jp", "password": "correct horse", "csrf_token": "x"}
    for address in ("/organiser/login", "/organiser/change", "/bids/new", "/organiser/topics/new"):
        answer = client.post(address, data=sent | {"new_password": "correct horse"})
        assert "correct horse" not in answer.text, address
    assert protected


def test_an_error_of_ours_keeps_the_form(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("of ours")

    monkeypatch.setattr(bids, "submit", broken)
    make_tour(session)
    answer = client.post("/bids/new", data=filled(make_topic(session).id) | {"step": "send"})
    assert answer.status_code == 500
    kept = page(answer).select_one("#form-kept")
    assert kept is not None
    assert kept["action"] == "/bids/new?keep"
    assert "豊橋商工会議所" in kept.decode()
    shown = client.post(
        "/bids/new?keep",
        data={str(each["name"]): str(each["value"]) for each in kept.select("input")},
    )
    assert entered(shown)["host_name"] == ["豊橋商工会議所"]


def test_a_database_that_is_away_keeps_the_form(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", None, OSError("connection refused"))

    make_tour(session)
    topic_id = make_topic(session).id
    monkeypatch.setattr("seminar_service.overview.bids.call_for_bids", away)
    answer = client.post("/bids/new", data=filled(topic_id) | {"step": "send"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    kept = page(answer).select_one("#form-kept")
    assert kept is not None
    assert "豊橋商工会議所" in kept.decode()


def test_the_switch_of_the_language_takes_along_what_was_typed(
    client: FlaskClient, session: Session, form_address: str
) -> None:
    button = switch(client.get(form_address))
    form = page(client.get(form_address)).select_one(f"#{button['form']}")
    assert button.name == "button"
    assert form is not None

    half = {"name": "山田", "email": "not an address", "employees": "21-50", "consent": "y"}
    answer = client.post(str(button["formaction"]), data=half)
    assert answer.status_code == 200
    assert page(answer).html is not None
    assert 'lang="en"' in answer.text[:200]
    kept = entered(answer)
    assert all(kept[name] == [value] for name, value in half.items())
    assert "error-summary" not in answer.text, "nothing was sent, so nothing is wrong"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert session.scalar(select(func.count()).select_from(Registration)) == 0
    assert switch(answer)["formaction"] == f"{form_address}?keep"


def test_the_switch_after_a_mistake_leads_to_the_form_and_back(
    client: FlaskClient, form_address: str
) -> None:
    wrong = client.post(form_address, data=FORM | {"email": "x", "step": "check"})
    assert switch(wrong)["formaction"] == f"/en{form_address}?keep"
    checked = client.post(form_address, data=FORM | {"step": "check"})
    assert switch(checked)["formaction"] == f"/en{form_address}?keep"
    assert page(checked).select_one(f"#{switch(checked)['form']}")


def test_the_first_button_of_a_form_is_never_the_switch(
    client: FlaskClient, form_address: str
) -> None:
    """Enter in a field presses the first button in the page that belongs to the form."""
    answer = client.get(form_address)
    buttons = page(answer).select(f"button[form='{switch(answer)['form']}']")
    assert not buttons[0].has_attr("formaction")


def test_a_look_takes_nothing_and_counts_nothing(
    protected: Flask, client: FlaskClient, session: Session, form_address: str
) -> None:
    for _ in range(50):
        answer = client.post(
            form_address + "?keep", data=FORM | {"step": "send", "form_key": "k" * 20}
        )
        assert answer.status_code == 200
    assert session.scalar(select(func.count()).select_from(Registration)) == 0
    assert protected


def test_the_key_of_a_form_that_another_site_filled_in_is_replaced(
    protected: Flask, client: FlaskClient, session: Session
) -> None:
    make_tour(session)
    foreign = filled(make_topic(session).id)
    answer = client.post("/bids/new?keep", data=foreign)
    assert entered(answer)["idempotency_key"] != [foreign["idempotency_key"]]
    own = foreign | {"csrf_token": token_of(answer)}
    answer = client.post("/bids/new?keep", data=own)
    assert entered(answer)["idempotency_key"] == [foreign["idempotency_key"]]
    assert protected


def test_a_page_that_shows_nothing_to_fill_in_has_a_plain_link(client: FlaskClient) -> None:
    assert switch(client.get("/")).name == "a"


def test_what_was_typed_for_a_thing_that_changed_meanwhile_is_given_back_to_be_copied(
    client: FlaskClient, session: Session
) -> None:
    bid = make_bid(session, make_tour(session), state=BidState.REJECTED)
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW)
    answer = client.post(f"/en/bids/{token}/answer?keep", data={"note": "10月は展示会のため"})
    assert "10月は展示会のため" in answer.text


def test_an_answered_question_keeps_its_answer_over_the_language(
    client: FlaskClient, session: Session
) -> None:
    bid = make_bid(session, make_tour(session), state=BidState.ASKED_BACK)
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW + timedelta(0))
    answer = client.post(f"/en/bids/{token}/answer?keep", data={"note": "はい", "capacity": "x"})
    assert entered(answer)["note"] == ["はい"]
    assert entered(answer)["capacity"] == ["x"]


def test_where_a_page_leaves_its_form_out_the_switch_of_the_language_is_a_link(
    sign_in: SignIn, session: Session
) -> None:
    tour = make_tour(session)
    first, other = (make_seminar(session, make_bid(session, tour)) for _ in range(2))
    chosen = make_registration(session, first)
    assert other.id
    pages = [
        f"/organiser/registrations/chosen?id={chosen.id}&deed=transfer",
        f"/organiser/registrations/{chosen.id}/priority",
        f"/organiser/notices/{write(session, tour).id}",
    ]
    clerk, viewer = sign_in(RoleName.CLERK), sign_in(RoleName.VIEWER)
    for client, page in ((clerk, pages[0]), (clerk, pages[1]), (viewer, pages[2])):
        answer = client.get(page)
        assert answer.status_code == 200
        tools = BeautifulSoup(answer.text, "html.parser").select(".site-header__tool[hreflang=en]")
        assert [each.name for each in tools] == ["a"], page
        assert client.get(str(tools[0]["href"])).status_code == 200
    assert switch(clerk.get(pages[2]))["form"] == "form-sendform"

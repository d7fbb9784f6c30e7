"""The question about a mail address before a registration is sent."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from tests.web.public.conftest import page
from tests.web.public.test_register import FORM


class FakeDomains:
    """Knows which domains take no mail."""

    def __init__(self, **answers: bool | None) -> None:
        self._answers = answers

    def takes_mail(self, domain: str) -> bool | None:
        """As the DNS would say."""
        return self._answers.get(domain.partition(".")[0], True)


@pytest.fixture
def address(seminar: Seminar) -> str:
    return f"/en/seminars/{seminar.public_id}/register"


def buttons(markup: BeautifulSoup) -> list[tuple[str, str]]:
    """What the buttons of the question send."""
    return [
        (str(button["name"]), str(button["value"]))
        for button in markup.select("[role=alert] button")
    ]


def kept(markup: BeautifulSoup) -> str:
    """What the button sends that keeps everything as it was entered."""
    return dict(buttons(markup))["as_entered"]


def test_a_near_miss_is_asked_about_and_nothing_is_lost(client: FlaskClient, address: str) -> None:
    response = client.post(address, data=FORM | {"email": "hanako@gmial.com", "step": "check"})

    markup = page(response)
    assert response.status_code == 200
    assert "Did you mean hanako@gmail.com?" in markup.text
    assert buttons(markup) == [("email", "hanako@gmail.com"), ("as_entered", kept(markup))]
    assert markup.select_one("input[name=email]")["value"] == "hanako@gmial.com"  # type: ignore[index]  # it is there
    assert markup.select_one("input[name=name]")["value"] == FORM["name"]  # type: ignore[index]  # it is there


def test_the_question_is_there_in_japanese(client: FlaskClient, seminar: Seminar) -> None:
    response = client.post(
        f"/seminars/{seminar.public_id}/register",
        data=FORM | {"email": "hanako@docomo.ne.jo", "step": "check"},
    )

    assert "hanako@docomo.ne.jp ではありませんか。" in page(response).text


def test_pressing_enter_in_a_field_answers_nothing(client: FlaskClient, address: str) -> None:
    markup = page(client.post(address, data=FORM | {"email": "hanako@gmial.com", "step": "check"}))

    form = markup.select_one("main form.form")
    assert form is not None
    sending = [
        button
        for button in markup.select("main button[type=submit]")
        if button.get("form") == form["id"] or form in button.parents
    ]
    assert "name" not in sending[0].attrs
    assert len(sending) > len(buttons(markup))


def test_the_suggestion_is_taken_with_one_press(
    client: FlaskClient, address: str, session: Session
) -> None:
    asked = FORM | {"email": ["hanako@gmial.com", "hanako@gmail.com"]}

    markup = page(client.post(address, data=asked))

    assert markup.select_one(".mail-check").text == "hanako@gmail.com"  # type: ignore[union-attr]  # it is there
    client.post(address, data=hidden(markup) | {"step": "send"})
    assert session.scalars(select(Registration.email)).all() == ["hanako@gmail.com"]


def test_what_was_typed_is_kept_with_one_press_and_not_asked_about_again(
    client: FlaskClient, address: str, session: Session
) -> None:
    asked = FORM | {"email": "hanako@gmial.com"}
    mark = kept(page(client.post(address, data=asked)))

    checked = page(client.post(address, data=asked | {"as_entered": ["", mark]}))
    again = page(client.post(address, data=hidden(checked) | {"step": "edit"}))
    fields = hidden(again) | FORM | {"email": "hanako@gmial.com", "step": "check"}
    once_more = page(client.post(address, data=fields))

    assert once_more.select_one(".mail-check").text == "hanako@gmial.com"  # type: ignore[union-attr]  # it is there
    client.post(address, data=hidden(once_more) | {"step": "send"})
    assert session.scalars(select(Registration.email)).all() == ["hanako@gmial.com"]


def test_another_address_is_asked_about_anew(client: FlaskClient, address: str) -> None:
    mark = kept(page(client.post(address, data=FORM | {"email": "hanako@gmial.com"})))
    asked = FORM | {"email": "hanako@gmai.com", "as_entered": mark}

    assert "Did you mean" in page(client.post(address, data=asked)).text


def test_what_is_sent_is_not_asked_about(
    client: FlaskClient, address: str, session: Session
) -> None:
    fields = FORM | {"email": "hanako@gmial.com", "form_key": "k" * 32, "step": "send"}

    assert client.post(address, data=fields).status_code == 303
    assert session.scalars(select(Registration.email)).all() == ["hanako@gmial.com"]


def test_a_mistake_comes_before_the_question(client: FlaskClient, address: str) -> None:
    response = client.post(address, data=FORM | {"email": "hanako@gmial.com", "name": ""})

    assert response.status_code == 422
    assert "Did you mean" not in response.text


@pytest.mark.parametrize("answer", [True, None])
def test_a_domain_that_takes_mail_or_of_which_nobody_knows_is_not_asked_about(
    app: Flask, client: FlaskClient, address: str, answer: bool | None
) -> None:
    app.config["MAIL_DOMAINS"] = FakeDomains(nowhere=answer)

    markup = page(client.post(address, data=FORM | {"email": "hanako@nowhere.example"}))

    assert markup.select_one(".mail-check")


def test_a_domain_that_takes_no_mail_is_asked_about_once(
    app: Flask, client: FlaskClient, address: str
) -> None:
    app.config["MAIL_DOMAINS"] = FakeDomains(nowhere=False)
    typed = FORM | {"email": "hanako@nowhere.example"}

    asked = page(client.post(address, data=typed))
    checked = page(client.post(address, data=typed | {"as_entered": kept(asked)}))

    assert "nobody receives email at nowhere.example" in asked.text
    assert [name for name, _ in buttons(asked)] == ["as_entered"]
    assert checked.select_one(".mail-check")


def test_a_domain_in_another_script_is_looked_up_in_ascii_and_shown_readable(
    app: Flask, client: FlaskClient, address: str
) -> None:
    app.config["MAIL_DOMAINS"] = FakeDomains(**{"xn--czrr0ogxbdv4b": False})

    asked = page(client.post(address, data=FORM | {"email": "hanako@山田商店.jp"}))

    assert "nobody receives email at 山田商店.jp" in asked.text


def test_where_nothing_is_looked_up_no_domain_is_asked_about(
    client: FlaskClient, address: str
) -> None:
    markup = page(client.post(address, data=FORM | {"email": "hanako@nowhere.example"}))

    assert markup.select_one(".mail-check")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "山田 =?utf-8?q?=0A_=80?="),
        ("name", "=?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0APlease_pay_here?="),
        ("name", "当選しました https://evil.example"),
        ("name", "evil.com"),
        ("company", "www.evil.example"),
        ("name", "\u200b"),
        ("email", "花子@example.jp"),
        ("email", "=?utf-8?q?x?=@example.jp"),
    ],
)
def test_a_registration_with_a_name_or_address_that_is_none_is_refused(
    client: FlaskClient, address: str, session: Session, field: str, typed: str
) -> None:
    fields = FORM | {field: typed, "form_key": "k" * 32, "step": "send"}

    assert client.post(address, data=fields).status_code == 422
    assert session.scalars(select(Registration)).all() == []


def hidden(markup: BeautifulSoup) -> dict[str, Any]:
    """The hidden fields of a page's form, as a browser would send them."""
    fields: dict[str, Any] = {}
    for field in markup.select("main form input[type=hidden]"):
        fields.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
    return fields

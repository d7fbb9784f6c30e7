"""The form of a seminar for members asks for its host's code, so often and no more."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Audience
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.web.public import code_guesses
from tests.web.public.conftest import page, text_of
from tests.web.public.test_register import FORM, checked, sent

CODE = "c7d8-f9gh"
NUMBER = select(func.count()).select_from(Registration)


@pytest.fixture
def address(session: Session, seminar: Seminar) -> str:
    """Where the form of a seminar for members is."""
    seminar.audience, seminar.access_code = Audience.MEMBERS, CODE
    session.commit()
    return f"/seminars/{seminar.public_id}/register"


def guess(client: FlaskClient, address: str, code: str, step: str = "check", **more: str) -> int:
    data = FORM | {"access_code": code, "step": step} | more
    return client.post(address, data=data).status_code


def test_with_the_code_however_typed_one_registers(
    client: FlaskClient, session: Session, address: str
) -> None:
    assert page(client.get(address)).select_one("input[name=access_code][required]") is not None

    assert sent(client, address, access_code=" Ｃ７ｄ８ f9GH ").status_code == 303

    assert session.scalar(NUMBER) == 1


@pytest.mark.parametrize("step", ["check", "send"])
@pytest.mark.parametrize("code", ["", "wrong-one"])
def test_without_it_nobody_does_and_what_was_entered_is_kept(
    client: FlaskClient, session: Session, address: str, code: str, step: str
) -> None:
    data = FORM | {"access_code": code, "step": step, "form_key": "k" * 32}

    answer = client.post(address, data=data)

    assert answer.status_code == 422
    assert "山田 花子" in answer.text
    assert CODE not in answer.text
    assert session.scalar(NUMBER) == 0


def test_a_code_in_the_address_fills_in_nothing(client: FlaskClient, address: str) -> None:
    asked = client.get(f"{address}?access_code={CODE}&code={CODE}")

    assert page(asked).select_one("input[name=access_code][value]:not([value=''])") is None


def test_who_checked_before_the_code_was_renewed_is_asked_again(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    fields = checked(client, address, access_code=CODE)
    seminar.access_code = "another-one"
    session.commit()

    answer = client.post(address, data=fields | {"step": "send"})

    assert answer.status_code == 422
    assert "会員コード" in text_of(answer)
    assert session.scalar(NUMBER) == 0


def test_guesses_from_one_network_end_after_ten(
    client: FlaskClient, session: Session, address: str
) -> None:
    codes = [guess(client, address, f"wrong-{number}") for number in range(10)]
    assert codes == [422] * 10

    assert guess(client, address, CODE) == 429
    assert guess(client, address, CODE, "send", form_key="k" * 32) == 429
    assert session.scalar(NUMBER) == 0


def test_right_codes_are_not_counted(client: FlaskClient, address: str) -> None:
    assert {guess(client, address, CODE) for _ in range(15)} == {200}
    assert guess(client, address, "wrong-one") == 422


def test_guesses_at_one_seminar_end_wherever_they_come_from(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_guesses, "GUESSES_PER_SEMINAR", 3)
    networks = iter(f"network-{number}" for number in range(9))
    monkeypatch.setattr(code_guesses, "client_network", lambda: next(networks))

    codes = [guess(client, address, f"wrong-{number}") for number in range(4)]

    assert codes == [422, 422, 422, 429]
    assert guess(client, address, CODE) == 429


def test_a_seminar_for_everybody_asks_for_none(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    seminar.audience = Audience.PUBLIC
    session.commit()

    assert page(client.get(address)).select_one("input[name=access_code]") is None
    assert sent(client, address).status_code == 303


def test_the_code_stands_on_no_public_page(client: FlaskClient, address: str) -> None:
    shown = address.removesuffix("/register")
    for path in (address, shown, f"{shown}.ics", "/seminars", "/feeds/tour.ics"):
        assert CODE not in client.get(path, follow_redirects=True).text

"""Administrators look after accounts in the browser."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.outbox.model import Message
from tests.web.accounts.support import MakeAccount, SignIn

INVITED = {"name": "佐藤 一郎", "email": "sato@example.jp", "role": "clerk", "locale": "ja"}
ACTIONS = ("close", "reopen", "link", "end-sessions", "reset-factors")


@pytest.mark.parametrize("role", [RoleName.PLANNER, RoleName.CLERK, RoleName.VIEWER])
def test_others_see_nothing_of_it(sign_in: SignIn, role: RoleName) -> None:
    client = sign_in(role)

    assert client.get("/organiser/staff").status_code == 403
    assert client.get("/organiser/staff/new").status_code == 403
    for action in ACTIONS:
        assert client.post(f"/organiser/staff/1/{action}").status_code == 403
    assert "/organiser/staff" not in client.get("/organiser/").text


def test_the_list_says_who_may_do_what(sign_in: SignIn, make_account: MakeAccount) -> None:
    make_account(RoleName.CLERK, "sato@example.jp")

    page = sign_in(RoleName.ADMIN).get("/organiser/staff").text

    assert "sato@example.jp" in page
    assert "受付担当" in page
    assert "まだありません" in page


def test_an_invitation_goes_out(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.ADMIN)

    answer = client.post("/organiser/staff/new", data=INVITED)

    assert (answer.status_code, answer.location) == (303, "/organiser/staff")
    assert session.scalars(select(Message.recipient)).all() == ["sato@example.jp"]
    assert "招待中" in client.get("/organiser/staff").text


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "sato"}, {"role": "king"}, {"locale": "fr"}, {"role": ""}]
)
def test_a_mistake_comes_back_with_everything_else(
    sign_in: SignIn, session: Session, wrong: dict[str, str]
) -> None:
    answer = sign_in(RoleName.ADMIN).post("/organiser/staff/new", data=INVITED | wrong)

    assert answer.status_code == 422
    for name in {"name", "email"} - set(wrong):
        assert INVITED[name] in answer.text
    assert session.scalars(select(Message)).all() == []


def test_an_address_that_exists_is_refused_with_a_clear_word(
    sign_in: SignIn, make_account: MakeAccount
) -> None:
    make_account(RoleName.CLERK, "sato@example.jp")

    answer = sign_in(RoleName.ADMIN).post("/organiser/staff/new", data=INVITED)

    assert answer.status_code == 422
    assert "すでにあります" in answer.text


def test_ones_own_role_is_left_alone(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.ADMIN)
    number = session.scalars(select(User.id)).one()

    answer = client.post(f"/organiser/staff/{number}", data=INVITED | {"version": "1"})

    assert answer.status_code == 422
    assert "ほかの管理者に依頼" in answer.text
    client.post(f"/organiser/staff/{number}/close")
    assert "ほかの管理者に依頼" in client.get("/organiser/staff").text


def test_an_account_is_closed_and_opened_again(
    sign_in: SignIn, make_account: MakeAccount, session: Session
) -> None:
    number = make_account(RoleName.CLERK, "sato@example.jp").id
    client = sign_in(RoleName.ADMIN)

    for action, active in (("close", False), ("reopen", True)):
        answer = client.post(f"/organiser/staff/{number}/{action}")
        assert answer.location == f"/organiser/staff/{number}"
        session.rollback()
        assert session.get_one(User, number).active is active


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_are_sent_and_need_an_account(sign_in: SignIn, action: str) -> None:
    client = sign_in(RoleName.ADMIN)

    assert client.get(f"/organiser/staff/1/{action}").status_code == 405
    assert client.post(f"/organiser/staff/999999/{action}").status_code == 404
    assert client.get("/organiser/staff/999999").status_code == 404

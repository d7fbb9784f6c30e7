"""Accounts are added, given a new password, closed, and found by their address."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts import services as accounts
from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.accounts.services import AccountExists, EmailMalformed
from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from tests import histories
from tests.accounts.support import make_member, make_session, tokens_alive
from tests.factories import NOW

ADMINISTRATOR = Actor(ActorKind.ORGANISER)


def add(session: Session, email: str, role: RoleName = RoleName.CLERK) -> int:
    return accounts.add_account(
        session, email=email, name="佐藤", password_hash="a hash", role=role, actor=SYSTEM, now=NOW
    )


def test_an_account_is_added_with_one_role_and_written_down_without_its_address(
    sqlite_session: Session,
) -> None:
    number = add(sqlite_session, "Sato@Example.JP", RoleName.PLANNER)

    user = sqlite_session.get_one(User, number)
    assert (user.email, user.name, user.password, user.active) == (
        "sato@example.jp",
        "佐藤",
        "a hash",
        True,
    )
    assert [role.name for role in user.roles] == ["planner"]
    (line,) = histories.lines(sqlite_session)
    assert histories.facts(line) == histories.told(
        HistoryKind.ACCOUNT_ADDED, SubjectKind.ACCOUNT, number, SYSTEM, NOW, after=["planner"]
    )


def test_accounts_share_the_row_of_their_role(sqlite_session: Session) -> None:
    for name in "ab":
        add(sqlite_session, f"{name}@example.jp")

    assert sqlite_session.scalar(select(func.count()).select_from(Role)) == 1


def test_no_two_accounts_have_the_same_identity(sqlite_session: Session) -> None:
    numbers = [add(sqlite_session, f"{name}@example.jp") for name in "ab"]

    first, second = (sqlite_session.get_one(User, number) for number in numbers)

    assert first.fs_uniquifier != second.fs_uniquifier


@pytest.mark.parametrize("again", ["sato@example.jp", "SATO@Example.jp"])
@pytest.mark.parametrize("active", [True, False])
def test_an_address_is_that_of_one_account_open_or_closed(
    sqlite_session: Session, again: str, *, active: bool
) -> None:
    make_member(sqlite_session, email="sato@example.jp", active=active)

    with pytest.raises(AccountExists, match=r"sato@example\.jp"):
        add(sqlite_session, again)

    assert sqlite_session.scalar(select(func.count()).select_from(User)) == 1
    assert histories.lines(sqlite_session) == []


def test_a_new_password_ends_the_sessions_of_the_account_and_no_other(
    sqlite_session: Session,
) -> None:
    user, other = make_member(sqlite_session), make_member(sqlite_session)
    make_session(sqlite_session, user, "mine")
    make_session(sqlite_session, other, "other")
    before = user.fs_uniquifier

    accounts.set_password(
        sqlite_session,
        email=user.email.upper(),
        password_hash="another",
        now=NOW,
        actor=ADMINISTRATOR,
    )

    assert (user.password, other.password) == ("another", "a hash")
    assert user.fs_uniquifier != before
    assert tokens_alive(sqlite_session, "mine", "other") == ["other"]
    (line,) = histories.lines(sqlite_session)
    assert histories.facts(line) == histories.told(
        HistoryKind.PASSWORD_CHANGED, SubjectKind.ACCOUNT, user.id, ADMINISTRATOR, NOW
    )


def test_a_closed_account_keeps_its_row(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)

    accounts.disable_account(sqlite_session, email=user.email, actor=SYSTEM, now=NOW)

    assert not user.active
    assert histories.kinds_told(sqlite_session) == [HistoryKind.ACCOUNT_CLOSED]


@pytest.mark.parametrize(
    ("email", "error"), [("nobody@example.jp", NotFound), ("nobody", EmailMalformed)]
)
def test_an_account_that_is_not_there_is_neither_changed_nor_closed(
    sqlite_session: Session, email: str, error: type[Exception]
) -> None:
    make_member(sqlite_session)

    with pytest.raises(error):
        accounts.set_password(sqlite_session, email=email, password_hash="x", actor=SYSTEM, now=NOW)
    with pytest.raises(error):
        accounts.disable_account(sqlite_session, email=email, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("typed", ["sato@example.jp", "Sato@EXAMPLE.jp", "ＳＡＴＯ@example.jp"])
def test_an_account_is_found_by_what_somebody_types(sqlite_session: Session, typed: str) -> None:
    user = make_member(sqlite_session, email="sato@example.jp")

    assert accounts.account_of(sqlite_session, typed) == user


@pytest.mark.parametrize("typed", ["", "sato", "sato@", "suzuki@example.jp", "a b@example.jp"])
def test_what_is_no_address_of_an_account_finds_nobody(sqlite_session: Session, typed: str) -> None:
    make_member(sqlite_session, email="sato@example.jp")

    assert accounts.account_of(sqlite_session, typed) is None


@pytest.mark.parametrize(
    "typed", ["hanako@example.jp", "Hanako@Example.JP", " ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ　"]
)
def test_an_address_is_kept_in_one_form_however_it_was_typed(typed: str) -> None:
    assert accounts.normalised_email(typed) == "hanako@example.jp"


@pytest.mark.parametrize("role", RoleName)
def test_the_row_of_a_role_is_made_once(sqlite_session: Session, role: RoleName) -> None:
    first = accounts.role_row(sqlite_session, role)

    assert accounts.role_row(sqlite_session, role) is first
    assert first.name == role.value

"""What a person does to the second factors of the own account."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts import second_factors
from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import User
from seminar_service.accounts.second_factors import FACTOR_CHANGES, KIND_OF, LastSecondFactor
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.storage.transaction import joint_transaction, transaction
from tests import histories
from tests.accounts.support import (
    mails,
    make_member,
    make_passkey,
    make_session,
    tokens_alive,
)
from tests.factories import NOW, OFFICE

APP: dict[str, Any] = {
    "tf_primary_method": "authenticator",
    "tf_totp_secret": "encrypted",
    "tf_last_counter": 9,
}


def keep(session: Session, account_id: int, *, here: int | None = None) -> None:
    second_factors.keep_authenticator(
        session,
        account_id,
        secret="encrypted anew",
        counter=12,
        here=here,
        office=OFFICE,
        now=NOW,
    )


def remove(session: Session, account_id: int, *, required: bool = False) -> None:
    second_factors.remove_authenticator(
        session, account_id, required=required, here=None, office=OFFICE, now=NOW
    )


def use_up(session: Session, account_id: int, counter: int) -> bool:
    with transaction(session):
        return second_factors.use_up_code(session, account_id, counter)


def with_codes(session: Session, **values: Any) -> User:
    return make_member(session, mf_recovery_codes=["a", "b"], **values)


def test_an_app_takes_the_place_of_an_earlier_one_and_its_first_code_is_used_up(
    sqlite_session: Session,
) -> None:
    user = make_member(sqlite_session, **APP)

    keep(sqlite_session, user.id)

    assert user.has_authenticator
    assert (user.tf_totp_secret, user.tf_last_counter) == ("encrypted anew", 12)
    assert not use_up(sqlite_session, user.id, 12)
    (line,) = histories.lines(sqlite_session)
    actor = Actor(ActorKind.ORGANISER, user_id=user.id)
    assert histories.facts(line) == histories.told(
        HistoryKind.SECOND_FACTOR_ADDED, SubjectKind.ACCOUNT, user.id, actor, NOW
    )
    assert [mail.recipient for mail in mails(sqlite_session)] == [user.email]


def test_adding_an_app_ends_the_accounts_other_sessions_and_nobody_elses(
    sqlite_session: Session,
) -> None:
    user, other = make_member(sqlite_session), make_member(sqlite_session)
    here = make_session(sqlite_session, user, "here")
    make_session(sqlite_session, user, "there")
    make_session(sqlite_session, other, "somebody else")

    keep(sqlite_session, user.id, here=here.id)

    assert tokens_alive(sqlite_session, "here", "there", "somebody else") == [
        "here",
        "somebody else",
    ]


@pytest.mark.parametrize("news", KIND_OF)
def test_what_was_done_at_the_log_in_ends_no_session(
    sqlite_session: Session, news: AccountNews
) -> None:
    user = make_member(sqlite_session)
    make_session(sqlite_session, user, "there")

    with transaction(sqlite_session):
        second_factors.note(sqlite_session, user, news, here=None, office=OFFICE, now=NOW)

    assert tokens_alive(sqlite_session, "there") == ["there"]
    assert histories.kinds_told(sqlite_session) == [KIND_OF[news]]


@pytest.mark.parametrize("news", KIND_OF)
def test_only_a_factor_that_comes_or_goes_ends_other_sessions(
    sqlite_session: Session, news: AccountNews
) -> None:
    user = make_member(sqlite_session)
    here = make_session(sqlite_session, user, "here").id
    make_session(sqlite_session, user, "there")

    with transaction(sqlite_session):
        second_factors.note(sqlite_session, user, news, here=here, office=OFFICE, now=NOW)

    alive = ["here"] if news in FACTOR_CHANGES else ["here", "there"]
    assert tokens_alive(sqlite_session, "here", "there") == alive


def test_the_recovery_codes_go_with_the_last_factor(sqlite_session: Session) -> None:
    user = with_codes(sqlite_session, **APP)

    remove(sqlite_session, user.id)

    assert not user.has_second_factor
    assert not user.mf_recovery_codes
    assert histories.kinds_told(sqlite_session) == [HistoryKind.SECOND_FACTOR_REMOVED]


def test_the_recovery_codes_stay_as_long_as_there_is_a_passkey(sqlite_session: Session) -> None:
    user = with_codes(sqlite_session, **APP)
    user.webauthn.append(make_passkey(NOW))
    sqlite_session.commit()

    remove(sqlite_session, user.id, required=True)

    assert not user.has_authenticator
    assert user.mf_recovery_codes == ["a", "b"]


def test_the_only_factor_stays_where_one_is_required(sqlite_session: Session) -> None:
    user = with_codes(sqlite_session, **APP)

    with pytest.raises(LastSecondFactor):
        remove(sqlite_session, user.id, required=True)

    assert user.has_authenticator
    assert user.mf_recovery_codes == ["a", "b"]
    assert histories.lines(sqlite_session) == []


@pytest.mark.parametrize("required", [True, False])
def test_removing_what_is_not_there_is_nothing(sqlite_session: Session, *, required: bool) -> None:
    user = make_member(sqlite_session)

    remove(sqlite_session, user.id, required=required)

    assert histories.lines(sqlite_session) == []
    assert mails(sqlite_session) == []


@pytest.mark.parametrize(
    ("last", "counter", "taken"), [(None, 1, True), (9, 10, True), (9, 9, False), (9, 8, False)]
)
def test_a_code_is_taken_if_it_is_later_than_any_before(
    sqlite_session: Session, last: int | None, counter: int, *, taken: bool
) -> None:
    user = make_member(sqlite_session, tf_last_counter=last)
    other = make_member(sqlite_session, tf_last_counter=1)

    assert use_up(sqlite_session, user.id, counter) is taken

    sqlite_session.expire_all()
    assert user.tf_last_counter == (counter if taken else last)
    assert other.tf_last_counter == 1


def test_recovery_codes_are_read_anew_before_one_is_used(sqlite_session: Session) -> None:
    user = with_codes(sqlite_session)
    assert user.mf_recovery_codes == ["a", "b"]
    with Session(sqlite_session.get_bind()) as elsewhere:
        same = elsewhere.get_one(User, user.id)
        assert same.mf_recovery_codes is not None
        same.mf_recovery_codes.remove("a")
        elsewhere.commit()

    assert user.mf_recovery_codes == ["a", "b"]
    with joint_transaction(sqlite_session):
        second_factors.lock_codes(sqlite_session, user)
        assert user.mf_recovery_codes == ["b"]


@pytest.mark.parametrize("use_case", [keep, remove])
def test_an_account_that_is_not_there_is_said_to_be_missing(
    sqlite_session: Session, use_case: Callable[[Session, int], None]
) -> None:
    with pytest.raises(NotFound):
        use_case(sqlite_session, 999)

from sqlalchemy.orm import Session

from seminar_service.accounts.session_endings import delete_sessions, end_all_sessions
from seminar_service.storage.transaction import transaction
from tests.accounts.support import make_member, make_session, tokens_alive


def test_ending_all_sessions_of_an_account_also_ends_log_ins_that_are_under_way(
    sqlite_session: Session,
) -> None:
    user, other = make_member(sqlite_session), make_member(sqlite_session)
    for owner, token in ((user, "one"), (user, "two"), (other, "other")):
        make_session(sqlite_session, owner, token)
    before = user.fs_uniquifier, other.fs_uniquifier

    with transaction(sqlite_session):
        end_all_sessions(sqlite_session, user)

    assert tokens_alive(sqlite_session, "one", "two", "other") == ["other"]
    assert user.fs_uniquifier != before[0]
    assert other.fs_uniquifier == before[1]


def test_forgetting_sessions_leaves_the_identity_as_it_is(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)
    make_session(sqlite_session, user, "one")
    before = user.fs_uniquifier

    with transaction(sqlite_session):
        delete_sessions(sqlite_session, user.id)

    assert tokens_alive(sqlite_session, "one") == []
    assert user.fs_uniquifier == before


def test_sessions_go_on_where_the_callers_transaction_fails(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)
    make_session(sqlite_session, user, "one")

    end_all_sessions(sqlite_session, user)
    sqlite_session.rollback()

    assert tokens_alive(sqlite_session, "one") == ["one"]

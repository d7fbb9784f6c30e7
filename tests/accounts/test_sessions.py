"""Sessions of the staff: begun, noted, ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts import sessions
from seminar_service.accounts.devices import Device
from seminar_service.accounts.model import StaffSession, User
from seminar_service.accounts.sessions import TOKEN_BYTES, hash_of
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from tests import histories
from tests.accounts.support import make_member, make_session, tokens_alive
from tests.factories import NOW

FIREFOX = Device("Firefox", "Linux")
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def user(sqlite_session: Session) -> User:
    """Somebody who has not logged in; somebody else has."""
    make_session(sqlite_session, make_member(sqlite_session), "somebody else")
    return make_member(sqlite_session)


def log_in(session: Session, user: User, previous: str | None = None) -> str:
    return sessions.log_in(session, user, FIREFOX, previous=previous, now=NOW)


def test_a_log_in_gives_a_random_token_of_which_only_the_hash_is_kept(
    sqlite_session: Session, user: User
) -> None:
    token = log_in(sqlite_session, user)

    mine = StaffSession.user_id == user.id
    row = sqlite_session.scalars(select(StaffSession).where(mine)).one()
    assert row.token_hash == hash_of(token) != token
    assert len(token) * 6 >= TOKEN_BYTES * 8 >= 128
    assert (row.browser, row.system) == ("Firefox", "Linux")
    assert (row.created_at, row.last_seen_at) == (NOW, NOW)


def test_a_log_in_is_written_down_with_its_device(sqlite_session: Session, user: User) -> None:
    log_in(sqlite_session, user)

    (line,) = histories.lines(sqlite_session)
    actor = Actor(ActorKind.ORGANISER, user_id=user.id)
    assert histories.facts(line) == histories.told(
        HistoryKind.LOGGED_IN,
        SubjectKind.ACCOUNT,
        user.id,
        actor,
        NOW,
        browser="Firefox",
        system="Linux",
    )


def test_logging_in_again_ends_what_the_browser_brought_along_and_nothing_else(
    sqlite_session: Session, user: User
) -> None:
    first, second = log_in(sqlite_session, user), log_in(sqlite_session, user)

    third = log_in(sqlite_session, user, previous=first)

    known = (first, second, third, "somebody else")
    assert tokens_alive(sqlite_session, *known) == [second, third, "somebody else"]


def test_what_the_library_has_changed_on_the_way_is_committed_along(
    sqlite_session: Session, user: User
) -> None:
    user.password = "hashed anew"

    log_in(sqlite_session, user)
    sqlite_session.rollback()

    assert user.password == "hashed anew"


def test_a_new_password_leaves_the_session_that_goes_on(
    sqlite_session: Session, user: User
) -> None:
    old = [log_in(sqlite_session, user) for _ in range(2)]
    user.password = "another"

    new = sessions.go_on_with_new_password(sqlite_session, user, FIREFOX, now=NOW)
    sqlite_session.rollback()

    assert user.password == "another"
    assert tokens_alive(sqlite_session, *old, new, "somebody else") == [new, "somebody else"]
    assert histories.kinds_told(sqlite_session)[-1] == HistoryKind.PASSWORD_CHANGED


def test_a_log_out_ends_the_accounts_sessions_everywhere(
    sqlite_session: Session, user: User
) -> None:
    tokens = [log_in(sqlite_session, user) for _ in range(2)]
    before = user.fs_uniquifier

    sessions.log_out(sqlite_session, user.id, now=NOW)

    assert tokens_alive(sqlite_session, *tokens, "somebody else") == ["somebody else"]
    assert user.fs_uniquifier != before
    assert histories.kinds_told(sqlite_session)[-1] == HistoryKind.LOGGED_OUT


def test_one_session_of_ones_own_is_ended(sqlite_session: Session, user: User) -> None:
    make_session(sqlite_session, user, "here")
    there = make_session(sqlite_session, user, "there").id

    sessions.end_session(sqlite_session, user.id, there, now=NOW)

    assert tokens_alive(sqlite_session, "here", "there") == ["here"]
    assert histories.kinds_told(sqlite_session) == [HistoryKind.SESSION_ENDED]
    with pytest.raises(NotFound):
        sessions.end_session(sqlite_session, user.id, there, now=NOW)


def test_nobody_ends_somebody_elses_session(sqlite_session: Session, user: User) -> None:
    foreign = sqlite_session.scalars(select(StaffSession)).one()

    with pytest.raises(NotFound):
        sessions.end_session(sqlite_session, user.id, foreign.id, now=NOW)

    assert tokens_alive(sqlite_session, "somebody else") == ["somebody else"]
    assert histories.lines(sqlite_session) == []


def test_all_other_sessions_of_ones_own_are_ended_and_counted(
    sqlite_session: Session, user: User
) -> None:
    here = make_session(sqlite_session, user, "here").id
    for token in ("there", "elsewhere"):
        make_session(sqlite_session, user, token)

    assert sessions.end_other_sessions(sqlite_session, user.id, here, now=NOW) == 2
    assert sessions.end_other_sessions(sqlite_session, user.id, here, now=NOW) == 0

    alive = tokens_alive(sqlite_session, "here", "there", "elsewhere", "somebody else")
    assert alive == ["here", "somebody else"]
    assert histories.kinds_told(sqlite_session) == [HistoryKind.SESSION_ENDED]


def test_a_visit_is_noted_and_brings_no_ended_session_back(
    sqlite_session: Session, user: User
) -> None:
    row = make_session(sqlite_session, user, "here")
    number = row.id

    sessions.note_visit(sqlite_session, number, now=LATER)
    sqlite_session.expire_all()
    assert (row.last_seen_at, row.created_at) == (LATER, NOW)

    sessions.end_session(sqlite_session, user.id, number, now=LATER)
    sessions.note_visit(sqlite_session, number, now=LATER)
    assert tokens_alive(sqlite_session, "here") == []

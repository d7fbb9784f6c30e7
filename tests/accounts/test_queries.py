"""The accounts of the staff and where they are logged in, as lists."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts import queries
from seminar_service.accounts.model import RoleName
from seminar_service.accounts.queries import AccountLine
from seminar_service.accounts.services import role_row
from seminar_service.accounts.session_limits import SessionLimits
from seminar_service.accounts.sessions import hash_of
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction
from tests.accounts.support import make_member, make_passkey, make_session
from tests.factories import NOW, make_user
from tests.statements import counted_queries

MINUTE = timedelta(minutes=1)
LIMITS = SessionLimits(idle=timedelta(minutes=30))


def tell(session: Session, kind: HistoryKind, subject: Subject, minutes: int) -> None:
    with transaction(session):
        history.record(session, kind, subject, None, NOW + minutes * MINUTE)


def test_every_account_is_listed_by_address_whether_open_or_closed(
    sqlite_session: Session,
) -> None:
    make_member(sqlite_session, RoleName.PLANNER, email="b@example.jp", name="計画")
    make_user(sqlite_session, email="a@example.jp", name="", active=False)

    assert queries.all_accounts(sqlite_session) == [
        AccountLine("a@example.jp", "", (), active=False),
        AccountLine("b@example.jp", "計画", ("planner",), active=True),
    ]


def test_open_accounts_come_first_and_then_names_decide(sqlite_session: Session) -> None:
    for name, active in (("う", True), ("あ", False), ("い", True)):
        make_member(sqlite_session, name=name, active=active)

    assert [line.name for line in queries.staff_lines(sqlite_session)] == ["い", "う", "あ"]


def test_a_line_says_role_invitation_and_second_factor(sqlite_session: Session) -> None:
    invited = make_user(sqlite_session, password=None)
    settled = make_member(sqlite_session, tf_primary_method="authenticator", tf_totp_secret="{}")
    with_passkey = make_member(sqlite_session, RoleName.ADMIN)
    with_passkey.webauthn.append(make_passkey(NOW))
    sqlite_session.commit()

    said = {
        line.id: (line.role, line.invited, line.has_second_factor)
        for line in queries.staff_lines(sqlite_session)
    }

    assert said == {
        invited.id: ("", True, False),
        settled.id: ("clerk", False, True),
        with_passkey.id: ("admin", False, True),
    }


def test_the_last_log_in_is_the_accounts_own_and_no_other_happening(
    sqlite_session: Session,
) -> None:
    user, other = make_member(sqlite_session), make_member(sqlite_session)
    own = history.account(user.id)
    for minutes in (3, 5, 4):
        tell(sqlite_session, HistoryKind.LOGGED_IN, own, minutes)
    tell(sqlite_session, HistoryKind.LOGGED_OUT, own, 8)
    tell(sqlite_session, HistoryKind.LOGGED_IN, Subject(SubjectKind.BID, user.id), 9)

    lines = {line.id: line.last_login_at for line in queries.staff_lines(sqlite_session)}

    assert lines == {user.id: NOW + 5 * MINUTE, other.id: None}


def test_a_list_and_a_line_take_two_queries_however_many_accounts_there_are(
    sqlite_session: Session,
) -> None:
    number = [make_member(sqlite_session) for _ in range(3)][1].id

    with counted_queries(sqlite_session) as sent:
        assert len(queries.staff_lines(sqlite_session)) == 3
    assert len(sent) == 2
    with counted_queries(sqlite_session) as sent:
        line = queries.staff_line(sqlite_session, number)
    assert len(sent) == 2
    assert line is not None
    assert line.id == number


def test_an_account_that_is_not_there_has_no_line(sqlite_session: Session) -> None:
    make_member(sqlite_session)

    assert queries.staff_line(sqlite_session, 999) is None


def test_a_token_brings_its_session_account_and_roles_in_one_query(
    sqlite_session: Session,
) -> None:
    user = make_member(sqlite_session, RoleName.PLANNER, name="計画")
    make_session(sqlite_session, user, "mine")
    make_session(sqlite_session, make_member(sqlite_session), "other")

    with counted_queries(sqlite_session) as sent:
        found = queries.session_with_account(sqlite_session, hash_of("mine"))
        assert found is not None
        assert (found.user.name, [role.name for role in found.user.roles]) == (
            "計画",
            ["planner"],
        )
    assert len(sent) == 1


def test_an_account_in_two_roles_is_still_one_session(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)
    user.roles = [*user.roles, role_row(sqlite_session, RoleName.VIEWER)]
    make_session(sqlite_session, user, "mine")

    found = queries.session_with_account(sqlite_session, hash_of("mine"))

    assert found is not None
    assert len(found.user.roles) == 2


@pytest.mark.parametrize("token", ["", "another"])
def test_a_token_that_nobody_has_brings_nothing(sqlite_session: Session, token: str) -> None:
    make_session(sqlite_session, make_member(sqlite_session), "mine")

    assert queries.session_with_account(sqlite_session, hash_of(token)) is None


def test_sessions_that_are_alive_are_listed_the_latest_first(sqlite_session: Session) -> None:
    user = make_member(sqlite_session)
    idle, whole = LIMITS.idle, LIMITS.whole
    seen = {
        "first": (NOW - whole + MINUTE, NOW - MINUTE),
        "latest": (NOW - MINUTE, NOW),
        "idle": (NOW - idle, NOW - idle),
        "old": (NOW - whole, NOW),
    }
    for token, (created, last) in seen.items():
        make_session(sqlite_session, user, token, created_at=created, last_seen_at=last)
    make_session(sqlite_session, make_member(sqlite_session), "somebody else")

    found = queries.sessions_of(sqlite_session, user.id, LIMITS, NOW)

    assert [row.token_hash for row in found] == [hash_of("latest"), hash_of("first")]
    assert [LIMITS.is_over(row.created_at, row.last_seen_at, NOW) for row in found] == [False] * 2

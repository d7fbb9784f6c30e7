"""Somebody always looks after the accounts; see `test_staff` for two who close each other."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.administrators import (
    LastAdministrator,
    close_locked,
    lock_accounts,
    refuse_without_administrator,
)
from seminar_service.accounts.model import RoleName, User
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import LinkRevoked
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.accounts.support import make_member, make_session, tokens_alive
from tests.factories import NOW, make_link


def close(session: Session, user: User) -> None:
    with transaction(session):
        lock_accounts(session)
        close_locked(session, user, actor=SYSTEM, now=NOW)


def test_one_of_two_administrators_may_go_and_the_other_one_not(sqlite_session: Session) -> None:
    first, second = (make_member(sqlite_session, RoleName.ADMIN) for _ in range(2))
    close(sqlite_session, first)

    with pytest.raises(LastAdministrator):
        close(sqlite_session, second)

    sqlite_session.expire_all()
    assert (first.active, second.active) == (False, True)


def test_planners_and_clerks_do_not_stand_in_for_an_administrator(
    sqlite_session: Session,
) -> None:
    last = make_member(sqlite_session, RoleName.ADMIN)
    for role in set(RoleName) - {RoleName.ADMIN}:
        make_member(sqlite_session, role)

    with pytest.raises(LastAdministrator):
        close(sqlite_session, last)


def test_a_closed_administrator_counts_for_nothing(sqlite_session: Session) -> None:
    make_member(sqlite_session, RoleName.ADMIN, active=False)
    with transaction(sqlite_session), pytest.raises(LastAdministrator):
        refuse_without_administrator(sqlite_session)

    make_member(sqlite_session, RoleName.ADMIN)
    with transaction(sqlite_session):
        refuse_without_administrator(sqlite_session)


def test_anybody_else_may_go_where_no_administrator_was_ever_made(
    sqlite_session: Session,
) -> None:
    clerk = make_member(sqlite_session)

    close(sqlite_session, clerk)

    assert not clerk.active


def test_what_belongs_to_a_closed_account_ends_and_nobody_elses(sqlite_session: Session) -> None:
    gone, stays = make_member(sqlite_session), make_member(sqlite_session)
    for user, token in ((gone, "gone"), (stays, "stays")):
        make_session(sqlite_session, user, token)
    password = make_link(sqlite_session, LinkPurpose.PASSWORD, gone.id, now=NOW)
    others = make_link(sqlite_session, LinkPurpose.PASSWORD, stays.id, now=NOW)

    close(sqlite_session, gone)

    assert tokens_alive(sqlite_session, "gone", "stays") == ["stays"]
    with pytest.raises(LinkRevoked):
        links.resolve(sqlite_session, LinkPurpose.PASSWORD, password, now=NOW)
    assert links.resolve(sqlite_session, LinkPurpose.PASSWORD, others, now=NOW) == stays.id
    (line,) = histories.lines(sqlite_session)
    assert histories.facts(line) == histories.told(
        HistoryKind.ACCOUNT_CLOSED, SubjectKind.ACCOUNT, gone.id, SYSTEM, NOW
    )

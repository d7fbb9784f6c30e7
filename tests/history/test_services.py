"""Writing the history: part of a transaction, without personal details, told to the log."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.storage.transaction import transaction


def lines(session: Session) -> list[HistoryLine]:
    return list(session.scalars(select(HistoryLine).order_by(HistoryLine.id)))


def test_a_line_says_what_happened_to_what_by_whom_and_when(
    session: Session, now: datetime
) -> None:
    with transaction(session):
        history.record(
            session, HistoryKind.LOGIN_REFUSED, history.account(7), None, now, reason="closed"
        )
        history.record(session, HistoryKind.ACCOUNT_ADDED, history.account(8), SYSTEM, now)

    refused, added = lines(session)
    assert (refused.kind, refused.subject_kind, refused.subject_id) == (
        "login_refused",
        "account",
        7,
    )
    assert (refused.actor_kind, refused.user_id, refused.at) == (None, None, now)
    assert refused.data == {"reason": "closed"}
    assert (added.actor_kind, added.data) == ("system", {})


def test_a_line_goes_with_its_transaction_and_so_does_the_log(
    session: Session, now: datetime
) -> None:
    def fail() -> None:
        with transaction(session):
            history.record(session, HistoryKind.LOGGED_IN, history.account(1), None, now)
            raise InterruptedError

    with capture_logs() as logged:
        with pytest.raises(InterruptedError):
            fail()
        with transaction(session):
            history.record(
                session,
                HistoryKind.LOGGED_OUT,
                history.account(2),
                Actor(ActorKind.ORGANISER),
                now,
            )

    assert [line.kind for line in lines(session)] == ["logged_out"]
    assert [entry["event"] for entry in logged] == ["logged_out"]
    assert (logged[0]["subject_id"], logged[0]["actor"]) == (2, "organiser")


@pytest.mark.parametrize("data", [{"who": "a@example.jp"}, {"who": ["x", "a@example.jp"]}])
def test_addresses_are_not_kept(
    session: Session, now: datetime, data: dict[str, str | list[str]]
) -> None:
    with pytest.raises(ValueError, match="who"):
        history.record(session, HistoryKind.LOGIN_FAILED, history.account(None), None, now, **data)

    session.rollback()
    assert lines(session) == []

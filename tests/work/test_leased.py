"""When a row may be taken; what is done with it then is told in `test_leases`."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.work.leased import Leased
from seminar_service.work.model import Job, JobState
from tests.factories import NOW
from tests.outbox.conftest import make_message

A_MOMENT = timedelta(seconds=1)


def job(now: datetime, **values: Any) -> Job:
    return Job(**({"kind": "work", "arguments": {}, "due_at": now, "created_at": now} | values))


def is_due(session: Session, row: Leased, now: datetime) -> bool:
    session.add(row)
    session.commit()
    table = type(row)
    return session.scalar(select(table.id).where(table.is_due(now))) is not None


@pytest.mark.parametrize(
    "case",
    [
        (JobState.QUEUED, timedelta(0), None, True),
        (JobState.QUEUED, A_MOMENT, None, False),
        (JobState.RUNNING, -A_MOMENT, timedelta(0), False),
        (JobState.RUNNING, -A_MOMENT, -A_MOMENT, True),
        (JobState.DONE, -A_MOMENT, -A_MOMENT, False),
        (JobState.FAILED, -A_MOMENT, -A_MOMENT, False),
        (JobState.WITHDRAWN, -A_MOMENT, None, False),
    ],
)
def test_a_row_may_be_taken_once_it_is_due_or_its_lease_is_over(
    sqlite_session: Session, case: tuple[JobState, timedelta, timedelta | None, bool]
) -> None:
    state, due, leased, expected = case
    now = NOW
    until = None if leased is None else now + leased
    row = job(now, state=state, due_at=now + due, leased_until=until)

    assert is_due(sqlite_session, row, now) is expected


@pytest.mark.parametrize("table", [Job, Message])
def test_each_leased_table_names_its_own_states(table: type[Leased]) -> None:
    states = {table.WAITING, table.HELD, table.GIVEN_UP}

    assert len(states) == 3
    assert {state.value for state in states} <= set(table.state.type.enums)


def test_a_mail_is_taken_by_the_same_rule(sqlite_session: Session, now: datetime) -> None:
    held = make_message(1, now, state=Message.HELD, leased_until=now - A_MOMENT)

    assert is_due(sqlite_session, held, now)

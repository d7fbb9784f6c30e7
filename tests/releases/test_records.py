"""A release keeps what it has done."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.model import Message
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.record_model import ReleaseRecord
from seminar_service.releases.services import release
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year, prepare


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def test_changes_and_the_mails_that_were_sent_are_kept(session: Session, year: Year) -> None:
    prepare(session, year, f"person-{year.of_gone.id}", reason="電話で伝えた")
    prepare(session, year, f"told-{year.refused.id}", reason="電話で伝えた")
    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)

    record = session.get_one(ReleaseRecord, year.plan.id)

    kinds = [change.kind for change, _ in record.done]
    assert sorted(kinds) == sorted(
        [ChangeKind.NEW, ChangeKind.NEW, ChangeKind.MOVED, ChangeKind.TEAM, ChangeKind.CANCELLED]
    )
    of_bids = dict(session.execute(select(Seminar.id, Seminar.bid_id)).all())
    assert all(of_bids[number] == change.bid_id for change, number in record.done)
    assert record.refusals == [year.gone.id, year.refused.id]
    assert (record.to_hosts, record.to_advisers, record.to_participants) == (4, 2, 3)
    assert record.people == 4
    assert session.query(Message).count() == 4 + 2 + 3

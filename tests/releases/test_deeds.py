"""What a release makes of the seminars, before it tells anybody."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.deeds import carry_out
from seminar_service.releases.preview import comparison
from seminar_service.seminars.facts import Fact
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from tests.factories import NOW
from tests.releases.releasing import LATER, Year, lay_year


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def test_seminars_are_made_moved_and_cancelled_and_nobody_is_written_to(
    session: Session, year: Year
) -> None:
    with transaction(session):
        compared = comparison(session, year.plan.id, now=NOW)
        found = carry_out(session, compared, compared.changes, now=NOW)
        session.flush()
        deeds = {each.change.kind: each for each in found if each is not None}
        team = deeds[ChangeKind.TEAM].changed

    assert set(deeds) == {ChangeKind.MOVED, ChangeKind.TEAM, ChangeKind.CANCELLED}
    assert {bid.id for bid in year.new} <= set(compared.seminars)
    moved = deeds[ChangeKind.MOVED]
    assert (moved.before.day < LATER, moved.seminar.day) == (True, LATER)
    assert {each.fact for each in team} == {Fact.ADVISERS_JA, Fact.ADVISERS_EN}
    assert deeds[ChangeKind.CANCELLED].seminar.state is SeminarState.CANCELLED
    assert session.scalars(select(Message)).all() == []

"""A tally goes with its seminar."""

from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.tallies.model import Tally
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_seminar
from tests.tallies.support import BEFORE, MONDAY, THURSDAY, rows


def test_a_tally_goes_with_its_seminar(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    tally = Tally(seminar_id=seminar.id, week_due_at=MONDAY, day=THURSDAY, last_due_at=BEFORE)
    session.add(tally)
    session.commit()
    assert tally.seminar is seminar

    session.query(Seminar).delete()
    session.commit()

    assert rows(session) == []

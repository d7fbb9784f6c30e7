from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.seminars.cancelled import CancelledSeminar, cancelled_seminars
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.seminars.support import cancel

DAY = date(2026, 10, 6)
LATER = NOW + timedelta(hours=1)


def test_a_bid_whose_seminar_was_cancelled_says_when_and_why(session: Session) -> None:
    tour = make_tour(session)
    bid, again = make_bid(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, day=DAY)
    make_seminar(session, again, state=SeminarState.CANCELLED)
    make_seminar(session, again)
    cancel(session, seminar.public_id, "大雪のため", "Heavy snow", now=LATER)

    found = cancelled_seminars(session, tour.id)

    assert found == {bid.id: CancelledSeminar(seminar, LATER)}
    assert found[bid.id].seminar.cancellation_note_en == "Heavy snow"


def test_one_of_old_of_which_the_history_says_nothing_was_cancelled_when_it_last_changed(
    session: Session,
) -> None:
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, state=SeminarState.CANCELLED, changed_at=LATER)

    (found,) = cancelled_seminars(session, bid.tour_id).values()

    assert (found.seminar, found.at) == (seminar, LATER)

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.inputs import Held, PlanningInput
from seminar_service.planning.solver_io import planning_input, planning_problem
from seminar_service.tours.model import ClosedPeriod, Tour
from tests.factories import make_adviser, make_bid, make_seminar, make_tour

DAY = date(2026, 10, 6)
LATER = date(2026, 10, 7)


def known(session: Session, tour: Tour) -> PlanningInput:
    return planning_input(tour, planning_problem(session, tour))


def test_what_people_entered_is_kept_as_they_entered_it(session: Session) -> None:
    tour = make_tour(session, decline_yen=300_000)
    tour.closed_periods = [
        ClosedPeriod(name_ja="お盆", name_en="Obon", first_day=DAY, last_day=LATER)
    ]
    adviser = make_adviser(session, tour, unavailable=[LATER], max_per_month=2)
    days = {DAY: Choice.SECOND, LATER: Choice.IMPOSSIBLE}
    bid = make_bid(session, tour, days=days, decline_yen=1)

    found = known(session, tour)

    assert found.rules["decline_yen"] == 300_000
    assert found.closed == (DAY, LATER)
    assert (found.advisers[adviser.id].unavailable, found.advisers[adviser.id].max_per_month) == (
        (LATER,),
        2,
    )
    assert (found.bids[bid.id].choices, found.bids[bid.id].decline_yen) == ({DAY: "second"}, 1)


def test_who_is_engaged_no_longer_is_not_among_the_advisers_though_a_seminar_names_them(
    session: Session,
) -> None:
    tour = make_tour(session)
    gone = make_adviser(session)
    bid = make_bid(session, tour)
    make_seminar(session, bid, team=[gone], day=DAY)

    found = known(session, tour)

    assert found.advisers == {}
    assert found.seminars == {bid.id: Held(DAY, (gone.id,))}


def test_it_is_kept_and_read_back_the_same(session: Session) -> None:
    tour = make_tour(session)
    make_adviser(session, tour, unavailable=[DAY])
    make_bid(session, tour)

    found = known(session, tour)

    assert PlanningInput.read(found.document()) == found

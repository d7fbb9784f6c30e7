"""What a draft's planning problem says of bids."""

from datetime import date

from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io.draft_problems import locked_in, places_in

DOCUMENT = {
    "advisers": [{"id": "a7"}, {"id": "a8"}],
    "bids": [
        {
            "id": "b1",
            "place": "27",
            "slots": [[], []],
            "locked": True,
            "current": {"date": "2026-10-06", "advisers": ["a7", "a8"]},
        },
        {
            "id": "b2",
            "place": "13",
            "slots": [[]],
            "locked": False,
            "current": {"date": "2026-10-07", "advisers": ["a7"]},
        },
    ],
}


def test_locks_are_those_bids_that_have_to_stay() -> None:
    assert locked_in(DOCUMENT).locks == {1: Held(date(2026, 10, 6), (7, 8))}


def test_a_lock_of_today_fits_a_bid_whose_slots_and_people_are_known() -> None:
    known = locked_in(DOCUMENT)

    assert known.could_hold(2, (8,))
    assert not known.could_hold(2, (7, 8))
    assert not known.could_hold(2, (9,))
    assert not known.could_hold(3, (7,))


def test_each_bid_has_its_prefecture() -> None:
    assert places_in(DOCUMENT) == {1: "27", 2: "13"}

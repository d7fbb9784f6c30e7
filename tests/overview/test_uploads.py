"""Of which tour and seminar a file with registrations is."""

from sqlalchemy.orm import Session

from seminar_service.overview.uploads import place_of
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import keep, upload_of
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_seminar


def test_a_file_is_of_a_tour_and_perhaps_of_a_seminar(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    purpose = SheetPurpose.REGISTRATIONS
    numbers = [
        keep(session, purpose, tour.id, [], seminar_id=each, now=NOW) for each in (seminar.id, None)
    ]

    places = [place_of(session, upload_of(session, purpose, number, now=NOW)) for number in numbers]

    assert [place.tour.id for place in places] == [tour.id, tour.id]
    assert [place.seminar and place.seminar.id for place in places] == [seminar.id, None]

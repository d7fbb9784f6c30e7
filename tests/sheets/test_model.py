"""A file that waits to be brought in goes with its tour."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.uploads import keep
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_tour


def test_a_file_goes_with_its_tour(session: Session) -> None:
    keep(session, SheetPurpose.BIDS, make_tour(session).id, [["a"]], now=NOW)

    session.execute(delete(Tour))
    session.commit()

    assert session.scalars(select(SheetUpload)).all() == []

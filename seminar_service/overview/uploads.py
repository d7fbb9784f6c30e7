"""Of which tour and seminar a file with registrations is."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.sheets.model import SheetUpload
from seminar_service.tours.model import Tour


@dataclass(frozen=True)
class UploadPlace:
    """The tour of a file, and its seminar; None where a column of the file says of which."""

    tour: Tour
    seminar: Seminar | None


def place_of(session: Session, upload: SheetUpload) -> UploadPlace:
    """Of which tour and seminar a file is. Two queries at most."""
    seminar = session.get(Seminar, upload.seminar_id) if upload.seminar_id else None
    return UploadPlace(session.get_one(Tour, upload.tour_key), seminar)

"""Files are kept for a day, for one purpose and tour, until they are brought in."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.uploads import (
    KEPT_FOR,
    keep,
    locked_upload,
    mark_done,
    rows_of,
    upload_of,
)
from tests.factories import NOW, make_tour

BIDS, ADVISERS = SheetPurpose.BIDS, SheetPurpose.ADVISERS
ROWS = [["団体名", "会場"], ["見本", ""]]


def test_what_was_sent_is_found_again_for_its_purpose_and_tour_alone(session: Session) -> None:
    tour, other = make_tour(session), make_tour(session, 2027)
    number = keep(session, BIDS, tour.id, ROWS, now=NOW)

    assert rows_of(upload_of(session, BIDS, number, tour_id=tour.id, now=NOW)) == ROWS
    for purpose, tour_id, wanted in (
        (ADVISERS, tour.id, number),
        (BIDS, other.id, number),
        (BIDS, tour.id, number + 1),
    ):
        with pytest.raises(NotFound):
            upload_of(session, purpose, wanted, tour_id=tour_id, now=NOW)


def test_a_file_that_nobody_brought_in_is_forgotten_after_a_day(session: Session) -> None:
    tour = make_tour(session)
    number = keep(session, BIDS, tour.id, ROWS, now=NOW)
    later = NOW + KEPT_FOR + timedelta(seconds=1)

    with pytest.raises(NotFound):
        upload_of(session, BIDS, number, now=later)
    newer = keep(session, BIDS, tour.id, ROWS, now=later)

    assert session.scalars(select(SheetUpload.id)).all() == [newer]


def test_no_two_files_have_one_mark(session: Session) -> None:
    tour = make_tour(session)
    session.add_all(
        [SheetUpload(mark="one", purpose=BIDS, tour_id=tour.id, rows="", made_at=NOW) for _ in "ab"]
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_is_brought_in_is_no_longer_kept(session: Session) -> None:
    tour = make_tour(session)
    upload = locked_upload(session, keep(session, BIDS, tour.id, ROWS, now=NOW))
    mark_done(upload, {"seated": 1}, now=NOW)
    session.commit()

    assert rows_of(upload) == []
    assert (upload.done_at, upload.outcome) == (NOW, {"seated": 1})
    with pytest.raises(NotFound):
        locked_upload(session, 987_654)

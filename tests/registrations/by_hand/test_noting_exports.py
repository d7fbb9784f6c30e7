"""Who has taken registrations out of the service."""

from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.registrations.by_hand.noting_exports import note_export
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW
from tests.registrations.by_hand.support import CLERK


def test_an_export_is_written_down_without_what_was_searched_for(
    session: Session, tour: Tour
) -> None:
    note_export(
        session,
        Subject(SubjectKind.TOUR, tour.id),
        file_kind="csv",
        rows=3,
        columns=["name", "email"],
        filters=["q"],
        actor=CLERK,
        now=NOW,
    )

    (line,) = histories.lines(session)
    assert histories.facts(line) == histories.told(
        HistoryKind.REGISTRATIONS_EXPORTED,
        SubjectKind.TOUR,
        tour.id,
        CLERK,
        NOW,
        file_kind="csv",
        rows=3,
        columns=["name", "email"],
        filters=["q"],
    )

"""What is kept of a release."""

from datetime import date, time

from seminar_service.releases.changes import Appointment, Change, ChangeKind
from seminar_service.releases.record_model import ReleaseRecord

AT = Appointment(date(2026, 10, 6), time(13, 30), time(15), (3,))


def test_changes_come_back_with_their_seminars() -> None:
    change = Change(4, ChangeKind.CANCELLED, AT, None)
    record = ReleaseRecord(changes=[{**change.as_data(), "seminar": 8}])

    assert record.done == [(change, 8)]

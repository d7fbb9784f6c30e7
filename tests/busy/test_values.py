"""What both processes write to each other."""

from datetime import date

from seminar_service.busy.values import Asked, Busy
from tests.busy.files import FIRST, LAST


def test_a_file_and_its_days_come_across_as_they_are() -> None:
    asked = Asked(b"a\nb\r\n\x00\xff", FIRST, LAST)
    assert Asked.from_bytes(asked.to_bytes()) == asked


def test_days_come_across() -> None:
    busy = Busy((date(2026, 9, 7),), unread=2)
    assert Busy.from_bytes(busy.to_bytes()) == busy

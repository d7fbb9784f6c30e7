"""A calendar is read by a process of its own, for a limited time."""

from datetime import date
from threading import BoundedSemaphore

import pytest

from seminar_service.busy import reader
from seminar_service.busy.errors import CalendarTooLarge, CalendarUnreadable, ReadersBusy
from seminar_service.busy.reader import read_busy
from seminar_service.busy.values import LARGEST_FILE, Asked
from tests.busy.files import ALL_DAY, EVERY_SECOND, FIRST, LAST, calendar


def test_the_days_come_back_and_nothing_else() -> None:
    found = read_busy(Asked(calendar(ALL_DAY), FIRST, LAST))
    assert (found.days, found.unread) == ((date(2026, 9, 7), date(2026, 9, 8)), 0)
    assert b"Secret" not in found.to_bytes()


def test_what_is_no_calendar_is_named() -> None:
    with pytest.raises(CalendarUnreadable):
        read_busy(Asked(b"hello", FIRST, LAST))


def test_what_repeats_every_second_hangs_nobody() -> None:
    with pytest.raises(CalendarTooLarge):
        read_busy(Asked(calendar(EVERY_SECOND), FIRST, LAST), seconds=3)


def test_few_are_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = BoundedSemaphore(1)
    monkeypatch.setattr(reader, "_turns", turns)
    monkeypatch.setattr(reader, "PATIENCE_SECONDS", 0.01)
    with turns, pytest.raises(ReadersBusy):
        read_busy(Asked(calendar(ALL_DAY), FIRST, LAST))
    assert len(read_busy(Asked(calendar(ALL_DAY), FIRST, LAST)).days) == 2


def test_a_file_of_more_bytes_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_COMMAND", ("/nothing/here",))
    with pytest.raises(CalendarTooLarge):
        read_busy(Asked(b"x" * (LARGEST_FILE + 1), FIRST, LAST))

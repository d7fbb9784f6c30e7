"""Which days a calendar takes."""

from datetime import date

import pytest

from seminar_service.busy import reading
from seminar_service.busy.reading import TooMany, Unreadable, busy_days
from seminar_service.busy.values import Asked, Busy
from tests.busy.files import ALL_DAY, FIRST, LAST, calendar


def read(*entries: str, before: str = "") -> Busy:
    return busy_days(Asked(calendar(*entries, before=before), FIRST, LAST))


def days(*entries: str, before: str = "") -> list[str]:
    return [day.isoformat() for day in read(*entries, before=before).days]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (ALL_DAY, ["2026-09-07", "2026-09-08"]),
        ("DTSTART;VALUE=DATE:20260907", ["2026-09-07"]),
        ("DTSTART:20260907T010000Z\nDTEND:20260907T020000Z", ["2026-09-07"]),
        ("DTSTART:20260907T160000Z\nDTEND:20260907T170000Z", ["2026-09-08"]),
        (
            "DTSTART;TZID=Asia/Tokyo:20260907T220000\nDTEND;TZID=Asia/Tokyo:20260908T000000",
            ["2026-09-07"],
        ),
        ("DTSTART:20260907T233000\nDURATION:PT1H", ["2026-09-07", "2026-09-08"]),
        ("DTSTART:20260907T233000", ["2026-09-07"]),
        ("DTSTART:20250907T000000Z\nDTEND:20250908T000000Z", []),
    ],
)
def test_an_entry_takes_its_days_in_japan(entry: str, found: list[str]) -> None:
    assert days(entry) == found


def test_an_entry_that_repeats_takes_each_of_its_days_but_those_left_out() -> None:
    entry = """
        DTSTART;TZID=Asia/Tokyo:20250602T100000
        DTEND;TZID=Asia/Tokyo:20250602T110000
        RRULE:FREQ=MONTHLY;BYDAY=1MO;UNTIL=20261001T000000Z
        EXDATE;TZID=Asia/Tokyo:20260803T100000
    """
    assert days(entry) == ["2026-06-01", "2026-07-06", "2026-09-07"]


def test_one_time_of_a_series_that_was_moved_takes_its_new_day() -> None:
    series = "DTSTART:20260907T000000Z\nDTEND:20260907T010000Z\nRRULE:FREQ=DAILY;COUNT=2"
    moved = "RECURRENCE-ID:20260908T000000Z\nDTSTART:20260915T000000Z\nDTEND:20260915T010000Z"
    content = calendar(series, moved).replace(b"UID:1\r\n", b"UID:0\r\n")
    found = busy_days(Asked(content, FIRST, LAST))
    assert found.days == (date(2026, 9, 7), date(2026, 9, 15))


@pytest.mark.parametrize("mark", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "status:cancelled"])
def test_what_is_free_or_cancelled_takes_nothing(mark: str) -> None:
    assert days(f"{ALL_DAY}\n{mark}") == []
    assert days(f"{ALL_DAY}\nTRANSP:OPAQUE\nSTATUS:TENTATIVE") != []


def test_an_entry_that_lasts_for_two_centuries_takes_the_days_that_were_asked_for() -> None:
    found = read("DTSTART;VALUE=DATE:19000101\nDTEND;VALUE=DATE:20991231").days
    assert (found[0], found[-1], len(found)) == (FIRST, LAST, (LAST - FIRST).days + 1)


def test_a_zone_that_only_the_whole_file_names_counts() -> None:
    entry = "DTSTART:20260907T200000Z\nDTEND:20260907T210000Z"
    assert days(entry, before="X-WR-TIMEZONE:Asia/Tokyo") == ["2026-09-08"]


@pytest.mark.parametrize(
    "bad",
    ["SUMMARY:no beginning", "DTSTART:2026-09-07", "DTSTART:20260907T000000Z\nRRULE:FREQ=NEVER"],
)
def test_a_bad_entry_is_counted_and_spoils_no_other(bad: str) -> None:
    found = read(bad, ALL_DAY)
    assert date(2026, 9, 8) in found.days
    assert found.unread == 1


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"PK\x03\x04"]
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        busy_days(Asked(content, FIRST, LAST))


def test_an_empty_calendar_takes_nothing() -> None:
    assert read() == Busy(())


def test_too_many_entries_or_times_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    daily = "DTSTART:20260907T000000Z\nRRULE:FREQ=DAILY;COUNT=3"
    monkeypatch.setattr(reading, "MOST_TIMES", 2)
    with pytest.raises(TooMany):
        read(daily)
    monkeypatch.setattr(reading, "MOST_ENTRIES", 1)
    with pytest.raises(TooMany):
        read(ALL_DAY, ALL_DAY)

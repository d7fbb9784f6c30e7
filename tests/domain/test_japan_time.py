"""The clock of Japan."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import seminar_service
from seminar_service.domain.japan_time import JAPAN, day_of, instant_of


def test_a_day_begins_nine_hours_before_that_of_greenwich() -> None:
    assert day_of(datetime(2026, 6, 1, 14, 59, tzinfo=UTC)) == date(2026, 6, 1)
    assert day_of(datetime(2026, 6, 1, 15, 0, tzinfo=UTC)) == date(2026, 6, 2)


def test_a_time_of_day_is_an_instant_everywhere() -> None:
    instant = instant_of(date(2026, 6, 2), time(0, 30))
    assert instant == datetime(2026, 6, 1, 15, 30, tzinfo=UTC)
    assert day_of(instant) == date(2026, 6, 2)


def test_the_time_zone_is_named_in_one_place() -> None:
    package = Path(seminar_service.__file__).parent
    named = [
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if "migrations" not in file.parts
        and re.search(rf"{JAPAN.key}|ZoneInfo\(", file.read_text())
    ]
    assert sorted(named) == ["domain/japan_time.py"]

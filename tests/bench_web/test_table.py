"""The report says what was reached, by which measure."""

from tests.bench_web.record import (
    Installation,
    Kind,
    Measured,
    PageRuns,
    PlanningTimes,
    Record,
    Registrations,
)
from tests.bench_web.table import misses, render

HERE = Installation("SQLite", 2)


def measured(rate: float, processor: float = 1.0) -> Measured:
    return Measured(rate=rate, half=1.0, most=2.0, processor=processor)


def record_of(**rates: list[Measured]) -> Record:
    kinds = {"bare": Kind.BARE, "spared": Kind.NOT_MODIFIED, "fresh": Kind.FRESH}
    runs = {kinds[name]: found for name, found in rates.items()}
    page = PageRuns(HERE, 2_000, "front page", 60, 145_000, runs)
    return Record(
        "two cores", "2026-01-01", "abc", "Python", 0.5, "", [page], [Registrations(HERE, 31, 99)]
    )


def test_shares_are_those_of_the_bare_route_and_the_fastest_run_counts() -> None:
    record = record_of(
        bare=[measured(900), measured(1000)],
        spared=[measured(400, 2.0), measured(700, 1.6)],
        fresh=[measured(100, 5.0)],
    )

    report = render(record)

    assert "## SQLite, 2 processes" in report
    assert "| 2,000 | front page | 60 | 145,000 | 304 | 700 |" in report
    assert "| 0.70 (0.62) ✓ |" in report
    assert "| 0.10 (0.20) (✓) |" in report
    assert "| SQLite, 2 processes | 31 | 99 |" in report
    assert misses(record) == []
    assert "Everything was reached." in report


def test_what_was_missed_by_both_measures_is_told() -> None:
    record = record_of(bare=[measured(1000)], spared=[measured(100, 9.0)])

    assert "✗" in render(record)
    assert "- SQLite, 2 processes: front page of 2000 seminars, 304" in render(record)
    assert misses(record) == ["SQLite, 2 processes: front page of 2000 seminars, 304"]


def test_pages_of_the_planning_room_keep_to_their_times_up_to_500_bids_and_to_their_size() -> None:
    record = record_of()
    record.planning = [
        PlanningTimes("SQLite", bids, name, 300.0, 900.0, 950.0, work, size)
        for bids, name, work, size in (
            (500, "map", 299.0, 40_000),
            (500, "list", 301.0, 40_000),
            (2_000, "map", 900.0, 40_000),
            (2_000, "list", 900.0, 500_001),
        )
    ]

    assert misses(record) == [
        "SQLite: list, 500 bids: 301 ms, 40 kB",
        "SQLite: list, 2000 bids: 900 ms, 500 kB",
    ]
    assert "| SQLite | 2000 | map | 900 | 950 | 900 | 300 ✓ | 40 |" in render(record)


def test_a_note_about_the_sitting_stands_above_the_tables() -> None:
    record = record_of()
    record.note = "Others worked meanwhile."

    assert "\nOthers worked meanwhile.\n" in render(record)

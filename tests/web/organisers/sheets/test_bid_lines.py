"""What the lines of a file with bids say."""

from datetime import date, time
from typing import Any

import pytest

from seminar_service.bids.importing import MOST_BIDS, BidLine
from seminar_service.domain.vocabulary import Audience, Choice, HostKind
from seminar_service.sheets.reading import read_sheet
from seminar_service.web.organisers.sheets.bid_lines import read_bids
from seminar_service.web.organisers.sheets.lines import ReadFile
from tests.web.bids import TODAY, TOPICS, TOUR
from tests.web.conftest import Page
from tests.web.organisers.sheets.support import BID, BID_HEAD


def read(text: str) -> ReadFile[BidLine]:
    return read_bids(read_sheet(text.encode()), TOUR, TOPICS, TODAY)


def changed(**changes: str) -> str:
    """The sound line with some of it replaced."""
    line = BID.format(topic="商標")
    for before, after in changes.items():
        line = line.replace(WORDS[before], after)
    return f"{BID_HEAD}\n{line}\n"


WORDS: dict[str, Any] = {
    "kind": "商工会議所,豊",
    "host": "豊橋商工会議所",
    "email": "hanako@example.jp",
    "place": "愛知",
    "capacity": "40",
    "ends": "16:30",
    "dates": "2026-10-13〜2026-10-15",
    "topic": "商標",
}


@pytest.fixture(autouse=True)
def tour() -> None:
    TOUR.first_day, TOUR.last_day = date(2026, 9, 1), date(2026, 12, 25)


def test_a_sound_line_says_what_the_form_of_the_office_would(page: Page) -> None:
    with page():
        (line,) = read(changed()).lines
    assert line.faults == ()
    assert line.said is not None
    details = line.said.details
    assert (line.number, line.name, line.said.locale) == (2, "豊橋商工会議所", "ja")
    assert details.host_kind is HostKind.CHAMBER_OF_COMMERCE
    assert details.audience is Audience.PUBLIC
    assert (details.place, details.capacity, details.starts_at) == ("23", 40, time(13, 30))
    assert details.days == {
        date(2026, 10, 6): Choice.FIRST,
        date(2026, 10, 13): Choice.FIRST,
        date(2026, 10, 14): Choice.FIRST,
        date(2026, 10, 15): Choice.FIRST,
        date(2026, 11, 4): Choice.SECOND,
    }
    assert line.said.office_details.slots == [[2]]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"kind": "猫,豊"}, "Kind of organisation"),
        ({"host": ""}, "Name of the organisation"),
        ({"email": "hanako"}, "Email address"),
        ({"place": "江戸"}, "Prefecture"),
        ({"capacity": "many"}, "Number of seats"),
        ({"ends": "12:00"}, "Ends at"),
        ({"dates": "2030-01-01"}, "First choice"),
        ({"dates": "someday"}, "First choice"),
        ({"dates": "、".join(["2026-10-13"] * 30)}, "First choice"),
        ({"topic": "錬金術"}, "Topics"),
        ({"topic": ""}, "Topics"),
    ],
)
def test_what_is_wrong_is_told_by_its_column(
    page: Page, change: dict[str, str], column: str
) -> None:
    with page(locale="en"):
        (line,) = read(changed(**change)).lines
    assert line.said is None
    assert [fault.column for fault in line.faults] == [column]
    assert all(len(str(fault.message)) > 10 for fault in line.faults)


def test_two_advisers_are_two_columns(page: Page) -> None:
    text = changed().replace("テーマ\n", "テーマ,Topics of a second adviser\n")
    with page(locale="en"):
        (line,) = read(text.rstrip() + ",特許\n").lines
    assert line.said is not None
    assert line.said.office_details.slots == [[2], [1]]


def test_no_more_bids_are_read_than_the_limit(page: Page) -> None:
    text = BID_HEAD + "\n" + (BID.format(topic="商標") + "\n") * (MOST_BIDS + 1)
    with page(locale="en"):
        assert f"at most {MOST_BIDS} lines" in read(text).fault

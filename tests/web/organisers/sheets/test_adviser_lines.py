"""What the lines of a file with advisers say."""

from datetime import date

import pytest

from seminar_service.advisers.details import USUAL_LIMITS
from seminar_service.advisers.importing import MOST_ADVISERS, AdviserLine
from seminar_service.sheets.reading import read_sheet
from seminar_service.web.organisers.sheets.adviser_lines import read_advisers
from seminar_service.web.organisers.sheets.lines import ReadFile
from tests.web.bids import TOPICS
from tests.web.conftest import Page
from tests.web.organisers.sheets.support import ADVISER_HEAD

SOUND = '見本 太郎,taro@example.jp,東京,"特許、商標",5,2026-10-06〜2026-10-08'


def read(*lines: str) -> ReadFile[AdviserLine]:
    return read_advisers(read_sheet("\n".join([ADVISER_HEAD, *lines]).encode()), 2026, TOPICS)


def test_a_sound_line_says_who_with_limits_and_days(page: Page) -> None:
    with page():
        (line,) = read(SOUND).lines
    assert line.faults == ()
    assert line.said is not None
    assert (line.said.details.name, line.said.details.home) == ("見本 太郎", "13")
    assert line.said.details.topic_ids == [1, 2]
    assert line.said.limits.max_seminars == 5
    assert line.said.limits.max_per_month == USUAL_LIMITS.max_per_month
    assert sorted(line.said.unavailable) == [date(2026, 10, day) for day in (6, 7, 8)]


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("見本 太郎", "", "Name"),
        ("taro@example.jp", "taro", "Email address"),
        ("東京", "江戸", "Home"),
        ("商標", "錬金術", "Topics"),
        (",5,", ",-1,", "Seminars in the whole tour, at most"),
        ("2026-10-08", "2020-10-08", "Unavailable days"),
        ("2026-10-06", "2027-04-01", "Unavailable days"),
    ],
)
def test_what_is_wrong_is_told_by_its_column(
    page: Page, before: str, after: str, column: str
) -> None:
    with page(locale="en"):
        (line,) = read(SOUND.replace(before, after)).lines
    assert line.said is None
    assert [fault.column for fault in line.faults] == [column]


def test_two_lines_of_one_address_are_told(page: Page) -> None:
    with page(locale="en"):
        first, second = read(SOUND, SOUND.replace("taro@", "TARO@")).lines
    assert first.said is not None
    assert second.said is None
    assert "Line 2" in second.faults[0].message


def test_no_more_advisers_are_read_than_the_limit(page: Page) -> None:
    with page(locale="en"):
        assert f"at most {MOST_ADVISERS} lines" in read(*[SOUND] * (MOST_ADVISERS + 1)).fault

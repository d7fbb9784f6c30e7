"""Entries of public feeds are written once for the same values."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.calendars.errors import TentativeInPublicFeed
from seminar_service.calendars.feed import _head, joined_feed, public_feed
from seminar_service.calendars.values import FeedInfo
from seminar_service.domain.locales import Locale
from seminar_service.feeds import kept
from seminar_service.feeds.kept import written_rows
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.calendar_rows import CalendarRow, Shown, calendar_rows
from seminar_service.seminars.states import SeminarState
from tests.calendars.factories import INFO, info
from tests.factories import OFFICE, make_adviser, make_bid, make_seminar, make_tour

JA, EN = OFFICE.addresses(Locale.JA), OFFICE.addresses(Locale.EN)


@pytest.fixture
def rows(sqlite_session: Session) -> list[CalendarRow]:
    kept._written.cache_clear()
    session = sqlite_session
    tour = make_tour(session)
    for host in ("<商工会議所>", "BEGIN:VEVENT"):
        bid = make_bid(session, tour, host_name=host)
        make_seminar(session, bid, team=[make_adviser(session)], description_en="\\n, ; \x00")
    return calendar_rows(session, Shown())


def test_what_is_kept_is_what_would_be_written_anew(rows: list[CalendarRow]) -> None:
    for wanted, addresses in ((INFO, JA), (info(locale=Locale.EN), EN), (info(colour="teal"), JA)):
        for _ in range(2):
            written = written_rows(rows, addresses)
            entries = [calendar_entry(row, addresses) for row in rows]
            content = joined_feed(wanted, [each.content for each in written])
            assert content == public_feed(wanted, entries)
            assert [each.changed_at for each in written] == [each.changed_at for each in entries]


def test_equal_rows_are_written_once_and_others_anew(rows: list[CalendarRow]) -> None:
    first = written_rows(rows, JA)
    assert written_rows([row._replace() for row in rows], JA) == first
    assert kept._written.cache_info().misses == 2

    changed = [rows[0], rows[1]._replace(title_ja="別の題名")]
    assert written_rows(changed, JA)[0] == first[0]
    assert "別の題名".encode() in written_rows(changed, JA)[1].content
    assert kept._written.cache_info().misses == 3

    assert written_rows(rows, EN) != first
    assert kept._written.cache_info().misses == 5


def test_what_is_not_announced_is_refused_each_time(rows: list[CalendarRow]) -> None:
    tentative = rows[0]._replace(state=SeminarState.TENTATIVE)
    for _ in range(2):
        with pytest.raises(TentativeInPublicFeed):
            written_rows([tentative], JA)


def _anew(wanted: FeedInfo) -> bytes:
    """The feed without entries, as nobody has written it before."""
    _head.cache_clear()
    return public_feed(wanted, [])


def test_a_feed_says_of_itself_what_it_is_called_now() -> None:
    feeds = [
        INFO,
        info(names=dict.fromkeys(Locale, "Another")),
        info(descriptions=dict.fromkeys(Locale, "Other words")),
        info(colour="teal"),
        info(address="https://seminar.example.jp/other.ics"),
        info(locale=Locale.EN),
    ]
    said = [joined_feed(each, []) for each in feeds * 2]
    assert said == [_anew(each) for each in feeds * 2]
    assert len(set(said)) == len(feeds)

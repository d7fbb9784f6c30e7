from datetime import UTC, datetime
from uuid import UUID

import pytest

from seminar_service.calendars.feed import public_feed, single_entry
from seminar_service.calendars.values import CalendarEntry, EntryStatus, Position
from seminar_service.domain.locales import Locale
from tests.calendars.factories import ENTRY, entry, info
from tests.calendars.reading import component, values


def event_of(one: CalendarEntry, locale: Locale = Locale.JA) -> list[str]:
    return component(public_feed(info(locale=locale), [one]), "VEVENT")


def test_times_are_wall_clock_times_of_tokyo() -> None:
    event = event_of(
        entry(
            start=datetime(2027, 5, 14, 4, 30, tzinfo=UTC),
            end=datetime(2027, 5, 14, 15, 30, tzinfo=UTC),
        )
    )

    assert values(event, "DTSTART") == [";TZID=Asia/Tokyo:20270514T133000"]
    assert values(event, "DTEND") == [";TZID=Asia/Tokyo:20270515T003000"]


def test_stamps_are_the_stored_time_of_change_in_utc() -> None:
    event = event_of(ENTRY)

    assert values(event, "DTSTAMP") == [":20270302T013015Z"]
    assert values(event, "LAST-MODIFIED") == [":20270302T013015Z"]
    assert values(event, "CREATED") == [":20270201T000000Z"]


def test_the_stored_identity_and_revision_are_written() -> None:
    event = event_of(entry(uid=UUID(int=7), sequence=12))

    assert values(event, "UID") == [":00000000-0000-0000-0000-000000000007"]
    assert values(event, "SEQUENCE") == [":12"]


def test_the_identity_is_the_same_in_feed_and_file() -> None:
    single = component(single_entry(info(locale=Locale.EN), ENTRY), "VEVENT")

    assert values(single, "UID") == values(event_of(ENTRY), "UID") == [f":{ENTRY.uid}"]


@pytest.mark.parametrize(
    ("locale", "title"),
    [(Locale.JA, ":【中止】知的財産戦略セミナー"), (Locale.EN, ":CANCELLED: 知的財産戦略セミナー")],
)
def test_a_cancelled_seminar_stays_and_says_so(locale: Locale, title: str) -> None:
    event = event_of(entry(status=EntryStatus.CANCELLED, title="知的財産戦略セミナー"), locale)

    assert values(event, "STATUS") == [":CANCELLED"]
    assert values(event, "SUMMARY") == [title]
    assert values(event, "TRANSP") == [":TRANSPARENT"]


def test_text_is_escaped_but_not_the_colon() -> None:
    event = event_of(entry(title="a:b;c,d", description="1\n2", topics=("営業, 秘密", "海外")))

    assert values(event, "SUMMARY") == [r":a:b\;c\,d"]
    assert values(event, "DESCRIPTION") == [r":1\n2"]
    assert values(event, "CATEGORIES") == [r":営業\, 秘密,海外"]


def test_the_position_is_latitude_then_longitude() -> None:
    event = event_of(entry(position=Position(35.1709151, 136.8815374)))

    assert values(event, "GEO") == [":35.170915;136.881537"]
    (pin,) = values(event, "X-APPLE-STRUCTURED-LOCATION")
    assert pin.startswith(";VALUE=URI;")
    assert pin.endswith(":geo:35.170915,136.881537")


def test_what_is_not_known_is_not_written() -> None:
    event = event_of(entry(description="", location="", address="", topics=(), position=None))

    for name in ("DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "GEO"):
        assert values(event, name) == []


def test_the_page_of_a_seminar_is_its_address() -> None:
    assert values(event_of(ENTRY), "URL") == [":https://seminar.example.jp/seminars/234cdfgh"]

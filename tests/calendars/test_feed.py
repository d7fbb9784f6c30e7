from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seminar_service.calendars.errors import FeedTooLarge, TentativeInPublicFeed
from seminar_service.calendars.feed import (
    MOST_BYTES,
    MOST_ENTRIES,
    joined_feed,
    personal_feed,
    public_feed,
    single_entry,
)
from seminar_service.calendars.values import EntryStatus, PersonalEntry, Reminder
from seminar_service.domain.locales import Locale
from tests.calendars.factories import ENTRY, awkward_entries, entry, info, personal_entries
from tests.calendars.reading import component, head, lines, values

PUBLIC = public_feed(info(), awkward_entries())
PERSONAL = personal_feed(info(address=""), personal_entries())


def test_a_feed_has_its_name_in_both_languages_its_own_first() -> None:
    names = ["LANGUAGE=ja:巡回セミナー 令和9年度", r"LANGUAGE=en:Seminar tour\, fiscal year 2027"]

    japanese = values(head(PUBLIC), "NAME")
    english = values(head(public_feed(info(locale=Locale.EN), [])), "NAME")

    assert japanese == [f";{name}" for name in names]
    assert english == [f";{name}" for name in reversed(names)]


def test_older_clients_get_the_name_in_the_language_of_the_feed() -> None:
    english = head(public_feed(info(locale=Locale.EN), []))

    assert values(head(PUBLIC), "X-WR-CALNAME") == [":巡回セミナー 令和9年度"]
    assert values(english, "X-WR-CALNAME") == [r":Seminar tour\, fiscal year 2027"]
    assert values(english, "X-WR-CALDESC") == [r":Seminars\; all over Japan."]


def test_a_feed_asks_to_be_read_every_six_hours() -> None:
    assert values(head(PUBLIC), "REFRESH-INTERVAL") == [";VALUE=DURATION:PT6H"]
    assert values(head(PUBLIC), "X-PUBLISHED-TTL") == [":PT6H"]


def test_the_source_is_an_address_and_the_colour_a_name() -> None:
    assert values(head(PUBLIC), "SOURCE") == [
        ";VALUE=URI:https://seminar.example.jp/feeds/tour.ics"
    ]
    assert values(head(PUBLIC), "COLOR") == [":steelblue"]


def test_a_private_feed_does_not_carry_its_secret_address() -> None:
    assert values(head(PERSONAL), "SOURCE") == []


@pytest.mark.parametrize("content", [PUBLIC, PERSONAL], ids=["public", "personal"])
def test_a_feed_has_neither_method_nor_people_nor_an_identity_of_its_own(content: bytes) -> None:
    assert values(head(content), "METHOD") == []
    assert values(head(content), "UID") == []
    assert values(lines(content), "ATTENDEE") == []
    assert values(lines(content), "ORGANIZER") == []


def test_a_line_break_in_a_name_does_no_harm() -> None:
    content = public_feed(info(names=dict.fromkeys(Locale, "a\nb;c")), [ENTRY])

    assert values(head(content), "X-WR-CALNAME") == [r":a b\;c"]


def test_reminders_go_into_personal_feeds_only() -> None:
    alarm = component(PERSONAL, "VALARM")

    assert b"BEGIN:VALARM" not in PUBLIC
    assert b"BEGIN:VALARM" not in single_entry(info(), ENTRY)
    assert alarm == ["ACTION:DISPLAY", "DESCRIPTION:明日 はセミナー", "TRIGGER:-P1D"]


def test_the_file_of_one_seminar_has_a_name_and_says_how_often_to_look_again() -> None:
    content = head(single_entry(info(), ENTRY))

    assert values(content, "X-WR-CALNAME") == [":巡回セミナー 令和9年度"]
    assert len(values(content, "NAME")) == len(Locale)
    assert values(content, "REFRESH-INTERVAL") == [";VALUE=DURATION:PT6H"]
    assert values(content, "X-PUBLISHED-TTL") == [":PT6H"]


def test_a_calendar_without_entries_describes_no_zone() -> None:
    for empty in (public_feed(info(), []), personal_feed(info(), [])):
        assert b"BEGIN:VTIMEZONE" not in empty
        assert b"BEGIN:VEVENT" not in empty
    assert PUBLIC.count(b"BEGIN:VTIMEZONE") == 1
    assert PUBLIC.index(b"END:VTIMEZONE") < PUBLIC.index(b"BEGIN:VEVENT")


def test_nobody_is_reminded_of_a_cancelled_seminar() -> None:
    cancelled = PersonalEntry(
        entry(status=EntryStatus.CANCELLED), (Reminder(timedelta(days=1), "明日"),)
    )

    assert b"BEGIN:VALARM" not in personal_feed(info(), [cancelled])


def test_a_tentative_seminar_shows_in_private_feeds_as_such() -> None:
    tentative = PersonalEntry(entry(status=EntryStatus.TENTATIVE, title="セミナー"))

    event = component(personal_feed(info(), [tentative]), "VEVENT")

    assert values(event, "STATUS") == [":TENTATIVE"]
    assert values(event, "SUMMARY") == [":【仮】セミナー"]


def test_a_tentative_seminar_never_reaches_the_public() -> None:
    tentative = entry(status=EntryStatus.TENTATIVE)

    with pytest.raises(TentativeInPublicFeed):
        public_feed(info(), [ENTRY, tentative])
    with pytest.raises(TentativeInPublicFeed):
        single_entry(info(), tentative)


def test_ones_own_seminars_take_time_and_the_tours_do_not() -> None:
    own = component(personal_feed(info(), [PersonalEntry(ENTRY)]), "VEVENT")

    assert values(own, "TRANSP") == [":OPAQUE"]
    assert values(component(PUBLIC, "VEVENT", 1), "TRANSP") == [":TRANSPARENT"]


def test_entries_are_ordered_by_time() -> None:
    starts = values(lines(PUBLIC), "DTSTART;TZID=Asia/Tokyo")

    assert len(starts) == len(awkward_entries())
    assert starts == sorted(starts)


def test_a_feed_has_room_for_thousands_of_entries() -> None:
    entries = [entry(uid=UUID(int=number), description="") for number in range(2_000)]

    assert public_feed(info(), entries).count(b"BEGIN:VEVENT") == 2_000


def test_a_feed_of_too_many_entries_is_refused() -> None:
    written = [b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"] * (MOST_ENTRIES + 1)

    assert joined_feed(info(), written[1:]).count(b"BEGIN:VEVENT") == MOST_ENTRIES
    with pytest.raises(FeedTooLarge, match="5001 entries"):
        joined_feed(info(), written)


def test_a_feed_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(FeedTooLarge, match="bytes"):
        joined_feed(info(), [b"x" * MOST_BYTES])


def test_a_year_of_seminars_is_far_below_the_limits() -> None:
    year = [replace(ENTRY, uid=UUID(int=number), description="行\n" * 60) for number in range(31)]

    assert len(public_feed(info(), year)) < 100_000

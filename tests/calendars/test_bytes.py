"""Laws that hold for the bytes of every calendar, whatever is in it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.calendars import imip
from seminar_service.calendars.feed import personal_feed, public_feed, single_entry
from seminar_service.calendars.values import CalendarEntry, Person
from seminar_service.domain.locales import Locale
from tests.calendars.factories import (
    AWKWARD_TEXTS,
    ENTRY,
    awkward_entries,
    entries,
    info,
    invitation,
    personal_entries,
    texts,
)
from tests.calendars.reading import lines

CALENDARS = [
    pytest.param(public_feed(info(), awkward_entries()), id="tour"),
    pytest.param(public_feed(info(), []), id="empty tour"),
    pytest.param(personal_feed(info(locale=Locale.EN), personal_entries()), id="adviser"),
    pytest.param(single_entry(info(locale=Locale.EN), ENTRY), id="single"),
    pytest.param(imip.request(invitation()).content, id="request"),
    pytest.param(imip.withdrawal(invitation()).content, id="withdrawal"),
]
every_calendar = pytest.mark.parametrize("content", CALENDARS)


def assert_well_formed(content: bytes) -> None:
    assert content.endswith(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        # A line that was cut inside a character would not decode.
        line.decode("utf-8")
    assert all(":" in line for line in lines(content))


@every_calendar
def test_lines_are_short_end_in_crlf_and_never_cut_a_character(content: bytes) -> None:
    assert_well_formed(content)


@given(entries())
def test_any_entry_gives_well_formed_bytes(any_entry: CalendarEntry) -> None:
    assert_well_formed(public_feed(info(), [any_entry]))


@given(texts, texts)
def test_any_name_and_description_of_a_feed_gives_well_formed_bytes(
    name: str, description: str
) -> None:
    both = dict.fromkeys(Locale, name), dict.fromkeys(Locale, description)

    assert_well_formed(public_feed(info(names=both[0], descriptions=both[1]), [ENTRY]))


@given(texts, st.sampled_from(AWKWARD_TEXTS))
def test_any_name_of_a_person_gives_well_formed_bytes(name: str, other: str) -> None:
    people = invitation(
        organiser=Person(other, "office@example.jp"), attendee=Person(name, "a@example.jp")
    )

    assert_well_formed(imip.request(people).content)


def test_the_same_values_give_the_same_bytes_in_whatever_order() -> None:
    shuffled = awkward_entries()
    random.Random(7).shuffle(shuffled)  # noqa: S311 (an order, not a secret)

    assert public_feed(info(), shuffled) == public_feed(info(), awkward_entries())


@every_calendar
def test_there_is_one_constant_zone_where_an_entry_names_it(content: bytes) -> None:
    zone = (
        b"BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        b"TZNAME:JST\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\n"
        b"END:VTIMEZONE\r\n"
    )

    has_entries = b"BEGIN:VEVENT" in content
    assert content.count(b"BEGIN:VTIMEZONE") == content.count(zone) == has_entries


@every_calendar
def test_nothing_is_there_that_clients_misread(content: bytes) -> None:
    names = {line.split(":")[0].split(";")[0] for line in lines(content)}

    assert not names & {"RRULE", "COMMENT", "PARTICIPANT", "VLOCATION", "VRESOURCE"}
    assert b"BEGIN:VLOCATION" not in content

"""Programs that other people wrote understand what the values say."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from seminar_service.calendars import imip
from seminar_service.calendars.feed import personal_feed, public_feed, single_entry
from seminar_service.calendars.values import CalendarEntry, EntryStatus
from seminar_service.domain.locales import Locale
from tests.calendars.factories import (
    ENTRY,
    awkward_entries,
    entries,
    entry,
    info,
    invitation,
    personal_entries,
)
from tests.calendars.peers import PEERS, read_with_ical, read_with_vobject
from tests.calendars.seen import Seen, expected

pytestmark = pytest.mark.peer

Reader = Callable[[bytes], list[Seen]]
every_peer = pytest.mark.parametrize("read", PEERS)


def by_uid(seen: list[Seen], *, sequences: bool = True) -> dict[str, Seen]:
    kept = seen if sequences else [replace(each, sequence=None) for each in seen]
    return {each.uid: each for each in kept}


def assert_understood(seen: list[Seen], entries: list[CalendarEntry], locale: Locale) -> None:
    # khal shows no revision; every other program does.
    sequences = all(each.sequence is not None for each in seen)
    wanted = [expected(each, locale) for each in entries]

    assert len(seen) == len(entries)
    assert by_uid(seen, sequences=sequences) == by_uid(wanted, sequences=sequences)


@every_peer
@pytest.mark.parametrize("locale", Locale)
def test_a_tour_feed_with_awkward_texts_is_understood(read: Reader, locale: Locale) -> None:
    seen = read(public_feed(info(locale=locale), awkward_entries()))

    assert_understood(seen, awkward_entries(), locale)


@every_peer
def test_a_private_feed_with_reminders_and_a_tentative_seminar_is_understood(read: Reader) -> None:
    personal = personal_entries()

    seen = read(personal_feed(info(address=""), personal))

    assert personal[0].entry.status is EntryStatus.TENTATIVE
    assert_understood(seen, [each.entry for each in personal], Locale.JA)


@every_peer
def test_the_file_of_one_seminar_is_understood(read: Reader) -> None:
    assert_understood(read(single_entry(info(), ENTRY)), [ENTRY], Locale.JA)


@every_peer
def test_a_feed_without_entries_is_an_empty_calendar(read: Reader) -> None:
    assert read(public_feed(info(), [])) == []


@every_peer
def test_an_invitation_is_understood(read: Reader) -> None:
    seen = read(imip.request(invitation()).content)

    assert_understood(seen, [ENTRY], Locale.JA)


@every_peer
def test_the_cancellation_of_a_seminar_is_understood(read: Reader) -> None:
    cancelled = entry(status=EntryStatus.CANCELLED, sequence=ENTRY.sequence + 1)

    seen = read(imip.seminar_cancellation(invitation(entry=cancelled)).content)

    assert_understood(seen, [cancelled], Locale.JA)


@given(entries())
def test_vobject_understands_any_entry(any_entry: CalendarEntry) -> None:
    content = public_feed(info(), [any_entry])

    assert read_with_vobject(content) == [expected(any_entry)]


@given(entries())
def test_ical_understands_any_entry(any_entry: CalendarEntry) -> None:
    content = public_feed(info(), [any_entry])

    assert read_with_ical(content) == [expected(any_entry)]

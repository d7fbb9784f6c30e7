"""Links that fill in a form of a calendar on the web."""

from dataclasses import astuple
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

from seminar_service.calendars.add_addresses import LONGEST_TEXT, add_addresses
from seminar_service.calendars.values import CalendarEntry, EntryStatus
from seminar_service.domain.locales import Locale
from tests.calendars.factories import AWKWARD_TEXTS, ENTRY, entries, entry


def said(address: str) -> dict[str, str]:
    """What an address says, as the server on the other side reads it."""
    read = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in read.values())
    return {name: values[0] for name, values in read.items()}


def test_google_is_told_title_times_zone_page_and_place() -> None:
    address = add_addresses(ENTRY, Locale.JA).google

    assert address.startswith("https://calendar.google.com/calendar/render?")
    assert said(address) == {
        "action": "TEMPLATE",
        "text": ENTRY.title,
        "dates": "20270514T133000/20270514T163000",
        "ctz": "Asia/Tokyo",
        "details": ENTRY.address,
        "location": ENTRY.location,
    }


def test_outlook_is_told_the_same_in_utc_for_private_accounts_and_those_of_work() -> None:
    addresses = add_addresses(ENTRY, Locale.JA)

    assert urlsplit(addresses.outlook).netloc == "outlook.live.com"
    assert urlsplit(addresses.office).netloc == "outlook.office.com"
    assert said(addresses.outlook) == said(addresses.office)
    assert said(addresses.outlook) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": ENTRY.title,
        "startdt": "2027-05-14T04:30:00Z",
        "enddt": "2027-05-14T07:30:00Z",
        "body": ENTRY.address,
        "location": ENTRY.location,
    }


def test_a_cancelled_seminar_says_so_in_its_title() -> None:
    cancelled = entry(status=EntryStatus.CANCELLED)

    assert said(add_addresses(cancelled, Locale.EN).google)["text"].startswith("CANCELLED: ")


@pytest.mark.parametrize(
    "text", [*AWKWARD_TEXTS, "a&dates=20300101T000000/20300101T010000#x", "?ctz=UTC%26+ +"]
)
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    for address in astuple(add_addresses(entry(title=text, location=text), Locale.JA)):
        assert address.isascii()
        assert "+" not in address
        assert len(address) < 2_000
        assert said(address).keys() in (
            {"action", "text", "dates", "ctz", "details", "location"},
            {"path", "rru", "subject", "startdt", "enddt", "body", "location"},
        )
        assert len(said(address)["location"]) <= LONGEST_TEXT


@given(entries())
def test_every_entry_has_addresses_of_bounded_length(any_entry: CalendarEntry) -> None:
    for address in astuple(add_addresses(any_entry, Locale.EN)):
        assert len(address) < 2_500
        assert said(address)["location"] == said(address)["location"].strip()

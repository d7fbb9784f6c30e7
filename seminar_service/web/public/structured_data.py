"""What a seminar's page tells programs of it: an event of schema.org, as JSON-LD.

Search engines show date, place and price of a seminar by it. It says what the page says, in the
page's language, and is made of values; the template writes it so that no text ends the tag.
"""

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any, Final

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.japan_time import JAPAN, instant_of
from seminar_service.domain.locales import Locale
from seminar_service.domain.positions import degrees
from seminar_service.domain.postal_addresses import from_town_on
from seminar_service.domain.prefectures import prefecture
from seminar_service.seminars.calendar_rows import CalendarRow
from seminar_service.seminars.places_left import PlacesLeft, places_left
from seminar_service.seminars.public_pages import SeminarFacts, SeminarOnShow
from seminar_service.seminars.publicity import Standing

VOCABULARY: Final = "https://schema.org"
AVAILABILITY: Final = {
    PlacesLeft.ENOUGH: "InStock",
    PlacesLeft.FEW: "LimitedAvailability",
    PlacesLeft.NONE: "SoldOut",
}
Thing = Mapping[str, Any]

_EVENTS: Final = 1024
"""Of so many seminars in one language each, about five kilobytes."""


@lru_cache(maxsize=_EVENTS)
def event_of(shown: SeminarOnShow, addresses: Addresses, office: str) -> Thing:
    """The seminar as an event, made once for equal values.

    Args:
        shown: The seminar, and how it stands.
        addresses: Builds addresses in the reader's language.
        office: What the organiser is called in that language.
    """
    seminar, locale = shown.facts.row, addresses.locale
    event = {
        "@context": VOCABULARY,
        "@type": "Event",
        "@id": addresses.seminar(seminar.public_id),
        "url": addresses.seminar(seminar.public_id),
        "name": seminar.title(locale),
        "description": seminar.description(locale),
        "startDate": _instant(seminar.day, seminar.starts_at),
        "endDate": _instant(seminar.day, seminar.ends_at),
        **_where(seminar, addresses),
        "organizer": [_organisation(seminar.host_name), _organisation(office, addresses.home())],
        "performer": [
            {"@type": "Person", "name": adviser.display_name(locale)}
            for adviser in seminar.advisers
        ],
        "about": [{"@type": "Thing", "name": topic.name(locale)} for topic in seminar.topics],
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": seminar.capacity + seminar.online_capacity,
        **_status(shown.facts),
    }
    if shown.takes_people or shown.standing is Standing.NOT_YET:
        event["offers"] = _offer(shown, addresses)
    if shown.takes_people:
        event["remainingAttendeeCapacity"] = shown.all_places_left
    return {name: value for name, value in event.items() if value not in ("", [])}


def _status(facts: SeminarFacts) -> Thing:
    """Whether it is held as announced."""
    if not facts.row.stands:
        return {"eventStatus": f"{VOCABULARY}/EventCancelled"}
    if facts.moved_from is not None:
        before = facts.moved_from.astimezone(JAPAN).isoformat()
        return {"eventStatus": f"{VOCABULARY}/EventRescheduled", "previousStartDate": before}
    return {"eventStatus": f"{VOCABULARY}/EventScheduled"}


def _offer(shown: SeminarOnShow, addresses: Addresses) -> Thing:
    """A place, free of charge; where none is left there is the waiting list."""
    seminar = shown.facts.row
    left = places_left(shown.all_places_left, seminar.capacity + seminar.online_capacity)
    opens = seminar.registration_opens_at or seminar.announced_at or seminar.created_at
    return {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "JPY",
        "availability": f"{VOCABULARY}/{AVAILABILITY[left]}",
        "url": addresses.register(seminar.public_id),
        "validFrom": opens.astimezone(JAPAN).isoformat(timespec="seconds"),
        "validThrough": shown.facts.registration_ends_at.astimezone(JAPAN).isoformat(),
    }


def _where(seminar: CalendarRow, addresses: Addresses) -> Thing:
    """At the venue, and online where one can; where exactly nobody learns but who attends."""
    venue = _place(seminar, addresses.locale)
    mode = f"{VOCABULARY}/{{}}EventAttendanceMode"
    if not seminar.online_capacity:
        return {"eventAttendanceMode": mode.format("Offline"), "location": venue}
    online = {"@type": "VirtualLocation", "url": addresses.seminar(seminar.public_id)}
    return {
        "eventAttendanceMode": mode.format("Mixed"),
        "location": [venue, online],
        "maximumPhysicalAttendeeCapacity": seminar.capacity,
        "maximumVirtualAttendeeCapacity": seminar.online_capacity,
    }


def _place(seminar: CalendarRow, locale: Locale) -> Thing:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": seminar.venue_name,
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "JP",
            "addressRegion": prefecture(seminar.place).name(locale),
            **_street(seminar),
        },
    }
    if seminar.venue_position:
        latitude, longitude = degrees(seminar.venue_position)
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place


def _street(seminar: CalendarRow) -> Thing:
    said = {
        "streetAddress": from_town_on(seminar.venue_address, seminar.place),
        "postalCode": seminar.venue_postal_code,
    }
    return {name: text for name, text in said.items() if text}


def _organisation(name: str, url: str = "") -> Thing:
    return {"@type": "Organization", "name": name} | ({"url": url} if url else {})


def _instant(day: date, at: time) -> str:
    """On the clock of Japan, with its distance from UTC."""
    return instant_of(day, at).isoformat()

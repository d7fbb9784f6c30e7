"""What a seminar's page tells programs of it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.web.headers import CONTENT_SECURITY_POLICY
from tests.web.public.conftest import Announce

SITE = "http://127.0.0.1:8000"
HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & \"'"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is said of a seminar does not depend on the database."""
    return sqlite_url


def event_on(client: FlaskClient, path: str) -> dict[str, Any]:
    """The one event that a page tells of."""
    answer = client.get(path)
    tags = BeautifulSoup(answer.data, "html.parser").select('script[type="application/ld+json"]')
    assert [len(tags), answer.headers["Content-Security-Policy"]] == [1, CONTENT_SECURITY_POLICY]
    found: dict[str, Any] = json.loads(tags[0].get_text())
    return found


def test_the_event_says_what_when_where_by_whom_and_how_to_come(
    client: FlaskClient, announce: Announce
) -> None:
    announce(
        public_id="c7d8f9gh",
        taken=10,
        venue_name="名古屋商工会議所",
        venue_address="名古屋市中区栄2-10-19",
        venue_postal_code="460-0008",
        venue_position="35.1667,136.9",
    )

    event = event_on(client, "/seminars/c7d8f9gh")

    address = f"{SITE}/seminars/c7d8f9gh"
    assert (event["@context"], event["@type"]) == ("https://schema.org", "Event")
    assert event["@id"] == event["url"] == address
    assert event["name"] == "営業秘密管理セミナー"
    assert event["startDate"] == "2026-10-06T13:30:00+09:00"
    assert event["endDate"] == "2026-10-06T16:30:00+09:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert event["location"] == {
        "@type": "Place",
        "name": "名古屋商工会議所",
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "JP",
            "addressRegion": "愛知県",
            "streetAddress": "名古屋市中区栄2-10-19",
            "postalCode": "460-0008",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 35.1667, "longitude": 136.9},
    }
    assert [each["@type"] for each in event["organizer"]] == ["Organization", "Organization"]
    assert [each["name"] for each in event["performer"]] == ["佐藤 健一"]
    assert (event["maximumAttendeeCapacity"], event["remainingAttendeeCapacity"]) == (40, 30)
    assert event["offers"] == {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "JPY",
        "availability": "https://schema.org/InStock",
        "url": f"{address}/register",
        "validFrom": event["offers"]["validFrom"],
        "validThrough": "2026-10-06T13:30:00+09:00",
    }
    assert datetime.fromisoformat(event["offers"]["validFrom"]).tzinfo is not None


def test_the_english_page_tells_it_in_english(client: FlaskClient, seminar: Seminar) -> None:
    event = event_on(client, f"/en/seminars/{seminar.public_id}")

    assert event["name"] == "Trade secrets seminar"
    assert event["url"] == f"{SITE}/en/seminars/{seminar.public_id}"
    assert event["location"]["address"]["addressRegion"] == "Aichi"
    assert event["performer"][0]["name"] == "Kenichi Sato"


@pytest.mark.parametrize(
    ("taken", "availability"), [(0, "InStock"), (36, "LimitedAvailability"), (40, "SoldOut")]
)
def test_the_offer_says_how_plentiful_places_are(
    client: FlaskClient, announce: Announce, taken: int, availability: str
) -> None:
    seminar = announce(taken=taken)

    event = event_on(client, f"/seminars/{seminar.public_id}")

    assert event["offers"]["availability"] == f"https://schema.org/{availability}"
    assert event["remainingAttendeeCapacity"] == 40 - taken


@pytest.mark.parametrize("state", [SeminarState.CLOSED, SeminarState.HELD])
def test_what_takes_nobody_any_more_offers_nothing(
    client: FlaskClient, announce: Announce, state: SeminarState
) -> None:
    event = event_on(client, f"/seminars/{announce(state=state).public_id}")

    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert "offers" not in event


def test_a_cancelled_seminar_is_told_as_cancelled(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.state = SeminarState.CANCELLED
    session.commit()

    event = event_on(client, f"/seminars/{seminar.public_id}")

    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["startDate"] == "2026-10-06T13:30:00+09:00"
    assert "offers" not in event


def test_a_seminar_that_was_moved_says_when_it_was_to_be(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.moved_from = datetime(2026, 9, 1, 4, 30, tzinfo=UTC)
    session.commit()

    event = event_on(client, f"/seminars/{seminar.public_id}")

    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == "2026-09-01T13:30:00+09:00"


def test_texts_from_the_office_and_from_hosts_never_end_the_tag(
    client: FlaskClient, announce: Announce
) -> None:
    seminar = announce(
        title_ja=HOSTILE, venue_name=HOSTILE, host_name=HOSTILE, description_ja=HOSTILE
    )

    path = f"/seminars/{seminar.public_id}"
    event = event_on(client, path)

    assert event["name"] == event["location"]["name"] == event["description"] == HOSTILE
    assert "<script>alert" not in client.get(path).text


def test_a_seminar_about_which_little_is_known_says_nothing_empty(
    client: FlaskClient, announce: Announce
) -> None:
    seminar = announce(venue_address="", team=[], topics=[], audience=Audience.MEMBERS)

    event = event_on(client, f"/seminars/{seminar.public_id}")

    assert not {"description", "performer", "about"} & event.keys()
    assert set(event["location"]["address"]) == {"@type", "addressCountry", "addressRegion"}


def test_where_one_can_attend_online_the_event_is_mixed_and_says_no_address(
    client: FlaskClient, announce: Announce
) -> None:
    announce(
        public_id="c7d8f9gh",
        taken=10,
        online_capacity=30,
        online_taken=5,
        online_url="https://meet.example.jp/1",
        online_words="秘密の番号",
    )

    event = event_on(client, "/seminars/c7d8f9gh")

    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    online = {"@type": "VirtualLocation", "url": f"{SITE}/seminars/c7d8f9gh"}
    assert event["location"][1] == online
    assert (event["maximumAttendeeCapacity"], event["remainingAttendeeCapacity"]) == (70, 55)
    for path in ("/", "/seminars", "/seminars/c7d8f9gh", "/seminars/c7d8f9gh.ics"):
        said = client.get(path, follow_redirects=True).get_data(as_text=True)
        assert "meet.example.jp" not in said.replace("\r\n ", "")
        assert "秘密の番号" not in said.replace("\r\n ", "")

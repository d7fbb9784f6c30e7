"""An adviser marks the days of a fiscal year on which they cannot."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser, UnavailableDay
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_link, make_seminar, make_tour
from tests.web.editing.browsers import form_of

HELD, SEMINAR_DAY = "2026-08-03", "2026-10-06"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[date(2026, 5, 1), date(2026, 8, 3)])


@pytest.fixture
def own(session: Session, adviser: Adviser) -> str:
    """Where the adviser's own page is."""
    return f"/en/adviser/{make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)}"


def taken(session: Session, adviser: Adviser) -> list[str]:
    session.expire_all()
    return [each.day.isoformat() for each in adviser.engagements[0].unavailable_days]


def send(client: FlaskClient, address: str, **changed: Any) -> Any:
    return client.post(address, data=form_of(client.get(address).text) | changed)


def test_the_own_page_leads_to_the_calendar_of_the_year(client: FlaskClient, own: str) -> None:
    assert f'href="{own}/days/2026"' in client.get(own).text
    page = BeautifulSoup(client.get(f"{own}/days/2026").text, "html.parser")
    boxes = page.select("input[type=checkbox][name=days]")
    assert boxes[0]["value"] == "2026-06-01"
    assert boxes[-1]["value"] == "2027-03-31"
    assert [each["value"] for each in boxes if each.has_attr("checked")] == [HELD]
    captions = [str(each.text) for each in page.select("caption")]
    assert (captions[0], len(captions)) == ("June 2026", 10)


def test_a_tap_takes_a_day_and_another_one_frees_it(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    address = f"{own}/days/2026"
    answer = send(client, address, days=["2026-09-07"])
    assert (answer.status_code, answer.location) == (303, address)
    assert taken(session, adviser) == ["2026-05-01", "2026-09-07"]
    page = client.get(address).text
    assert "Your days have been saved" in page
    assert "Your last answer" in page


def test_a_range_is_taken_or_freed_with_the_days(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    address = f"{own}/days/2026"
    send(client, address, begins=["2026-08-31"], ends=["2026-09-02"])
    assert taken(session, adviser)[1:] == [HELD, "2026-08-31", "2026-09-01", "2026-09-02"]
    send(client, address, begins=["2026-08-01"], ends=["2026-08-31"], means=["free"])
    assert taken(session, adviser)[1:] == ["2026-09-01", "2026-09-02"]


def test_days_of_a_released_seminar_are_asked_of_the_office(
    client: FlaskClient, session: Session, tour: Tour, adviser: Adviser, own: str
) -> None:
    make_seminar(session, make_bid(session, tour), team=[adviser], day=date(2026, 10, 6))
    address = f"{own}/days/2026"
    assert "seminar or journey" in client.get(address).text

    send(client, address, days=[HELD, SEMINAR_DAY])

    assert SEMINAR_DAY not in taken(session, adviser)
    page = client.get(address).text
    assert "The office has been asked" in page
    assert form_of(page)["days"] == [HELD, SEMINAR_DAY]


def test_what_the_office_could_not_grant_is_said(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    session.add(
        AvailabilityWish(
            engagement=adviser.engagements[0],
            day=date(2026, 10, 6),
            state=WishState.REFUSED,
            asked_at=NOW,
        )
    )
    session.commit()
    assert "could not grant these days" in client.get(f"{own}/days/2026").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"days": ["tomorrow"]}, "not a valid choice"),
        ({"begins": ["2026-09-09"], "ends": ["2026-09-07"]}, "must not lie before the first"),
        ({"ends": ["2026-09-07"]}, "first day of the range too"),
        ({"begins": ["2026-05-01"]}, "still ahead"),
        ({"begins": ["2027-04-01"]}, "still ahead"),
        ({"max_nights": ["31"]}, "from 0 to 30"),
        ({"max_nights": [""]}, "fill in this field"),
    ],
    ids=str,
)
def test_mistakes_are_named_and_nothing_is_lost(
    client: FlaskClient, session: Session, own: str, changed: dict[str, list[str]], said: str
) -> None:
    answer = send(client, f"{own}/days/2026", **({"days": [HELD, "2026-11-02"]} | changed))
    assert (answer.status_code, said in answer.text) == (422, True)
    if "days" not in changed:
        assert form_of(answer.text)["days"] == [HELD, "2026-11-02"]
    session.rollback()
    assert session.scalars(select(UnavailableDay.day)).all() == [
        date(2026, 5, 1),
        date(2026, 8, 3),
    ]


def test_a_day_that_passed_while_the_page_was_open_is_no_mistake(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    assert send(client, f"{own}/days/2026", days=[HELD, "2026-05-31"]).status_code == 303
    assert taken(session, adviser) == ["2026-05-01", HELD]


def test_when_the_office_was_faster_both_are_shown(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    address = f"{own}/days/2026"
    sent = form_of(client.get(address).text) | {"days": [HELD, "2026-11-02"]}
    engagement = adviser.engagements[0]
    engagement.unavailable_days.append(UnavailableDay(day=date(2026, 12, 1)))
    engagement.version += 1
    session.commit()

    answer = client.post(address, data=sent)

    assert answer.status_code == 409
    assert "1 December" in answer.text or "1 Dec" in answer.text
    assert form_of(answer.text)["days"] == [HELD, "2026-11-02"]
    assert client.post(address, data=form_of(answer.text)).status_code == 303
    assert taken(session, adviser) == ["2026-05-01", HELD, "2026-11-02"]


def test_until_when_to_answer_is_said(
    client: FlaskClient, session: Session, tour: Tour, own: str
) -> None:
    tour.days_due_on = date(2026, 6, 20)
    session.commit()
    for address in (own, f"{own}/days/2026"):
        assert "Please answer by" in client.get(address).text


def test_tours_without_the_adviser_and_links_of_others_open_nothing(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    make_tour(session, 2027)
    for year in (2027, 1999):
        assert client.get(f"{own}/days/{year}").status_code == 404
        assert client.post(f"{own}/days/{year}").status_code == 404
    token = make_link(session, LinkPurpose.BID, adviser.id, now=NOW)
    assert client.get(f"/adviser/{token}/days/2026").status_code == 404
    assert client.put(f"{own}/days/2026").status_code == 405


def test_a_disruption_is_shown_by_its_kind_and_nothing_of_others(
    client: FlaskClient, session: Session, tour: Tour, adviser: Adviser, own: str
) -> None:
    other, day = make_adviser(session, tour), date(2026, 11, 4)
    assert "disruption" not in client.get(f"{own}/days/2026").text
    for details in (
        DisruptionDetails(day, day, adviser_id=adviser.id, reason="secret of the office"),
        DisruptionDetails(date(2026, 11, 9), date(2026, 11, 9), adviser_id=other.id),
        DisruptionDetails(date(2026, 11, 17), date(2026, 11, 18)),
    ):
        note_disruption(session, tour.id, details, actor=SYSTEM, now=NOW)

    text = client.get(f"{own}/days/2026").text

    for said in ("you are unavailable", "nothing can be held anywhere"):
        assert said in text
    assert "secret of the office" not in text
    page = BeautifulSoup(text, "html.parser")
    lost = [each.select_one("input") for each in page.select("label:has(.day__face--lost)")]
    assert [each["value"] for each in lost if each] == ["2026-11-04", "2026-11-17", "2026-11-18"]
    assert "disruption" in str(page.select_one("td .day__face--lost"))

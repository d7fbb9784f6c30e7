"""What an invited host reaches by the link of the mail."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.inviting.model import NoInvitation
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_topic
from tests.inviting.support import invited, lay, mails
from tests.web.editing.browsers import form_of
from tests.web.hosts.forms import filled, words


@pytest.fixture
def tour(session: Session) -> Tour:
    tour, bids = lay(session, {"host_name": "豊橋<b>商工会議所", "remarks": "去年の備考"})
    invited(session, tour, bids)
    return tour


@pytest.fixture
def address(session: Session, tour: Tour) -> str:
    assert tour.fiscal_year == 2026
    found = re.search(r"(/invitations/[\w-]+)\n", mails(session)[0].body)
    assert found
    return found[1]


def value_of(page: str, name: str) -> str:
    field = BeautifulSoup(page, "html.parser").select_one(f'[name="{name}"]')
    assert field is not None
    return str(field.get("value", ""))


def test_the_form_begins_with_what_the_host_entered_but_for_its_days(
    client: FlaskClient, address: str
) -> None:
    page = client.get(address)

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert value_of(page.text, "host_name") == "豊橋<b>商工会議所"
    assert value_of(page.text, "venue_name") == "商工会館 大ホール"
    assert value_of(page.text, "first_choice-0-begins") == ""
    assert "去年の備考" not in page.text
    assert 'checked id="topics' in page.text or "checked" in page.text


def test_it_is_checked_corrected_and_sent_like_any_other(
    session: Session, client: FlaskClient, tour: Tour, address: str
) -> None:
    topic = make_topic(session)
    wrong = client.post("/en" + address, data=filled(topic.id, contact_email=""))
    checked = client.post("/en" + address, data=filled(topic.id))
    assert wrong.status_code == 422
    assert "Check your request" in checked.text
    assert f'action="/en{address}"' in checked.text
    fields = form_of(checked.text, "host_name")

    back = client.post("/en" + address, data=fields | {"step": ["correct"]})
    sent = client.post("/en" + address, data=fields | {"step": ["send"]})

    assert value_of(back.text, "host_name") == "豊橋商工会議所"
    assert (sent.status_code, sent.location) == (303, "/en/bids/sent")
    (bid,) = session.scalars(select(Bid).where(Bid.tour_id == tour.id))
    assert bid.host_name == "豊橋商工会議所"


@pytest.mark.parametrize(
    "values",
    [{"call_closes_on": date(2026, 5, 31)}, {"stage": TourStage.ARCHIVED}],
)
def test_a_call_that_is_over_says_so(
    session: Session, client: FlaskClient, tour: Tour, address: str, values: dict[str, object]
) -> None:
    for name, value in values.items():
        setattr(tour, name, value)
    session.commit()

    page = client.get("/en" + address)

    assert page.status_code == 200
    assert "closed" in page.text
    assert client.post(address, data=filled(1)).status_code == 409


def test_details_that_are_somebody_elses_by_now_are_not_shown(
    session: Session, client: FlaskClient, tour: Tour, address: str
) -> None:
    assert tour
    bid = session.scalars(select(Bid)).one()
    bid.contact_email = "successor@example.jp"
    session.commit()

    page = client.get(address)

    assert page.status_code == 200
    assert value_of(page.text, "host_name") == ""
    assert "successor" not in page.text


def test_one_press_from_the_mail_ends_invitations(
    session: Session, client: FlaskClient, address: str
) -> None:
    page = client.get(f"/en{address}/end")
    assert "No more invitations?" in words(page.text)
    assert session.scalars(select(NoInvitation)).all() == []

    answer = client.post(f"/en{address}/end", data={})

    assert (answer.status_code, answer.location) == (303, f"/en{address}/end")
    assert len(session.scalars(select(NoInvitation)).all()) == 1
    after = words(client.get(f"/en{address}/end").text)
    assert "You get no more invitations" in after
    assert client.get(address).status_code == 200


def test_a_mail_program_presses_it_for_its_owner(
    session: Session, client: FlaskClient, address: str
) -> None:
    one_click = {"List-Unsubscribe": "One-Click"}

    answers = [client.post(f"{address}/end", data=one_click) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    (kept,) = session.scalars(select(NoInvitation))
    assert kept.since == NOW.date()


@pytest.mark.parametrize("path", ["", "/end"])
def test_only_the_link_opens_it_and_by_these_methods(
    client: FlaskClient, address: str, path: str
) -> None:
    assert client.get(f"/invitations/made-up{path}").status_code == 404
    assert client.put(f"{address}{path}").status_code == 405

"""The page that says how to subscribe."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def page(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_tour_can_be_subscribed_to_in_each_way(client: FlaskClient, prefix: str) -> None:
    found = page(client, f"{prefix}/calendar")
    address = f"127.0.0.1:8000{prefix}/feeds/tour.ics"

    (button,) = found.select(f"a[href='webcal://{address}']")
    assert "Outlook" not in button.parent.text  # type: ignore[union-attr]  # it stands in a list
    assert found.select("a[href^='https://calendar.google.com/']")
    assert found.select(f"input[value='http://{address}']")


def test_all_47_prefectures_have_their_address(client: FlaskClient) -> None:
    links = page(client, "/calendar").select("table a")

    assert [link["href"] for link in links] == [
        f"http://127.0.0.1:8000/feeds/prefectures/{code:02}.ics" for code in range(1, 48)
    ]


def test_a_chosen_prefecture_can_be_subscribed_to(client: FlaskClient) -> None:
    found = page(client, "/calendar?place=23")

    assert found.select("a[href='webcal://127.0.0.1:8000/feeds/prefectures/23.ics']")
    assert found.select_one("option[value='23']").has_attr("selected")  # type: ignore[union-attr]
    assert "愛知県のセミナー" in found.text


@pytest.mark.parametrize("place", ["48", "0", "東京", "<script>"])
def test_an_unknown_prefecture_is_said_to_be_unknown(client: FlaskClient, place: str) -> None:
    found = page(client, f"/calendar?place={place}")

    assert "この都道府県はありません" in found.text
    assert len(found.select("a[href^='webcal:']")) == 1


def test_the_page_is_only_read(client: FlaskClient) -> None:
    assert client.post("/calendar").status_code == 405


def test_every_page_leads_to_it(client: FlaskClient) -> None:
    assert page(client, "/en/calendar").select("footer a[href='/en/calendar']")

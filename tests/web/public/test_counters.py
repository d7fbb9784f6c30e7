"""The directory of support counters."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.extensions import db
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_bid, make_counter, make_seminar, make_tour
from tests.statements import counted_statements

MOST_QUERIES = 5


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the queries."""
    return sqlite_url


def test_the_directory_has_a_tile_and_a_line_for_each_counter(
    client: FlaskClient, session: Session
) -> None:
    first, second = make_counter(session), make_counter(session, name_en="")
    hidden = make_counter(session, prefecture="13", is_listed=False)
    page = client.get("/en/counters").text
    assert first.name_en in page
    assert f'<span lang="ja">{second.name_ja}</span>' in page
    assert "2 counters" in page
    assert hidden.name_en not in page
    assert "samples" not in page
    assert "回" not in client.get("/counters").text.partition("</svg>")[0].rpartition("<svg")[2]


def test_a_sample_says_so_wherever_it_is_shown(client: FlaskClient, session: Session) -> None:
    make_counter(session, is_sample=True)
    for address in ("/counters", "/counters/23"):
        page = client.get(address).text
        assert "見本" in page
        assert "tel:" not in page.partition("</main>")[0]


def test_the_page_of_a_prefecture_has_its_counters_seminars_feed_and_earlier_years(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    counter = make_counter(session, telephone="052-000-0000", expert_days_ja="火曜日 弁理士")
    seminar = make_seminar(session, make_bid(session, tour))
    earlier = make_tour(session, 2025, stage=TourStage.ARCHIVED)
    make_seminar(session, make_bid(session, earlier), state=SeminarState.HELD)
    page = client.get("/counters/23").text
    for said in (
        counter.name_ja,
        "052-000-0000",
        "火曜日 弁理士",
        f"/seminars/{seminar.public_id}",
    ):
        assert said in page
    assert "/feeds/prefectures/23.ics" in page
    assert "/years/2025?place=23" in page


def test_a_prefecture_without_seminars_names_the_nearest_with_some(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    for place in ("23", "24", "21", "25", "47"):
        make_seminar(session, make_bid(session, tour, place=place), place=place)
    page = client.get("/counters/22").text
    assert page.count("/seminars?place=") == 4
    assert "/seminars?place=47" not in page


def test_what_is_no_prefecture_is_missing_and_nothing_is_sent(client: FlaskClient) -> None:
    assert client.get("/counters/48").status_code == 404
    assert client.get("/counters/x").status_code == 404
    assert client.post("/counters").status_code == 405
    assert "まだ掲載されていません" in client.get("/counters").text
    assert client.get("/counters/13").status_code == 200


def test_few_queries_whatever_the_number_of_counters(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    for number in range(1, 48):
        make_counter(session, prefecture=f"{number:02}")
    make_seminar(session, make_bid(session, tour))
    db.session.remove()
    for address in ("/counters", "/counters/23"):
        with counted_statements(db.engine) as statements:
            assert client.get(address).status_code == 200
        assert len(statements) <= MOST_QUERIES

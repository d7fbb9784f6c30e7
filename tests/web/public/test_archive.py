"""Tours of earlier years."""

from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_tour
from tests.web.public.conftest import Announce, assert_cheap, page, text_of


@pytest.fixture
def archived(session: Session) -> Tour:
    """The tour of fiscal year 2015."""
    return make_tour(session, 2015, stage=TourStage.ARCHIVED)


@pytest.fixture
def held(announce: Announce, archived: Tour) -> None:
    """Three seminars in two prefectures that were held, and one that was not."""
    for day, place in ((1, "13"), (2, "13"), (3, "27")):
        announce(of=archived, state=SeminarState.HELD, day=date(2015, 7, day), place=place)


@pytest.mark.usefixtures("held")
def test_a_tour_of_the_archive_shows_what_was_held_and_where(client: FlaskClient) -> None:
    response = client.get("/years/2015")
    text = text_of(response)
    assert "開催回数 3" in text
    assert "今後のセミナー" not in text, "nothing is to come"
    assert "None" not in text
    assert "都道府県 2" in text
    assert "7月1日（水）" in text
    tile = page(response).select_one("svg a[href='/years/2015?place=13#list']")
    assert tile is not None
    assert len(page(client.get("/years/2015?place=13")).select(".entry")) == 2


@pytest.mark.usefixtures("held")
def test_a_cancelled_seminar_stays_in_the_list_and_is_not_counted(
    client: FlaskClient, announce: Announce, archived: Tour, now: datetime
) -> None:
    announce(of=archived, state=SeminarState.CANCELLED, announced_at=now, place="01")
    text = text_of(client.get("/years/2015"))
    assert "開催回数 3" in text
    assert "北海道：" in text


@pytest.mark.usefixtures("held")
def test_the_index_lists_the_archive_with_its_numbers(client: FlaskClient) -> None:
    response = client.get("/years")
    assert "2015年度巡回セミナー" in text_of(response)
    assert "3回" in text_of(response)
    assert "2都道府県" in text_of(response)
    assert page(response).select_one("main a[href='/years/2015']") is not None
    assert "Seminars held: 3 seminars 2 prefectures" in text_of(client.get("/en/years"))


def test_an_empty_archive_says_so(client: FlaskClient) -> None:
    assert "巡回セミナーはまだありません" in text_of(client.get("/years"))


@pytest.mark.usefixtures("archived")
def test_a_tour_without_seminars_says_so(client: FlaskClient) -> None:
    assert "開催はありませんでした" in text_of(client.get("/years/2015"))


def test_every_year_has_its_page_the_one_that_runs_too(
    client: FlaskClient, session: Session, announce: Announce
) -> None:
    announce(title_ja="済んだ", state=SeminarState.HELD, day=date(2026, 5, 1))
    announce(title_ja="これから", place="13")
    announce(of=make_tour(session, 2027), title_ja="次の年")
    text = text_of(client.get("/years/2026"))
    assert "済んだ" in text
    assert "これから" in text
    assert "次の年" not in text
    assert "次の年" in text_of(client.get("/years/2027"))
    listed = [each["href"] for each in page(client.get("/years")).select("main .card a")]
    assert listed == ["/years/2027", "/years/2026"]


def test_a_tour_that_announced_nothing_yet_has_a_page_that_says_so(
    client: FlaskClient, tour: Tour
) -> None:
    response = client.get(f"/years/{tour.fiscal_year}")
    assert "ただいまご案内できるセミナーはありません" in text_of(response)
    assert "日程はまだ公開していません" in text_of(client.get("/years"))


def test_a_tour_in_preparation_does_not_exist_for_the_public(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session, 2027, stage=TourStage.PREPARATION)
    assert client.get("/years/2027").status_code == 404
    assert "2027" not in text_of(client.get("/years"))


def test_a_year_without_a_tour_is_answered_by_404(client: FlaskClient) -> None:
    for year in ("1999", "abc", "-1", "99999999999999999999"):
        assert client.get(f"/years/{year}").status_code == 404, year


@pytest.mark.usefixtures("held")
def test_the_archive_needs_few_queries_and_takes_no_other_method(client: FlaskClient) -> None:
    assert assert_cheap(client, "/years/2015") == 5
    assert assert_cheap(client, "/years") == 3
    assert client.post("/years/2015").status_code == 405
    assert client.head("/years/2015").status_code == 200


@pytest.mark.usefixtures("held")
def test_the_archive_carries_a_validator_and_no_cookie(client: FlaskClient) -> None:
    first = client.get("/years/2015")
    assert "Set-Cookie" not in first.headers
    again = client.get("/years/2015", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304

"""Advisers and their part in a tour, as the staff edits them."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from tests.factories import make_adviser, make_bid, make_seminar, make_topic, make_tour
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def engaged(session: Session) -> Adviser:
    """An adviser who takes part in the tour of 2026, with two days taken."""
    days = [date(2026, 10, 9), date(2026, 10, 10)]
    return make_adviser(session, make_tour(session), name="佐藤 一郎", unavailable=days)


def person(**changes: Any) -> dict[str, Any]:
    """The form of an adviser, filled in without mistakes."""
    return {
        "name": "鈴木 花子",
        "name_kana": "すずき はなこ",
        "name_en": "Hanako Suzuki",
        "email": "Suzuki@EXAMPLE.jp",
        "home": "27",
        "topics": [],
        "profile_ja": "弁理士",
        "profile_en": "",
        "version": "1",
    } | changes


def part(**changes: Any) -> dict[str, Any]:
    """The form of an adviser's part in a tour, filled in without mistakes."""
    return {
        "max_seminars": "5",
        "max_per_month": "２",
        "max_nights_away": "1泊",
        "days-0-begins": "2026-10-09",
        "days-0-ends": "2026-10-12",
        "days-1-begins": "",
        "version": "1",
    } | changes


def test_a_planner_adds_an_adviser(planner: FlaskClient, session: Session) -> None:
    topic = make_topic(session)
    assert "まだ登録されていません" in planner.get("/organiser/advisers").text
    assert planner.get("/organiser/advisers/new").status_code == 200
    answer = planner.post("/organiser/advisers/new", data=person(topics=[str(topic.id)]))
    assert answer.status_code == 303
    adviser = session.scalars(select(Adviser)).one()
    assert (adviser.name_kana, adviser.email) == ("スズキ ハナコ", "Suzuki@example.jp")
    assert adviser.topics == [topic]
    page = words(planner.get(answer.location).text)
    for said in ("鈴木 花子", "大阪府", "営業秘密管理"):
        assert said in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "入力してください"),
        ({"name_kana": "鈴木"}, "かなのみ"),
        ({"email": "x"}, "hanako@example.jp"),
        ({"home": ""}, "出発地を選んで"),
        ({"topics": ["99"]}, "テーマ："),
    ],
)
def test_a_mistake_about_an_adviser_loses_nothing(
    planner: FlaskClient, session: Session, changes: dict[str, Any], said: str
) -> None:
    answer = planner.post("/organiser/advisers/new", data=person(**changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "弁理士" in answer.text
    assert session.scalar(select(func.count()).select_from(Adviser)) == 0


def test_a_planner_changes_an_adviser(
    planner: FlaskClient, session: Session, engaged: Adviser
) -> None:
    address = f"/organiser/advisers/{engaged.id}"
    assert "佐藤 一郎" in planner.get(address).text
    assert planner.post(address, data=person(name="")).status_code == 422
    assert planner.post(address, data=person()).status_code == 303
    session.refresh(engaged)
    assert (engaged.name, engaged.home) == ("鈴木 花子", "27")


def test_the_advisers_of_a_tour_are_listed_with_their_limits(
    sign_in: SignIn, engaged: Adviser
) -> None:
    page = words(sign_in(RoleName.VIEWER).get("/organiser/tours/2026/advisers").text)
    assert engaged.name in page
    assert "都合のつかない日 回答日時 佐藤 一郎 東京都 営業秘密管理 9 4 3 2" in page


def test_a_tour_without_advisers_says_so(planner: FlaskClient, session: Session) -> None:
    make_tour(session)
    assert "まだいません" in planner.get("/organiser/tours/2026/advisers").text


def test_a_planner_lets_somebody_take_part(
    planner: FlaskClient, session: Session, engaged: Adviser
) -> None:
    other = make_adviser(session, name="鈴木 花子")
    page = planner.get("/organiser/tours/2026/advisers").text
    assert f'value="{other.id}"' in page
    assert f'value="{engaged.id}"' not in page
    answer = planner.post("/organiser/tours/2026/advisers", data={"adviser": str(other.id)})
    assert answer.status_code == 303
    assert answer.location == f"/organiser/tours/2026/advisers/{other.id}"
    assert session.scalar(select(func.count()).select_from(Engagement)) == 2


@pytest.mark.parametrize("chosen", ["", "x", "999"])
def test_nobody_in_particular_does_not_take_part(
    planner: FlaskClient, session: Session, engaged: Adviser, chosen: str
) -> None:
    answer = planner.post("/organiser/tours/2026/advisers", data={"adviser": chosen})
    assert answer.status_code == 303
    assert list(session.scalars(select(Engagement.adviser_id))) == [engaged.id]
    assert "選んでください" in planner.get(answer.location).text


def test_limits_and_days_are_shown_and_changed(
    planner: FlaskClient, session: Session, engaged: Adviser
) -> None:
    address = f"/organiser/tours/2026/advisers/{engaged.id}"
    page = planner.get(address).text
    for shown in ('value="2026-10-09"', 'value="2026-10-10"', "month__busy"):
        assert shown in page
    assert planner.post(address, data=part()).status_code == 303
    own = session.scalars(select(Engagement)).one()
    session.refresh(own)
    assert (own.max_seminars, own.max_per_month, own.max_nights_away) == (5, 2, 1)
    days = session.scalars(select(UnavailableDay.day).order_by(UnavailableDay.day)).all()
    assert list(days) == [date(2026, 10, day) for day in (9, 10, 11, 12)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"max_seminars": ""}, "年度全体の担当回数の上限：入力してください"),
        ({"max_per_month": "40"}, "0から31まで"),
        ({"max_nights_away": "x"}, "整数"),
        ({"days-0-ends": "2026-10-01"}, "都合のつかない日 1行目の終了日：終了日は"),
        ({"days-1-begins": "2027-04-01"}, "都合のつかない日 2行目の開始日：年度内"),
        ({"days-1-ends": "2026-10-20"}, "都合のつかない日 2行目の開始日：期間の開始日も"),
        ({"days-1-begins": "2026-13-01"}, "都合のつかない日 2行目の開始日：日付として"),
    ],
)
def test_a_mistake_in_limits_or_days_names_its_field(
    planner: FlaskClient, session: Session, engaged: Adviser, changes: dict[str, str], said: str
) -> None:
    address = f"/organiser/tours/2026/advisers/{engaged.id}"
    answer = planner.post(address, data=part(**changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert session.scalar(select(func.count()).select_from(UnavailableDay)) == 2


def test_there_may_be_more_rows_of_days(planner: FlaskClient, engaged: Adviser) -> None:
    address = f"/organiser/tours/2026/advisers/{engaged.id}"
    answer = planner.post(address, data=part(add_row="days"))
    assert answer.status_code == 200
    assert 'name="days-2-begins"' in answer.text


def test_an_adviser_is_taken_out_of_a_tour(
    planner: FlaskClient, session: Session, engaged: Adviser
) -> None:
    answer = planner.post(
        f"/organiser/tours/2026/advisers/{engaged.id}/remove", data={"version": "1"}
    )
    assert answer.status_code == 303
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0


def test_an_adviser_with_seminars_stays_in_the_tour_until_that_is_said_again(
    planner: FlaskClient, session: Session, engaged: Adviser
) -> None:
    tour = engaged.engagements[0].tour
    make_seminar(session, make_bid(session, tour), team=[engaged])
    answer = planner.post(
        f"/organiser/tours/2026/advisers/{engaged.id}/remove", data={"version": "1"}
    )
    assert "まだ外していません" in answer.text
    assert session.scalar(select(func.count()).select_from(Engagement)) == 1


@pytest.mark.parametrize("role", [RoleName.VIEWER, RoleName.CLERK])
def test_only_planners_change_advisers_and_topics(
    sign_in: SignIn, session: Session, engaged: Adviser, role: RoleName
) -> None:
    client = sign_in(role)
    own = f"/organiser/tours/2026/advisers/{engaged.id}"
    page = client.get(own)
    assert page.status_code == 200
    assert "<input type" not in page.text.split("<main")[1]
    assert client.post(own, data=part()).status_code == 403
    assert client.post(own + "/remove").status_code == 403
    assert client.post("/organiser/tours/2026/advisers", data={}).status_code == 403
    for address in (f"/organiser/advisers/{engaged.id}", "/organiser/advisers/new"):
        assert client.get(address).status_code == 403
        assert client.post(address, data=person()).status_code == 403
    for address in ("/organiser/topics/1", "/organiser/topics/new"):
        assert client.get(address).status_code == 403
    for address in ("/organiser/advisers", "/organiser/topics"):
        listed = client.get(address)
        assert listed.status_code == 200
        assert address + "/new" not in listed.text
    assert session.scalar(select(func.count()).select_from(UnavailableDay)) == 2


@pytest.mark.parametrize(
    "address",
    ["advisers/99", "tours/1999/advisers", "tours/2026/advisers/99", "topics/99"],
)
def test_what_is_not_there_is_not_found(
    planner: FlaskClient, session: Session, address: str
) -> None:
    make_tour(session)
    assert planner.get("/organiser/" + address).status_code == 404


@pytest.mark.parametrize("address", ["advisers", "topics"])
def test_lists_take_no_forms(planner: FlaskClient, address: str) -> None:
    assert planner.post("/organiser/" + address).status_code == 405


def test_nobody_is_taken_out_of_a_tour_by_looking(planner: FlaskClient, engaged: Adviser) -> None:
    address = f"/organiser/tours/2026/advisers/{engaged.id}/remove"
    assert planner.get(address).status_code == 405


@pytest.mark.parametrize("address", ["advisers", "topics", "tours/2026/advisers"])
def test_strangers_sign_in_first(client: FlaskClient, address: str) -> None:
    answer = client.get("/organiser/" + address)
    assert answer.status_code == 302
    assert "/organiser/login" in answer.location


def test_without_the_token_against_forged_forms_nobody_is_taken_out(
    app: Flask, planner: FlaskClient, session: Session, engaged: Adviser
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    address = f"/organiser/tours/2026/advisers/{engaged.id}"
    assert planner.post(address + "/remove").status_code == 400
    assert planner.post(address, data=part()).status_code == 400
    assert session.scalar(select(func.count()).select_from(Engagement)) == 1


def test_unavailable_days_are_a_year_and_ranges_folded_up_by_month(
    session: Session, sign_in: SignIn
) -> None:
    tour = make_tour(session)
    days = [date(2026, 10, 6), date(2026, 10, 7), date(2026, 12, 1)]
    adviser = make_adviser(session, tour, unavailable=days)
    address = f"/en/organiser/tours/2026/advisers/{adviser.id}"
    page = BeautifulSoup(sign_in(RoleName.PLANNER).get(address).text, "html.parser")
    assert [each.text for each in page.select(".month-rows > summary")] == [
        "October 2026 6–7",
        "December 2026 1",
    ]
    assert len(page.select(".month__mark")) == 3
    assert page.select("fieldset > * .date-row, form .stack > .date-row")

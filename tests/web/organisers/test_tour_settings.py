"""A tour begins, and what planners decide about it."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.proof import ProofRule
from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.tours.values import TourStage
from tests.factories import make_adviser, make_bid, make_seminar, make_tour
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words

EDIT = "/organiser/tours/2026/settings/edit"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def entered(**changes: Any) -> dict[str, Any]:
    """The form of a tour, filled in without mistakes; `None` leaves a field out."""
    form: dict[str, Any] = {
        "name_ja": "試験巡回",
        "name_en": "Test tour",
        "stage": "open",
        "proof_rule": "always",
        "waiting_rule": "offer",
        "offer_hours": "24",
        "first_day": "2026-05-01",
        "last_day": "2027-02-28",
        "call_opens_on": "2026-01-10",
        "call_closes_on": "2026-02-28",
        "closed_periods-0-begins": "2026-08-12",
        "closed_periods-0-ends": "2026-08-14",
        "closed_periods-0-name_ja": "お盆",
        "closed_periods-0-name_en": "Obon",
        "day_start": "07:00",
        "day_end": "21:00",
        "registration_closes_days": "２",
        "registration_closes_hours": "3",
        "buffer_minutes": "90",
        "max_seminars_per_day": "",
        "same_place_gap_days": "14",
        "travel_budget_yen": "１，０００，０００円",
        "hotel_yen": "12000",
        "first_choice_yen": "0",
        "second_choice_yen": "2000",
        "third_choice_yen": "5000",
        "decline_yen": "400000",
        "coverage_yen": "150000",
        "workload_yen": "500",
        "change_date_yen": "30000",
        "change_confirmed_yen": "7000",
        "change_announced_yen": "8000",
        "change_registered_yen": "900",
        "change_adviser_yen": "10000",
        "version": "1",
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def test_a_planner_creates_the_tour_of_a_year_and_checks_it(
    planner: FlaskClient, session: Session
) -> None:
    make_tour(session)
    page = planner.get("/organiser/tours/new").text
    offered = page.split('name="code"')[1].split("</select>")[0]
    assert 'value="2027"' in offered
    assert 'value="2026"' not in offered
    answer = planner.post("/organiser/tours/new", data={"code": "2027"})
    assert answer.status_code == 303
    assert answer.location == "/organiser/tours/2027/settings/edit"
    assert "令和9年度" in planner.get(answer.location).text


def test_a_planner_begins_a_tour_from_the_last_one(planner: FlaskClient, session: Session) -> None:
    tour = make_tour(session, hotel_yen=9_000)
    make_adviser(session, tour)
    said = {"code": "2027", "earlier": "2026"}

    answer = planner.post("/organiser/tours/new", data=said, follow_redirects=True)

    assert "引き継いだもの：アドバイザー1名、独自の質問0問、メールの文面0件" in words(answer.text)
    assert 'value="9000"' in answer.text
    again = planner.post("/organiser/tours/new", data=said)
    assert again.status_code == 422  # it is offered no longer


def test_a_further_tour_of_a_year_has_pages_and_numbers_of_its_own(
    planner: FlaskClient, session: Session
) -> None:
    first = make_tour(session)
    bid = make_bid(session, first, host_name="一番商工会議所")

    answer = planner.post("/organiser/tours/new", data={"code": "2026-2"})

    assert answer.location == "/organiser/tours/2026-2/settings/edit"
    second = tour_of(session, TourCode(2026, 2))
    other = make_bid(session, second, host_name="二番商工会議所")
    page = planner.get("/organiser/tours/2026-2/bids").text
    assert "一番商工会議所" not in page
    assert f"2026-2-{other.number}" in page
    assert f"2026-{bid.number}" in planner.get("/organiser/tours/2026/bids").text


def test_a_tour_that_a_colleague_has_just_created_is_shown(
    planner: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tour(session, 2027)
    known_before = "seminar_service.web.organisers.tour_settings.all_tours"
    monkeypatch.setattr(known_before, lambda _session: [])

    answer = planner.post("/organiser/tours/new", data={"code": "2027"}, follow_redirects=True)

    assert answer.request.path == "/organiser/tours/2027"
    assert "ほかの職員が先ほど、この巡回セミナーを作成しました。" in words(answer.text)


@pytest.mark.parametrize("code", ["", "x", "1999", "2026", "2026-3", "2027-2"])
def test_only_an_offered_tour_begins(planner: FlaskClient, session: Session, code: str) -> None:
    make_tour(session)
    answer = planner.post("/organiser/tours/new", data={"code": code})
    assert answer.status_code == 422
    assert list(session.scalars(select(Tour.fiscal_year))) == [2026]


def test_the_dates_and_rules_are_there_to_look_at(sign_in: SignIn, session: Session) -> None:
    make_tour(session)
    page = words(sign_in(RoleName.VIEWER).get("/organiser/tours/2026/settings").text)
    for said in ("2026年4月1日（水）", "400,000円", "制限なし", "06:00〜22:00"):
        assert said in page
    assert "日程と規則を変更する" not in page


def test_a_planner_changes_dates_and_rules(planner: FlaskClient, session: Session) -> None:
    tour = make_tour(session)
    assert 'value="2026-04-01"' in planner.get(EDIT).text
    answer = planner.post(EDIT, data=entered())
    assert answer.status_code == 303
    session.refresh(tour)
    assert (tour.name_ja, tour.first_day, tour.day_start) == (
        "試験巡回",
        date(2026, 5, 1),
        time(7),
    )
    assert tour.registration_closes_before == timedelta(days=2, hours=3)
    assert (tour.travel_budget_yen, tour.max_seminars_per_day) == (1_000_000, None)
    assert (tour.stage, tour.proof_rule) == (TourStage.OPEN, ProofRule.ALWAYS)
    assert [each.name_ja for each in tour.closed_periods] == ["お盆"]
    shown = words(planner.get(answer.location).text)
    assert "お盆" in shown
    assert "申込みの締切（開始前） 2日、3時間" in shown


def test_without_a_rule_registration_is_open_until_each_seminar_begins(
    planner: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)
    empty = {"registration_closes_days": "", "registration_closes_hours": ""}
    assert planner.post(EDIT, data=entered(**empty)).status_code == 303
    session.refresh(tour)
    assert tour.registration_closes_before == timedelta()
    assert "開始時刻まで受付" in planner.get("/organiser/tours/2026/settings").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name_ja": " "}, "日本語名：入力してください"),
        ({"stage": None}, "公開の段階：入力してください"),
        ({"first_day": "2026-03-31"}, "開催期間の初日：年度内"),
        ({"last_day": "2026-04-30"}, "開催期間の最終日：終了日は開始日以降"),
        ({"call_closes_on": "2026-01-09"}, "募集の最終日：終了日は開始日以降"),
        ({"day_end": "07:00"}, "開始より後の時刻"),
        ({"buffer_minutes": "x"}, "整数を入力"),
        ({"registration_closes_hours": "24"}, "0から23まで"),
        ({"registration_closes_days": "91"}, "0から90まで"),
        ({"hotel_yen": "-1"}, "0から1000000000まで"),
        ({"decline_yen": ""}, "入力してください"),
        ({"closed_periods-0-begins": "2027-08-12"}, "休業期間 1行目の終了日：終了日は"),
        (
            {"closed_periods-0-begins": "2027-08-12", "closed_periods-0-ends": ""},
            "休業期間 1行目の開始日：年度内",
        ),
        ({"closed_periods-0-name_en": ""}, "休業期間1の英語名：この期間の名称"),
        (
            {"closed_periods-0-begins": "", "closed_periods-0-ends": ""},
            "休業期間 1行目の開始日：この期間の日付",
        ),
    ],
)
def test_a_mistake_names_its_field_and_changes_nothing(
    planner: FlaskClient, session: Session, changes: dict[str, str | None], said: str
) -> None:
    tour = make_tour(session)
    answer = planner.post(EDIT, data=entered(**changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "Test tour" in answer.text
    session.refresh(tour)
    assert tour.hotel_yen == 11_000


def test_there_may_be_more_closed_periods(planner: FlaskClient, session: Session) -> None:
    make_tour(session)
    answer = planner.post(EDIT, data=entered(add_row="closed_periods"))
    assert answer.status_code == 200
    assert 'name="closed_periods-1-begins"' in answer.text
    assert "試験巡回" in answer.text


@pytest.mark.parametrize("role", [RoleName.VIEWER, RoleName.CLERK])
@pytest.mark.parametrize("address", ["/organiser/tours/new", EDIT])
def test_only_planners_change_tours(
    sign_in: SignIn, session: Session, role: RoleName, address: str
) -> None:
    make_tour(session)
    client = sign_in(role)
    assert client.get(address).status_code == 403
    assert client.post(address, data=entered(fiscal_year="2027")).status_code == 403
    assert "/organiser/tours/new" not in client.get("/organiser/").text


@pytest.mark.parametrize(
    "address", ["/organiser/tours/1999/settings", "/organiser/tours/1999/settings/edit"]
)
def test_a_tour_that_is_not_there_is_not_found(planner: FlaskClient, address: str) -> None:
    assert planner.get(address).status_code == 404


def test_rules_are_not_changed_by_a_form_to_the_wrong_page(
    planner: FlaskClient, session: Session
) -> None:
    make_tour(session)
    assert planner.post("/organiser/tours/2026/settings", data=entered()).status_code == 405


def test_without_the_token_against_forged_forms_nothing_is_changed(
    app: Flask, planner: FlaskClient, session: Session
) -> None:
    make_tour(session)
    app.config["WTF_CSRF_ENABLED"] = True
    assert planner.post(EDIT, data=entered()).status_code == 400


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("preparation", "準備中に戻せません"),
        ("archived", "これから開催するセミナーが1件あります"),
    ],
)
def test_a_stage_that_contradicts_what_holds_is_refused_at_its_field(
    planner: FlaskClient, session: Session, stage: str, said: str
) -> None:
    make_seminar(session, make_bid(session, make_tour(session)))
    answer = planner.post("/organiser/tours/2026/settings/edit", data=entered(stage=stage))
    assert answer.status_code == 422
    assert said in words(answer.text)
    session.expire_all()
    assert session.scalars(select(Tour)).one().stage is TourStage.OPEN


def test_what_moving_a_seminar_costs_is_shown_with_the_figures_of_now(
    planner: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)
    pages = ["/en/organiser/tours/2026/settings", "/en/organiser/tours/2026/settings/edit"]
    for page in pages:
        assert "moving an announced seminar with 30 people costs" in words(planner.get(page).text)

    seminar = make_seminar(session, make_bid(session, tour), capacity=60, taken=50, waiting=6)

    for page in pages:
        said = words(planner.get(page).text)
        assert f"moving the seminar of {seminar.host_name} on" in said
        assert "¥10,000 (confirmed) + ¥20,000 (announced) + 56 people × ¥500 = ¥88,000" in said


def test_the_example_stands_in_japanese_without_a_gap_behind_its_sentence(
    planner: FlaskClient, session: Session
) -> None:
    make_tour(session)

    text = planner.get("/organiser/tours/2026/settings/edit").text

    assert "。<span>30,000円" in text


def test_the_rule_of_moving_is_changed_by_its_fields(
    planner: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)

    sent = planner.post(EDIT, data=entered())

    assert sent.status_code == 303
    session.expire_all()
    assert tour.change_confirmed_yen == 7_000
    assert tour.change_announced_yen == 8_000
    assert tour.change_registered_yen == 900


def test_the_name_of_another_tour_of_the_year_is_refused_at_its_field(
    planner: FlaskClient, session: Session
) -> None:
    make_tour(session)
    second = make_tour(session, programme=2)
    first = tour_of(session, TourCode(2026))
    first.name_en = "IP Tour"
    session.commit()

    answer = planner.post(
        "/en/organiser/tours/2026-2/settings/edit",
        data=entered(name_en="ＩＰ  tour", version=str(second.version)),
    )

    assert answer.status_code == 422
    assert "Another tour of this fiscal year (2026) has this name." in answer.text
    assert 'value="ＩＰ  tour"' in answer.text or 'value="ＩＰ tour"' in answer.text

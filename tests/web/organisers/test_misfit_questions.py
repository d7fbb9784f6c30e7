"""Changes that released seminars do not fit: asked about before, and to be mended afterwards."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.overview.misfit_rules import MisfitKind
from seminar_service.seminars.model import Seminar
from seminar_service.web.organisers.misfit_questions import REASONS, seminar_in_words
from tests.factories import make_adviser, make_bid, make_registration, make_seminar, make_tour
from tests.web.editing.browsers import form_of

DAY = date(2026, 10, 6)
TOUR = "/en/organiser/tours/2026"
WORDS = {
    MisfitKind.UNAVAILABLE: "The adviser is unavailable on the day.",
    MisfitKind.NOT_ENGAGED: "The adviser takes no part in the tour any more.",
    MisfitKind.TOPIC: "The adviser does not have the topics of the seminar.",
    MisfitKind.HOME: "The journey was planned from another home.",
    MisfitKind.TOTAL: "The adviser has more seminars in the tour than the limit allows.",
    MisfitKind.MONTH: "The adviser has more seminars in the month than the limit allows.",
}


@pytest.fixture
def adviser(session: Session) -> Adviser:
    return make_adviser(session, make_tour(session), home="13")


@pytest.fixture
def seminar(session: Session, adviser: Adviser) -> Seminar:
    bid = make_bid(session, adviser.engagements[0].tour, host_name="豊橋商工会議所")
    row = make_seminar(session, bid, team=[adviser], day=DAY)
    for _ in range(2):
        make_registration(session, row)
    return row


def said(page: str) -> str:
    main = BeautifulSoup(page, "html.parser").main
    assert main is not None
    return " ".join(main.get_text().split())


def kept(page: str) -> dict[str, list[str]]:
    button = BeautifulSoup(page, "html.parser").select_one('button[name="as_entered"]')
    assert button is not None
    return {"as_entered": [str(button["value"])]}


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ({"days-0-begins": ["2026-10-06"]}, MisfitKind.UNAVAILABLE),
        (
            {"days-0-begins": ["2026-10-01"], "days-0-ends": ["2026-10-31"]},
            MisfitKind.UNAVAILABLE,
        ),
        ({"max_seminars": ["0"]}, MisfitKind.TOTAL),
        ({"max_per_month": ["0"]}, MisfitKind.MONTH),
    ],
    ids=["a day", "a range", "the tour's limit", "the month's limit"],
)
def test_limits_and_days_over_a_released_seminar_are_asked_about_and_then_to_be_mended(
    session: Session,
    planner: FlaskClient,
    seminar: Seminar,
    entered: dict[str, list[str]],
    reason: MisfitKind,
) -> None:
    adviser = seminar.team[0].adviser
    address = f"{TOUR}/advisers/{adviser.id}"
    sent = form_of(planner.get(address).text) | entered

    asked = planner.post(address, data=sent)

    assert asked.status_code == 200
    assert "Tue 6 Oct 2026 Aichi 豊橋商工会議所 (2 participants)" in said(asked.text)
    assert WORDS[reason] in said(asked.text)
    session.expire_all()
    assert adviser.engagements[0].version == 1
    assert "no longer fit" not in said(planner.get(TOUR).text)

    again = form_of(asked.text)
    assert {name: again[name] for name in entered} == entered
    assert planner.post(address, data=again | kept(asked.text)).status_code == 303
    overview = said(planner.get(TOUR).text)
    assert "1 released seminar no longer fits its adviser." in overview
    assert WORDS[reason] in overview
    assert seminar.host_name in overview


@pytest.mark.parametrize(
    ("entered", "reason"),
    [({"home": ["27"]}, MisfitKind.HOME), ({"topics": []}, MisfitKind.TOPIC)],
)
def test_another_home_and_a_lost_topic_are_asked_about(
    session: Session,
    planner: FlaskClient,
    seminar: Seminar,
    entered: dict[str, list[str]],
    reason: MisfitKind,
) -> None:
    adviser = seminar.team[0].adviser
    address = f"/en/organiser/advisers/{adviser.id}"
    asked = planner.post(address, data=form_of(planner.get(address).text) | entered)

    assert seminar.host_name in said(asked.text)
    assert WORDS[reason] in said(asked.text)
    again = form_of(asked.text) | entered | kept(asked.text)
    assert planner.post(address, data=again).status_code == 303
    session.expire_all()
    assert adviser.version == 2


def test_what_breaks_nothing_is_not_asked_about(
    planner: FlaskClient, adviser: Adviser, seminar: Seminar
) -> None:
    assert seminar.stands
    address = f"{TOUR}/advisers/{adviser.id}"
    sent = form_of(planner.get(address).text) | {"days-0-begins": ["2026-10-07"]}

    assert planner.post(address, data=sent).status_code == 303


def test_removing_an_adviser_names_the_seminars_and_happens_when_pressed_again(
    session: Session, planner: FlaskClient, adviser: Adviser, seminar: Seminar
) -> None:
    address = f"{TOUR}/advisers/{adviser.id}"
    asked = planner.post(f"{address}/remove", data={"version": "1"})

    assert asked.status_code == 200
    assert "豊橋商工会議所 (2 participants)" in said(asked.text)
    session.expire_all()
    assert adviser.engagements

    again = {"version": "1", "all_the_same": "1"}
    assert planner.post(f"{address}/remove", data=again).status_code == 303
    session.expire_all()
    assert adviser.engagements == []
    assert WORDS[MisfitKind.NOT_ENGAGED] in said(planner.get(TOUR).text)
    assert seminar.team[0].adviser is adviser


def test_many_seminars_are_named_up_to_ten(
    session: Session, planner: FlaskClient, adviser: Adviser
) -> None:
    tour = adviser.engagements[0].tour
    adviser.engagements[0].max_seminars = adviser.engagements[0].max_per_month = 31
    for number in range(12):
        bid = make_bid(session, tour, host_name=f"団体{number:02}")
        make_seminar(session, bid, team=[adviser], day=DAY)
    address = f"{TOUR}/advisers/{adviser.id}"
    sent = form_of(planner.get(address).text) | {"days-0-begins": ["2026-10-06"]}

    asked = said(planner.post(address, data=sent).text)

    assert asked.count("(0 participants)") == 10
    assert "and 2 more" in asked


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(MisfitKind)


def test_who_waits_is_counted_beside_who_takes_part(
    app: Flask, session: Session, seminar: Seminar
) -> None:
    seminar.waiting = 3
    session.commit()
    with app.test_request_context("/"):
        assert seminar_in_words(seminar) == (
            "2026年10月6日（火） 愛知県 豊橋商工会議所（申込者 2名、キャンセル待ち3名）"
        )

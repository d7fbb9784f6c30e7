"""The history names things as their pages do, and leads there."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Engagement
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.learning.queries import course_row
from seminar_service.overview.history_things import Thing
from seminar_service.pages.model import Page
from seminar_service.pages.news import add_news, news_of
from seminar_service.planning.model import PlanOrigin
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.storage.transaction import transaction
from seminar_service.web.organisers.thing_words import PAGES
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_run,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.learning.support import add as add_course
from tests.pages.support import WORDS
from tests.pages.support import add as add_page
from tests.planning.whatifs import scenario
from tests.web.accounts.support import SignIn

COSTS = dict.fromkeys(
    ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes"), 0
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def told(session: Session) -> None:
    """One line about each kind of thing."""
    tour = make_tour(session)
    adviser = make_adviser(session, tour, name="佐藤", name_en="Sato")
    bid = make_bid(session, tour, number=7, host_name="商工会議所")
    seminar = make_seminar(session, bid, public_id="abc")
    plan = make_plan(session, tour, {}, [bid], number=3, components=COSTS)
    record = make_plan(session, tour, {}, number=4, origin=PlanOrigin.RECORD, components=COSTS)
    (refusal,) = plan.declines
    prepared = PreparedMail(plan_id=plan.id, key="told-1", made_at=NOW)
    session.add(prepared)
    session.commit()
    engagement = session.query(Engagement).one()
    rows: list[tuple[SubjectKind, Any]] = [
        (SubjectKind.TOUR, tour),
        (SubjectKind.TOPIC, make_topic(session)),
        (SubjectKind.ADVISER, adviser),
        (SubjectKind.ENGAGEMENT, engagement),
        (SubjectKind.BID, bid),
        (SubjectKind.RUN, make_run(session, tour)),
        (SubjectKind.SCENARIO, scenario(session, tour)),
        (SubjectKind.PLAN, plan),
        (SubjectKind.PLAN, record),
        (SubjectKind.REFUSAL, refusal),
        (SubjectKind.PREPARED_MAIL, prepared),
        (SubjectKind.SEMINAR, seminar),
        (SubjectKind.REGISTRATION, make_registration(session, seminar)),
        (SubjectKind.COURSE, course_row(session, add_course(session))),
        (SubjectKind.NEWS, news_of(session, add_news(session, WORDS, None, actor=SYSTEM, now=NOW))),
        (SubjectKind.PAGE, session.get_one(Page, add_page(session))),
    ]
    for subject in [Subject(kind, row.id) for kind, row in rows]:
        with transaction(session):
            history.record(session, HistoryKind.EDITED, subject, SYSTEM, NOW, version=2)


def links(client: FlaskClient, address: str) -> dict[str, str]:
    """What each link of the history says, and where it leads."""
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return {each.text: str(each["href"]) for each in page.select("main tbody a")}


@pytest.mark.usefixtures("told")
def test_all_things_are_named_as_on_their_pages_and_lead_there(sign_in: SignIn) -> None:
    client = sign_in(RoleName.ADMIN)
    english, japanese = links(client, "/en/organiser/history"), links(client, "/organiser/history")

    assert set(english) == {
        "Seminar tour 2026",
        "Topic: Trade secrets",
        "Adviser: Sato",
        "Adviser's part in a tour: Sato (Seminar tour 2026)",
        "Bid: 2026-7 商工会議所",
        "Planning run: Seminar tour 2026",
        "Plan 3 (Seminar tour 2026)",
        "Scenario: 試算A (Seminar tour 2026)",
        "Record of what was held (Seminar tour 2026)",
        "Email of a release: Plan 3 (Seminar tour 2026)",
        "Refusal: 商工会議所 (Plan 3, Seminar tour 2026)",
        "Seminar: 商工会議所 (Tue 6 Oct 2026)",
        "Registration: 商工会議所 (Tue 6 Oct 2026)",
        "Course: trade-secrets-in-ten-minutes",
        "News: What is a trade secret?",
        "Page of the website: trade-secrets",
    }
    assert "セミナー：商工会議所（2026年10月6日（火））" in japanese
    assert {client.get(each).status_code for each in english.values()} == {200}


def test_only_kinds_with_a_page_are_named_so() -> None:
    assert set(PAGES) == set(SubjectKind) - {
        SubjectKind.ACCOUNT,
        SubjectKind.ALERT,
        SubjectKind.MAILBOX,
        SubjectKind.PARTY,
        SubjectKind.OUTBOX,
        SubjectKind.INSTALLATION,
        # Of the desk and the counters the history tells by their numbers alone.
        SubjectKind.CASE,
        SubjectKind.HANDOVER,
        SubjectKind.DESK_SUBJECT,
        SubjectKind.COUNTER,
        SubjectKind.COUNTER_REPORT,
        SubjectKind.HANDOUT,
        SubjectKind.HANDOUT_ORDER,
        SubjectKind.HANDOUT_STORE,
    }
    assert {value for _, _, value in PAGES.values()} <= {"subject_id", "tour_code", *vars(Thing())}

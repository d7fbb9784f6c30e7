"""What the things are called to which something happened."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.notices.model import Notice
from seminar_service.overview.history import history_page
from seminar_service.overview.history_things import Thing, things_of
from seminar_service.questions.model import QuestionSheet
from seminar_service.storage.transaction import transaction
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_plan,
    make_question,
    make_registration,
    make_run,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def tell(session: Session, kind: SubjectKind, number: int) -> None:
    with transaction(session):
        subject = Subject(kind, number)
        history.record(session, HistoryKind.EDITED, subject, SYSTEM, NOW, version=2)


def test_each_kind_of_thing_is_known_by_what_its_page_calls_it(session: Session) -> None:
    tour = make_tour(session)
    topic, adviser = make_topic(session), make_adviser(session, tour, name="佐藤", name_en="Sato")
    bid = make_bid(session, tour, number=7, host_name="商工会議所")
    seminar = make_seminar(session, bid, public_id="abc", day=date(2026, 10, 6))
    registration, run = make_registration(session, seminar), make_run(session, tour)
    plan = make_plan(session, tour, {}, number=3)
    question = make_question(session, tour, label_ja="部署は", label_en="Department")
    sheet = QuestionSheet(tour_id=tour.id)
    notice = Notice(tour_id=tour.id, states="confirmed", subject_ja="持ち物", created_at=NOW)
    session.add_all((sheet, notice))
    session.commit()
    of_tour: dict[str, Any] = {
        "fiscal_year": 2026,
        "tour_ja": tour.name_ja,
        "tour_en": tour.name_en,
    }
    held = Thing(name_ja="商工会議所", name_en="商工会議所", day=date(2026, 10, 6), public_id="abc")
    named = Thing(name_ja=topic.name_ja, name_en=topic.name_en)
    rows: dict[SubjectKind, Any] = {
        SubjectKind.TOUR: tour,
        SubjectKind.TOPIC: topic,
        SubjectKind.ADVISER: adviser,
        SubjectKind.BID: bid,
        SubjectKind.SEMINAR: seminar,
        SubjectKind.REGISTRATION: registration,
        SubjectKind.RUN: run,
        SubjectKind.PLAN: plan,
        SubjectKind.QUESTION: question,
        SubjectKind.QUESTION_SHEET: sheet,
        SubjectKind.NOTICE: notice,
    }
    keys = {kind: row.id for kind, row in rows.items()}
    for kind, key in keys.items():
        tell(session, kind, key)
    lines, _ = history_page(session, None, page=1, page_size=50)

    with counted_queries(session) as queries:
        things = things_of(session, lines)

    assert {kind: things[kind.value, key] for kind, key in keys.items()} == {
        SubjectKind.TOUR: Thing(**of_tour),
        SubjectKind.TOPIC: named,
        SubjectKind.ADVISER: Thing(name_ja="佐藤", name_en="Sato"),
        SubjectKind.BID: Thing(**of_tour, number=7, name_ja="商工会議所", name_en="商工会議所"),
        SubjectKind.SEMINAR: held,
        SubjectKind.REGISTRATION: held,
        SubjectKind.RUN: Thing(**of_tour),
        SubjectKind.PLAN: Thing(**of_tour, number=3),
        SubjectKind.QUESTION: Thing(**of_tour, name_ja="部署は", name_en="Department"),
        SubjectKind.QUESTION_SHEET: Thing(**of_tour),
        SubjectKind.NOTICE: Thing(**of_tour, name_ja="持ち物"),
    }
    assert len(queries) == len(keys)


def test_a_thing_that_is_gone_or_unknown_is_left_out(session: Session) -> None:
    tell(session, SubjectKind.BID, 99)
    tell(session, SubjectKind.MAILBOX, 1)
    lines, _ = history_page(session, None, page=1, page_size=50)

    assert things_of(session, lines) == {}


def test_as_many_queries_are_enough_for_many_lines_as_for_one(session: Session) -> None:
    tour = make_tour(session)
    bids = [make_bid(session, tour).id for _ in range(3)]
    for bid in bids:
        tell(session, SubjectKind.BID, bid)
    lines, _ = history_page(session, None, page=1, page_size=50)

    with counted_queries(session) as queries:
        assert len(things_of(session, lines)) == 3
    assert len(queries) == 1

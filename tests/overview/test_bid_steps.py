"""A bid's page tells what happened to the bid and its seminars, each with what was written."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.overview.bid_steps import OF_BIDS, OF_SEMINARS, bid_steps
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.web import bid_words
from tests.factories import NOW, make_bid, make_bid_step, make_seminar, make_tour, make_user
from tests.statements import counted_queries

STAFF = Actor(ActorKind.ORGANISER)


def tell(session: Session, kind: HistoryKind, seminar: Seminar, minutes: int = 0) -> None:
    subject = Subject(SubjectKind.SEMINAR, seminar.id)
    at = NOW + timedelta(minutes=minutes)
    with transaction(session):
        history.record(session, kind, subject, STAFF, at)


def test_what_happened_to_a_bid_and_to_each_of_its_seminars_is_told_in_order(
    session: Session,
) -> None:
    bid = make_bid(session, make_tour(session))
    first = make_seminar(session, bid, state=SeminarState.CANCELLED)
    tell(session, HistoryKind.SEMINAR_CANCELLED, first, minutes=2)
    tell(session, HistoryKind.SEMINAR_PLANNED, first, minutes=1)
    make_bid_step(session, bid, HistoryKind.BID_ACCEPTED, note="伝言")
    told = [(step.kind, step.note) for step in bid_steps(session, bid.id)]
    assert told == [("bid_accepted", "伝言"), ("seminar_planned", ""), ("seminar_cancelled", "")]


def test_why_a_seminar_was_cancelled_is_told_in_the_language_of_the_reader(
    session: Session,
) -> None:
    bid = make_bid(session, make_tour(session))
    reasons = {"cancellation_note_ja": "大雪のため", "cancellation_note_en": "Heavy snow"}
    seminar = make_seminar(session, bid, state=SeminarState.CANCELLED, **reasons)
    tell(session, HistoryKind.SEMINAR_PLANNED, seminar)
    tell(session, HistoryKind.SEMINAR_CANCELLED, seminar, minutes=1)

    planned, cancelled = bid_steps(session, bid.id)

    assert planned.reason("en") is None
    told = [cancelled.reason(locale) for locale in ("ja", "en")]
    assert [each and (each.text, each.is_readers) for each in told] == [
        ("大雪のため", True),
        ("Heavy snow", True),
    ]


def test_other_things_with_the_same_number_and_other_happenings_are_left_out(
    session: Session,
) -> None:
    tour = make_tour(session)
    other, bid = make_bid(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid)
    others_seminar = make_seminar(session, other)
    make_bid_step(session, other, HistoryKind.BID_ACCEPTED)
    tell(session, HistoryKind.SEMINAR_PLANNED, others_seminar)
    for kind in (HistoryKind.EDITED, HistoryKind.ADVISER_DECLINED, HistoryKind.SEMINAR_HELD):
        tell(session, kind, seminar)
    with transaction(session):
        topic = Subject(SubjectKind.TOPIC, bid.id)
        history.record(session, HistoryKind.EDITED, topic, STAFF, NOW)
    assert bid_steps(session, bid.id) == []


def test_the_account_that_acted_is_called_by_its_name_or_else_its_address(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    user = make_user(session, email="a@example.jp", name="")
    make_bid_step(session, bid, HistoryKind.BID_ACCEPTED).user_id = user.id
    session.commit()
    assert [step.person for step in bid_steps(session, bid.id)] == ["a@example.jp"]
    user.name = "佐藤 一郎"
    session.commit()
    assert [step.person for step in bid_steps(session, bid.id)] == ["佐藤 一郎"]


def test_one_query_is_enough(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    for _ in range(3):
        make_bid_step(session, bid, HistoryKind.EDITED, note="伝言")
    bid_id = bid.id
    with counted_queries(session) as queries:
        assert len(bid_steps(session, bid_id)) == 3
    assert len(queries) == 1


def test_all_that_a_bids_page_tells_has_words() -> None:
    assert set(bid_words.STEPS) == {*OF_BIDS, *OF_SEMINARS}

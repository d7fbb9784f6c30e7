"""Bids come in, by form and on paper, and what they say is changed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.bids import services as bids
from seminar_service.bids.details import BidDetails, OfficeDetails
from seminar_service.bids.model import Bid, BidDate, BidSlot
from seminar_service.bids.services import Submission
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import BidSource, Choice
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.tours.values import TourStage
from tests import histories
from tests.bids.support import HOST, NOW, OFFICE, STAFF, details, mails_about
from tests.factories import make_bid, make_topic, make_tour


def submit(session: Session, tour_id: int, asked: BidDetails, key: str = "one") -> Submission:
    return bids.submit(
        session,
        tour_id,
        asked,
        idempotency_key=key,
        locale="ja",
        office=OFFICE,
        now=NOW,
        actor=HOST,
    )


def test_a_bid_keeps_everything_that_its_host_said(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    asked = details(topic)
    bid = submit(session, tour.id, asked).bid
    assert bid.state is BidState.SUBMITTED
    assert (bid.number, bid.source, bid.locale) == (1, BidSource.FORM, "ja")
    assert (bid.host_name, bid.starts_at, bid.capacity) == (asked.host_name, asked.starts_at, 40)
    assert {each.day: each.choice for each in bid.dates} == asked.days
    assert [[each.id for each in slot.topics] for slot in bid.slots] == [[topic.id]]
    (line,) = histories.lines(session)
    assert histories.facts(line) == histories.told(
        HistoryKind.BID_SUBMITTED, SubjectKind.BID, bid.id, HOST, NOW, state="submitted"
    )


def test_numbers_count_within_the_tour(session: Session) -> None:
    tour, other, topic = make_tour(session), make_tour(session, 2027), make_topic(session)
    assert submit(session, tour.id, details(topic), "a").bid.number == 1
    assert submit(session, tour.id, details(topic), "b").bid.number == 2
    bid = bids.enter(
        session,
        other.id,
        details(topic),
        OfficeDetails(slots=[[topic.id]], decline_yen=None),
        idempotency_key="c",
        locale="ja",
        note="",
        office=OFFICE,
        now=NOW,
        actor=STAFF,
    ).bid
    assert bid.number == 1


def test_the_host_gets_a_mail_whose_link_opens_the_bid(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    bid = submit(session, tour.id, details(topic)).bid
    (mail,) = mails_about(session, bid)
    assert mail.recipient == "hanako@example.jp"
    assert "2026-1" in mail.subject
    assert "豊橋商工会議所" in mail.body
    assert "2026年10月6日（火）〜2026年10月7日（水）" in mail.body
    token = mail.body.split("https://seminar.example.jp/bids/")[1].split()[0]
    assert links.resolve(session, LinkPurpose.BID, token, now=NOW) == bid.id


def test_an_english_form_is_answered_in_english(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    bid = bids.submit(
        session,
        tour.id,
        details(topic),
        idempotency_key="one",
        locale="en",
        office=OFFICE,
        now=NOW,
        actor=HOST,
    ).bid
    (mail,) = mails_about(session, bid)
    assert mail.subject.startswith("We have received your request")
    assert "https://seminar.example.jp/en/bids/" in mail.body
    assert "Aichi" in mail.body


def test_a_form_that_is_sent_twice_is_one_bid_and_one_mail(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    first = submit(session, tour.id, details(topic))
    again = submit(session, tour.id, details(topic))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.bid.id == first.bid.id
    assert session.scalar(select(func.count()).select_from(Bid)) == 1
    assert len(mails_about(session, first.bid)) == 1


def test_forms_that_are_sent_at_once_are_one_bid_each(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    tour_id, asked, engine = tour.id, details(topic), session.get_bind()
    session.rollback()

    def send(key: str) -> bool:
        with Session(engine) as own:
            return submit(own, tour_id, asked, key).is_new

    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(send, ["a", "b", "a", "b"]))
    assert sorted(new) == [False, False, True, True]
    assert list(session.scalars(select(Bid.number).order_by(Bid.number))) == [1, 2]


@pytest.mark.parametrize(
    "now",
    [datetime(2026, 1, 9, 14, 59, tzinfo=UTC), datetime(2026, 12, 20, 15, 0, tzinfo=UTC)],
)
def test_outside_the_call_nothing_is_taken(session: Session, now: datetime) -> None:
    tour, topic = make_tour(session), make_topic(session)
    with pytest.raises(bids.CallClosed):
        bids.submit(
            session,
            tour.id,
            details(topic),
            idempotency_key="one",
            locale="ja",
            office=OFFICE,
            now=now,
            actor=HOST,
        )
    assert session.scalar(select(func.count()).select_from(Bid)) == 0


@pytest.mark.parametrize(
    "now",
    [datetime(2026, 1, 9, 15, 0, tzinfo=UTC), datetime(2026, 12, 20, 14, 59, tzinfo=UTC)],
)
def test_the_call_is_open_from_its_first_to_its_last_minute_in_japan(
    session: Session, now: datetime
) -> None:
    tour, topic = make_tour(session), make_topic(session)
    taken = bids.submit(
        session,
        tour.id,
        details(topic),
        idempotency_key="one",
        locale="ja",
        office=OFFICE,
        now=now,
        actor=HOST,
    )
    assert taken.is_new


def test_an_archived_tour_takes_no_bids(session: Session) -> None:
    tour, topic = make_tour(session, stage=TourStage.ARCHIVED), make_topic(session)
    with pytest.raises(bids.CallClosed):
        submit(session, tour.id, details(topic))


def test_a_tour_that_is_not_there_takes_no_bids(session: Session) -> None:
    with pytest.raises(NotFound):
        submit(session, 99, details())


def test_a_bid_on_paper_is_entered_after_the_call_with_its_own_advisers(session: Session) -> None:
    tour = make_tour(session, call_closes_on=date(2026, 1, 20))
    topic, other = make_topic(session), make_topic(session, "overseas")
    bid = bids.enter(
        session,
        tour.id,
        details(topic, other),
        OfficeDetails(slots=[[topic.id], [other.id]], decline_yen=900_000),
        idempotency_key="one",
        locale="ja",
        note="ファクスで受付",
        office=OFFICE,
        now=NOW,
        actor=STAFF,
    ).bid
    assert bid.source is BidSource.PAPER
    assert bid.decline_yen == 900_000
    assert [[each.id for each in slot.topics] for slot in bid.slots] == [[topic.id], [other.id]]
    (mail,) = mails_about(session, bid)
    assert "ファクスで受付" in mail.body


def test_a_bid_that_is_entered_twice_is_one_bid(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    office_details = OfficeDetails(slots=[[topic.id]], decline_yen=None)
    entered = [
        bids.enter(
            session,
            tour.id,
            details(topic),
            office_details,
            idempotency_key="one",
            locale="ja",
            note="",
            office=OFFICE,
            now=NOW,
            actor=STAFF,
        ).is_new
        for _ in range(2)
    ]
    assert entered == [True, False]


def test_an_answer_changes_the_bid_and_waits_for_the_office_again(session: Session) -> None:
    tour, topic = make_tour(session), make_topic(session)
    bid = make_bid(session, tour, state=BidState.ASKED_BACK)
    asked = details(topic, capacity=60, days={date(2026, 12, 1): Choice.THIRD})
    bids.answer(session, bid.id, asked, version=None, note="会場を変えました", now=NOW, actor=HOST)
    assert bid.state is BidState.SUBMITTED
    assert bid.capacity == 60
    assert [(each.day, each.choice) for each in bid.dates] == [(date(2026, 12, 1), Choice.THIRD)]
    (step,) = bid_steps(session, bid.id)
    assert (step.kind, step.note) == ("bid_answered", "会場を変えました")
    assert session.scalar(select(func.count()).select_from(BidDate)) == 1


def test_an_answer_with_the_same_topics_keeps_the_advisers_that_the_office_noted(
    session: Session,
) -> None:
    tour = make_tour(session)
    one, two = make_topic(session), make_topic(session, "overseas")
    bid = make_bid(session, tour, state=BidState.ASKED_BACK, topics=[[one], [two]])
    bids.answer(session, bid.id, details(two, one), version=None, note="", now=NOW, actor=HOST)
    assert len(bid.slots) == 2


def test_an_answer_with_other_topics_needs_one_adviser_again(session: Session) -> None:
    tour = make_tour(session)
    one, two = make_topic(session), make_topic(session, "overseas")
    bid = make_bid(session, tour, state=BidState.ASKED_BACK, topics=[[one], [two]])
    bids.answer(session, bid.id, details(two), version=None, note="", now=NOW, actor=HOST)
    assert [[each.id for each in slot.topics] for slot in bid.slots] == [[two.id]]
    assert session.scalar(select(func.count()).select_from(BidSlot)) == 1


def test_nobody_answers_who_was_not_asked(session: Session) -> None:
    bid = make_bid(session, make_tour(session), state=BidState.SUBMITTED)
    with pytest.raises(TransitionNotAllowed):
        bids.answer(
            session,
            bid.id,
            details(make_topic(session)),
            version=None,
            note="",
            now=NOW,
            actor=HOST,
        )


def edit(session: Session, bid: Bid, asked: BidDetails, *, tell_host: bool) -> None:
    bids.edit(
        session,
        bid.id,
        asked,
        OfficeDetails(slots=[list(asked.topic_ids)], decline_yen=1_000),
        version=None,
        note="電話で確認",
        tell_host=tell_host,
        office=OFFICE,
        now=NOW,
        actor=STAFF,
    )


def test_the_office_changes_a_bid_and_its_state_stays(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    asked = replace(details(make_topic(session)), venue_name="市民会館")
    edit(session, bid, asked, tell_host=False)
    assert (bid.venue_name, bid.decline_yen) == ("市民会館", 1_000)
    assert bid.state is BidState.ACCEPTED
    assert [(step.kind, step.note) for step in bid_steps(session, bid.id)] == [
        ("edited", "電話で確認")
    ]
    assert mails_about(session, bid) == []


@pytest.mark.parametrize(
    ("email", "changed"), [("Contact@EXAMPLE.jp", None), ("successor@example.jp", NOW)]
)
@pytest.mark.parametrize("by_host", [True, False])
def test_it_is_noted_when_a_bid_gets_another_mailbox(
    session: Session, email: str, changed: datetime | None, *, by_host: bool
) -> None:
    state = BidState.ASKED_BACK if by_host else BidState.ACCEPTED
    tour = make_tour(session)
    bid = make_bid(session, tour, state=state, contact_email="contact@example.jp")
    asked = replace(details(make_topic(session)), contact_email=email)

    if by_host:
        bids.answer(session, bid.id, asked, version=None, note="", now=NOW, actor=HOST)
    else:
        edit(session, bid, asked, tell_host=False)

    assert (bid.contact_email, bid.contact_changed_at) == (email, changed)


def test_the_host_is_told_of_a_change_where_the_office_says_so(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    edit(session, bid, details(make_topic(session)), tell_host=True)
    (mail,) = mails_about(session, bid)
    assert "電話で確認" in mail.body


@pytest.mark.parametrize("state", [BidState.REJECTED, BidState.WITHDRAWN])
def test_what_is_over_is_not_changed_any_more(session: Session, state: BidState) -> None:
    bid = make_bid(session, make_tour(session), state=state)
    with pytest.raises(TransitionNotAllowed):
        edit(session, bid, details(make_topic(session)), tell_host=False)


def test_a_host_gets_an_address_for_its_calendar(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    first = bids.open_feed(session, bid.id, actor=HOST, now=NOW)
    second = bids.open_feed(session, bid.id, actor=HOST, now=NOW)
    for token in (first, second):
        assert links.resolve(session, LinkPurpose.HOST_FEED, token, now=NOW) == bid.id
    assert [histories.facts(line) for line in histories.lines(session)] == 2 * [
        histories.told(HistoryKind.FEED_MADE, SubjectKind.BID, bid.id, HOST, NOW)
    ]

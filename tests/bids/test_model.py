"""Bids: what their tables refuse, order and let go together."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from seminar_service.bids.model import BidDate, BidNote, BidSlot
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.states import SeminarState
from tests.constraints import FOREIGN_KEY, check, refused, unique
from tests.factories import make_bid, make_bid_step, make_seminar, make_topic, make_tour


def count(session: Session, table: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"starts_at": time(16, 30)}, "ck_bid_times_in_order"),
        ({"ends_at": time(13, 0)}, "ck_bid_times_in_order"),
        ({"capacity": 0}, "ck_bid_capacity_positive"),
    ],
)
def test_a_seminar_that_ends_before_it_begins_or_has_no_places_is_refused(
    sqlite_session: Session, values: dict[str, Any], rule: str
) -> None:
    tour = make_tour(sqlite_session)

    with refused(sqlite_session, check(rule)):
        make_bid(sqlite_session, tour, **values)


@pytest.mark.parametrize("column", ["state", "source", "host_kind", "audience"])
def test_what_is_chosen_from_a_list_is_on_it(sqlite_session: Session, column: str) -> None:
    make_bid(sqlite_session, make_tour(sqlite_session))

    with refused(sqlite_session, check(f"ck_bid_{column}")):
        sqlite_session.execute(text(f"UPDATE bid SET {column} = 'unheard'"))  # noqa: S608 (a column)


def test_a_number_is_given_once_within_a_tour(sqlite_session: Session) -> None:
    tour = make_tour(sqlite_session)
    make_bid(sqlite_session, tour, number=1)
    make_bid(sqlite_session, make_tour(sqlite_session, 2027), number=1)

    with refused(sqlite_session, unique("bid.tour_id", "bid.number")):
        make_bid(sqlite_session, tour, number=1)


def test_a_form_is_one_bid_and_bids_without_one_are_many(sqlite_session: Session) -> None:
    tour = make_tour(sqlite_session)
    for _ in range(2):
        make_bid(sqlite_session, tour, idempotency_key=None)
    make_bid(sqlite_session, tour, idempotency_key="one")

    with refused(sqlite_session, unique("bid.idempotency_key")):
        make_bid(sqlite_session, tour, idempotency_key="one")


def test_a_day_has_one_wish_and_a_place_in_the_team_one_slot(sqlite_session: Session) -> None:
    bid = make_bid(sqlite_session, make_tour(sqlite_session))
    bid_id, day = bid.id, bid.dates[0].day
    sqlite_session.expunge_all()

    with refused(sqlite_session, unique("bid_date.bid_id", "bid_date.day")):
        sqlite_session.add(BidDate(bid_id=bid_id, day=day, choice=Choice.THIRD))
    with refused(sqlite_session, unique("bid_slot.bid_id", "bid_slot.position")):
        sqlite_session.add(BidSlot(bid_id=bid_id, position=0))


def test_dates_slots_and_topics_come_in_their_order_on_every_database(session: Session) -> None:
    later = make_topic(session, "later", position=2)
    sooner = make_topic(session, "sooner", position=1)
    days = [date(2026, 11, 4), date(2026, 10, 6)]
    bid = make_bid(
        session,
        make_tour(session),
        days=dict.fromkeys(days, Choice.FIRST),
        topics=[[later], [later, sooner]],
    )
    bid.slots.reverse()
    session.commit()

    assert [each.day for each in bid.dates] == sorted(days)
    assert [slot.position for slot in bid.slots] == [0, 1]
    assert bid.slots[1].topics == [sooner, later]


def test_a_bid_goes_with_its_dates_and_slots_and_no_other_bids(sqlite_session: Session) -> None:
    tour = make_tour(sqlite_session)
    gone, stays = make_bid(sqlite_session, tour), make_bid(sqlite_session, tour)

    sqlite_session.delete(gone)
    sqlite_session.commit()

    assert count(sqlite_session, BidDate) == len(stays.dates)
    assert count(sqlite_session, BidSlot) == len(stays.slots)


def test_a_tour_with_bids_and_a_topic_that_is_asked_for_cannot_go(
    sqlite_session: Session,
) -> None:
    tour, topic = make_tour(sqlite_session), make_topic(sqlite_session)
    make_bid(sqlite_session, tour)

    for needed in (tour, topic):
        with refused(sqlite_session, FOREIGN_KEY):
            sqlite_session.delete(needed)


def test_what_was_written_goes_with_the_bid_while_the_history_stays(
    sqlite_session: Session,
) -> None:
    bid = make_bid(sqlite_session, make_tour(sqlite_session))
    make_bid_step(sqlite_session, bid, HistoryKind.BID_REJECTED, note="日程の都合です")
    assert count(sqlite_session, BidNote) == 1

    sqlite_session.delete(bid)
    sqlite_session.commit()

    assert (count(sqlite_session, BidNote), count(sqlite_session, HistoryLine)) == (0, 1)


def test_a_line_of_the_history_has_one_note(sqlite_session: Session) -> None:
    bid = make_bid(sqlite_session, make_tour(sqlite_session))
    line = make_bid_step(sqlite_session, bid, HistoryKind.BID_REJECTED, note="一")
    again = BidNote(history_id=line.id, bid_id=bid.id, text="二")
    sqlite_session.expunge_all()

    with refused(sqlite_session, unique("bid_note.history_id")):
        sqlite_session.add(again)


def test_all_seminars_that_were_made_of_a_bid_are_its_own_the_cancelled_ones_too(
    sqlite_session: Session,
) -> None:
    tour = make_tour(sqlite_session)
    bid, other = make_bid(sqlite_session, tour), make_bid(sqlite_session, tour)
    made = [
        make_seminar(sqlite_session, bid, state=state)
        for state in (SeminarState.CANCELLED, SeminarState.CONFIRMED)
    ]
    make_seminar(sqlite_session, other)

    assert bid.seminars == made

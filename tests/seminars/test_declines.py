"""Days that hosts and advisers decline: kept for planning until taken back or removed."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import BidDate
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.seminars.confirmations import adviser_answers, host_answers
from seminar_service.seminars.declines import (
    declined_by_adviser,
    declined_by_host,
    declined_days,
    open_declines,
    open_declines_of,
    possible_days,
    remove_adviser_decline,
    remove_host_decline,
    take_other_day,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay, OtherDay, TeamMember
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import make_adviser, make_bid, make_seminar, make_tour
from tests.statements import counted_queries

HOST, ADVISER, STAFF = (
    Actor(kind) for kind in (ActorKind.HOST, ActorKind.ADVISER, ActorKind.ORGANISER)
)
DAY, LATER = date(2026, 10, 6), date(2026, 10, 7)


@pytest.fixture
def seminar(session: Session, tour: Tour, adviser: Adviser) -> Seminar:
    bid = make_bid(session, tour)
    return make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE, day=DAY)


def adviser_says(
    session: Session, seminar: Seminar, agrees: bool, now: datetime, note: str = ""
) -> None:
    adviser_id = seminar.team[0].adviser_id
    adviser_answers(
        session, adviser_id, seminar.public_id, agrees, note, shown=None, actor=ADVISER, now=now
    )


def host_says(
    session: Session, seminar: Seminar, agrees: bool, now: datetime, note: str = ""
) -> None:
    host_answers(session, seminar.bid_id, agrees, note, shown=None, actor=HOST, now=now)


def test_an_advisers_decline_is_kept_with_its_reason_until_they_say_yes_after_all(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar, now: datetime
) -> None:
    adviser_says(session, seminar, False, now, "通院のため")

    (row,) = declined_by_adviser(session, tour.id, adviser.id)
    assert (row.day, row.note, row.declined_at) == (DAY, "通院のため", now)
    assert row.seminar_id == seminar.id
    assert declined_by_host(session, seminar.bid_id) == []

    adviser_says(session, seminar, True, now)
    assert declined_days(session, tour.id) == []


def test_a_hosts_decline_is_kept_with_its_reason_until_they_say_yes_after_all(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar, now: datetime
) -> None:
    host_says(session, seminar, False, now, "会場が使えません。")

    (row,) = declined_by_host(session, seminar.bid_id)
    assert (row.day, row.note, row.adviser_id) == (DAY, "会場が使えません。", None)
    assert declined_by_adviser(session, tour.id, adviser.id) == []

    host_says(session, seminar, True, now)
    assert declined_days(session, tour.id) == []


def test_who_declines_twice_has_one_row_with_the_later_reason(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    for note in ("出張", "学会"):
        adviser_says(session, seminar, False, now, note)
        host_says(session, seminar, False, now, note)

    assert [row.note for row in declined_days(session, tour.id)] == ["学会", "学会"]


def test_saying_yes_to_another_day_leaves_the_declined_one_declined(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    adviser_says(session, seminar, False, now)
    host_says(session, seminar, False, now)
    seminar.day = LATER
    session.commit()

    adviser_says(session, seminar, True, now)
    host_says(session, seminar, True, now)

    assert [row.day for row in declined_days(session, tour.id)] == [DAY, DAY]


def test_a_decline_is_open_while_the_seminar_stands_as_it_was_declined(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    adviser_says(session, seminar, False, now)
    host_says(session, seminar, False, now)
    assert len(open_declines(session, tour.id)) == 2

    seminar.team = [TeamMember(position=0, adviser=make_adviser(session, tour))]
    session.commit()
    assert [row.adviser_id for row in open_declines(session, tour.id)] == [None]

    seminar.day = LATER
    session.commit()
    assert open_declines(session, tour.id) == []
    assert len(declined_days(session, tour.id)) == 2


def test_a_decline_of_a_seminar_that_is_cancelled_is_not_open(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    host_says(session, seminar, False, now)
    seminar.state = SeminarState.CANCELLED
    session.commit()

    assert open_declines(session, tour.id) == []


def test_each_tour_has_its_own_declines(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    other = make_tour(session, 2027)
    adviser_says(session, seminar, False, now)

    assert declined_days(session, other.id) == open_declines(session, other.id) == []
    assert len(declined_days(session, tour.id)) == 1


def test_a_decline_is_removed_once_and_the_history_tells_by_whom(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar, now: datetime
) -> None:
    adviser_says(session, seminar, False, now, "通院のため")
    key = session.scalars(select(DeclinedDay.id)).one()

    removed = [
        remove_adviser_decline(
            session, adviser.id, key, shown=now.isoformat(), actor=STAFF, now=now
        )
        for _ in range(2)
    ]

    assert removed == [True, False]
    assert declined_days(session, tour.id) == []
    (line,) = histories.lines(session, HistoryKind.DECLINE_REMOVED)
    assert histories.facts(line) == histories.told(
        HistoryKind.DECLINE_REMOVED,
        SubjectKind.SEMINAR,
        seminar.id,
        STAFF,
        now,
        day=DAY.isoformat(),
        adviser=adviser.id,
    )


def test_a_decline_of_somebody_else_is_not_removed(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar, now: datetime
) -> None:
    adviser_says(session, seminar, False, now)
    host_says(session, seminar, False, now)
    rows = {row.adviser_id: row.id for row in declined_days(session, tour.id)}
    of_adviser = partial(remove_adviser_decline, session, shown=None, actor=STAFF, now=now)
    of_host = partial(remove_host_decline, session, shown=None, actor=STAFF, now=now)

    assert not of_adviser(adviser.id + 1, rows[adviser.id])
    assert not of_adviser(adviser.id, rows[None])
    assert not of_host(seminar.bid_id, rows[adviser.id])
    assert not of_host(seminar.bid_id + 1, rows[None])
    assert len(declined_days(session, tour.id)) == 2


def test_a_decline_that_came_once_more_is_not_removed_unseen(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    host_says(session, seminar, False, now, "改修")
    key = session.scalars(select(DeclinedDay.id)).one()
    host_says(session, seminar, False, now + timedelta(hours=1), "閉館")

    with pytest.raises(ChangedMeanwhile):
        remove_host_decline(
            session, seminar.bid_id, key, shown=now.isoformat(), actor=STAFF, now=now
        )

    assert [row.note for row in declined_days(session, tour.id)] == ["閉館"]


def named(session: Session, seminar: Seminar, now: datetime, *others: date) -> DeclinedDay:
    """What is kept of a host that declines and names other days."""
    host_answers(
        session, seminar.bid_id, False, "改修", shown=None, actor=HOST, now=now, others=others
    )
    return session.scalars(select(DeclinedDay)).one()


def take(session: Session, row: DeclinedDay, day: date, now: datetime, **values: object) -> bool:
    wanted = {"bid_id": row.bid_id, "decline_id": row.id, "shown": row.mark} | values
    return take_other_day(session, day=day, actor=STAFF, now=now, **wanted)  # type: ignore[arg-type]  # by name


def test_a_day_that_a_host_named_becomes_a_possible_date_of_its_bid_once(
    session: Session, seminar: Seminar, now: datetime
) -> None:
    day, bid = date(2026, 11, 4), seminar.bid
    row = named(session, seminar, now, day, date(2026, 11, 5))
    version = bid.version

    assert [take(session, row, day, now) for _ in range(2)] == [True, False]

    assert day in possible_days(bid)
    assert bid.version == version + 1
    assert [each.day for each in row.others] == [day, date(2026, 11, 5)]


def test_a_day_on_which_the_host_could_not_becomes_possible_by_its_word(
    session: Session, seminar: Seminar, now: datetime
) -> None:
    day, bid = date(2026, 11, 4), seminar.bid
    bid.dates.append(BidDate(day=day, choice=Choice.IMPOSSIBLE))
    session.commit()

    assert take(session, named(session, seminar, now, day), day, now)
    assert day in possible_days(bid)


def test_only_what_the_host_named_and_still_wants_is_taken(
    session: Session, seminar: Seminar, now: datetime
) -> None:
    day = date(2026, 11, 4)
    row = named(session, seminar, now, day)

    assert not take(session, row, date(2026, 11, 5), now)
    assert not take(session, row, day, now, decline_id=row.id + 1)
    with pytest.raises(ChangedMeanwhile):
        take(session, row, day, now, shown="then")
    seminar.bid.state = BidState.WITHDRAWN
    session.commit()
    assert not take(session, row, day, now)
    assert day not in possible_days(seminar.bid)


def test_nothing_is_taken_in_a_tour_of_an_earlier_year(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    day = date(2026, 11, 4)
    row = named(session, seminar, now, day)
    tour.stage = TourStage.ARCHIVED
    session.commit()

    with pytest.raises(TourArchived):
        take(session, row, day, now)


def test_the_days_that_were_named_go_with_the_decline(
    session: Session, seminar: Seminar, now: datetime
) -> None:
    row = named(session, seminar, now, date(2026, 11, 4))

    assert remove_host_decline(session, row.bid_id, row.id, shown=None, actor=STAFF, now=now)

    assert session.scalars(select(OtherDay)).all() == []


def test_the_number_of_queries_does_not_grow_with_the_declines(
    sqlite_session: Session, now: datetime
) -> None:
    session = sqlite_session
    tour = make_tour(session)
    for _ in range(3):
        bid, adviser = make_bid(session, tour), make_adviser(session, tour)
        row = make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
        adviser_says(session, row, False, now)
    key = tour.id
    session.expire_all()

    with counted_queries(session) as queries:
        for each in open_declines(session, key):
            assert each.adviser is not None
            assert each.adviser.name
            assert each.bid.host_name
            assert each.seminar.public_id

    assert len(queries) == 4


def test_what_is_open_of_a_bid_is_what_host_and_advisers_declined_of_its_seminar(
    session: Session, tour: Tour, seminar: Seminar, now: datetime
) -> None:
    assert open_declines_of(session, seminar.bid_id) == []
    adviser_says(session, seminar, False, now)
    host_says(session, seminar, False, now)

    assert len(open_declines_of(session, seminar.bid_id)) == 2
    assert open_declines_of(session, make_bid(session, tour).id) == []
    seminar.day = LATER
    session.commit()
    assert open_declines_of(session, seminar.bid_id) == []

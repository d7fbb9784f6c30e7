"""Who is to be told of what, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice, RoleName
from seminar_service.bulletins.model import ToldLine
from seminar_service.bulletins.queries import (
    PAUSE,
    TOLD,
    accounts_due,
    days_said,
    digest_before,
    happenings,
    lines_due,
)
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.states import SeminarState
from tests.bulletins.support import happen, make_reader
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour
from tests.statements import counted_statements

SECOND = timedelta(seconds=1)
EIGHT = datetime(2026, 6, 1, 23, 0, tzinfo=UTC)  # in the morning of 2 June in Japan


@pytest.mark.parametrize(
    ("now", "digest"),
    [
        (EIGHT, EIGHT),
        (EIGHT - SECOND, EIGHT - timedelta(days=1)),
        (EIGHT + timedelta(hours=23), EIGHT),
    ],
)
def test_the_daily_one_belongs_to_eight_in_the_morning_in_japan(
    now: datetime, digest: datetime
) -> None:
    assert digest_before(now) == digest


@pytest.mark.parametrize("kind", HistoryKind)
def test_bids_answers_declines_and_withdrawals_are_told_and_nothing_else(
    session: Session, kind: HistoryKind
) -> None:
    reader = make_reader(session)
    happen(session, make_bid(session, make_tour(session)), kind)

    assert (list(accounts_due(session, now=NOW)) == [reader.id]) is (kind in TOLD)


def test_at_once_is_now_and_after_a_bulletin_ten_minutes_later(session: Session) -> None:
    reader = make_reader(session, bulletin_told_at=NOW)
    happen(session, make_bid(session, make_tour(session)))

    assert accounts_due(session, now=NOW + PAUSE - SECOND) == []
    assert accounts_due(session, now=NOW + PAUSE) == [reader.id]


def test_the_daily_one_tells_what_was_before_its_hour(session: Session) -> None:
    reader = make_reader(session, BulletinChoice.DAILY)
    bid = make_bid(session, make_tour(session))
    before = happen(session, bid, at=EIGHT - SECOND)
    happen(session, bid, HistoryKind.BID_WITHDRAWN, at=EIGHT)

    assert accounts_due(session, now=EIGHT - SECOND) == []
    assert lines_due(session, reader.id, now=EIGHT) == [before]


@pytest.mark.parametrize(
    "values",
    [
        {"bulletin": BulletinChoice.NONE},
        {"active": False},
        {"password": None},
        {"roles": []},
        {"bulletin_since": NOW + SECOND},
    ],
    ids=["wants none", "closed", "only invited", "without a role", "begins later"],
)
def test_who_cannot_or_will_not_read_is_told_nothing(
    session: Session, values: dict[str, object]
) -> None:
    reader = make_reader(session)
    for name, value in values.items():
        setattr(reader, name, value)
    session.commit()
    happen(session, make_bid(session, make_tour(session)))

    assert accounts_due(session, now=NOW) == []


def test_an_account_that_never_chose_is_told_what_happened_since_it_was_made(
    session: Session,
) -> None:
    reader = make_reader(session, bulletin_told_at=None)
    reader.bulletin_since = None
    session.commit()
    bid = make_bid(session, make_tour(session))
    happen(session, bid, at=NOW - SECOND)
    assert accounts_due(session, now=NOW) == []

    happen(session, bid, HistoryKind.BID_WITHDRAWN)
    assert accounts_due(session, now=NOW) == [reader.id]


def test_what_somebody_did_is_told_to_the_others(session: Session) -> None:
    clerk, planner = make_reader(session), make_reader(session, role=RoleName.PLANNER)
    bid = make_bid(session, make_tour(session))
    happen(session, bid, actor=Actor(ActorKind.ORGANISER, user_id=clerk.id))

    assert accounts_due(session, now=NOW) == [planner.id]


def test_what_was_told_is_not_due_again(session: Session) -> None:
    reader = make_reader(session)
    line = happen(session, make_bid(session, make_tour(session)))
    session.add(ToldLine(account_id=reader.id, line_id=line.id))
    session.commit()

    assert lines_due(session, reader.id, now=NOW) == []


def test_a_happening_knows_its_bid_and_the_day_that_was_answered_for(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE)
    lines = [happen(session, bid), happen(session, seminar, HistoryKind.HOST_DECLINED)]

    submitted, declined = happenings(session, lines)

    assert (submitted.bid, submitted.seminar, submitted.day) == (bid, None, None)
    assert (declined.bid, declined.seminar, declined.day) == (bid, seminar, seminar.day)


def test_of_what_is_gone_there_is_nothing_to_say(session: Session) -> None:
    gone = HistoryLine(kind="bid_submitted", subject_kind="bid", subject_id=4711, at=NOW, data={})
    lost = HistoryLine(
        kind="host_declined", subject_kind="seminar", subject_id=4711, at=NOW, data={}
    )

    assert happenings(session, [gone, lost]) == []


def test_many_happenings_are_read_in_a_fixed_number_of_queries(session: Session) -> None:
    tour = make_tour(session)

    def read(number: int) -> int:
        lines = []
        for _ in range(number):
            bid = make_bid(session, tour)
            seminar = make_seminar(session, bid)
            lines += [happen(session, bid), happen(session, seminar, HistoryKind.HOST_DECLINED)]
        session.expire_all()
        for line in lines:
            session.refresh(line)
        with counted_statements(session.get_bind()) as asked:
            for each in happenings(session, lines):
                assert each.bid.slots[0].topics[0].name_ja
                assert each.bid.tour.fiscal_year
        return len(asked)

    assert read(1) == read(7) <= 6


def test_days_of_advisers_are_told_while_they_take_part(session: Session) -> None:
    tour = make_tour(session)
    engagement = make_adviser(session, tour).engagements[0]
    line = happen(session, engagement, HistoryKind.AVAILABILITY_SAID)
    other = happen(session, make_bid(session, tour))

    assert happenings(session, [line]) == []
    assert [(each.line, each.engagement) for each in days_said(session, [line, other])] == [
        (line, engagement)
    ]
    session.delete(engagement)
    session.commit()
    assert days_said(session, [line]) == []

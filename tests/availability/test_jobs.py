"""A worker fetches calendars at night, each by a job of its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from seminar_service.access.sealing import Seal
from seminar_service.advisers.model import DaySource, UnavailableDay
from seminar_service.advisers.subscription_model import CalendarSubscription, SubscriptionFault
from seminar_service.availability import jobs, subscriptions
from seminar_service.availability.subscription_times import PAUSES
from seminar_service.domain.actors import ADVISER
from seminar_service.fetching.values import Answer, Fault, FetchFailed, Marks, Wanted
from seminar_service.tours.model import Tour
from seminar_service.work.model import Job, JobState
from seminar_service.work.periodic import Periodic
from seminar_service.work.worker import Worker
from tests.availability.subscribing import ADDRESS, SEAL, subscribe
from tests.busy.files import ALL_DAY, EVERY_SECOND, calendar
from tests.clocks import Clock
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_tour

FIRST, SECOND = date(2026, 9, 7), date(2026, 9, 8)
OTHER = "https://other.example.jp/own.ics"
NIGHT = timedelta(days=1)
MakeWorker = Callable[..., Worker]


class Nights:
    """Nights in which a worker fetches what `answers` say; `asked` is what was asked of whom."""

    def __init__(
        self, sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
    ) -> None:
        self.sessions = sessions
        self.clock = clock
        self.make_worker = make_worker
        self.answers: dict[str, Any] = {}
        self.asked: list[Wanted] = []
        self.worker = self.worker_of(self.fetch)
        with sessions() as session:
            self.engagement = make_adviser(session, make_tour(session)).engagements[0]
            subscribe(session, self.engagement, [])
            session.refresh(self.engagement)
            session.expunge(self.engagement)

    def worker_of(self, fetch: jobs.Fetch, seal: Seal | None = SEAL) -> Worker:
        """A worker that fetches so."""
        fetch_one = partial(jobs.fetch_one, office=OFFICE, seal=seal, fetch=fetch)
        periodic = [Periodic(jobs.KIND, timedelta(minutes=1), jobs.is_due)]
        handlers = {jobs.KIND: jobs.put_down, jobs.FETCH: fetch_one}
        return self.make_worker(handlers, periodic=periodic)

    def fetch(self, wanted: Wanted) -> Answer:
        """What an address answers."""
        self.asked.append(wanted)
        answer = self.answers[wanted.address]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, bytes):
            return Answer(answer, Marks('"1"', "Mon"))
        return Answer(None, wanted.marks)

    def run(self, when: datetime) -> None:
        """Do all that is due then."""
        self.clock.now = when
        while self.worker.run_due():
            pass

    @property
    def rows(self) -> list[CalendarSubscription]:
        """All calendars that are fetched."""
        with self.sessions() as session:
            return list(session.scalars(select(CalendarSubscription)))

    @property
    def row(self) -> CalendarSubscription:
        """The one of the adviser."""
        (found,) = self.rows
        return found

    @property
    def taken(self) -> list[date]:
        """The days that were fetched."""
        with self.sessions() as session:
            found = session.scalars(select(UnavailableDay).order_by(UnavailableDay.day))
            return [each.day for each in found if each.source is DaySource.SUBSCRIPTION]


@pytest.fixture
def nights(sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker) -> Nights:
    return Nights(sessions, clock, make_worker)


def test_it_is_fetched_when_its_time_has_come_and_once_a_night(nights: Nights) -> None:
    nights.answers[ADDRESS] = calendar(ALL_DAY)
    row = nights.row
    nights.run(row.next_at - timedelta(minutes=1))
    assert nights.asked == []
    for later in (0, 1, 60):
        nights.run(row.next_at + timedelta(minutes=later))
    assert nights.asked == [Wanted(ADDRESS)]
    assert nights.taken == [FIRST, SECOND]
    after = nights.row
    assert after.next_at == row.next_at + NIGHT
    assert (after.etag, after.last_modified) == ('"1"', "Mon")
    with nights.sessions() as session:
        states = {each.state for each in session.scalars(select(Job))}
        assert states == {JobState.DONE}


def test_the_next_night_asks_whether_it_is_as_before(nights: Nights) -> None:
    nights.answers[ADDRESS] = calendar(ALL_DAY)
    row = nights.row
    nights.run(row.next_at)
    nights.answers[ADDRESS] = None
    nights.run(row.next_at + NIGHT)
    assert nights.asked[-1].marks == Marks('"1"', "Mon")
    assert nights.taken == [FIRST, SECOND]
    assert nights.row.fetched_at == row.next_at + NIGHT


def test_once_a_further_year_is_read_it_is_fetched_whole(nights: Nights) -> None:
    nights.answers[ADDRESS] = calendar(ALL_DAY)
    nights.run(nights.row.next_at)
    nights.run(datetime(2027, 4, 2, tzinfo=UTC))
    assert [each.marks for each in nights.asked] == [Marks(), Marks()]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (FetchFailed(Fault.REFUSED), SubscriptionFault.REFUSED),
        (b"<html>log in</html>", SubscriptionFault.UNREADABLE),
        (calendar(EVERY_SECOND), SubscriptionFault.TOO_LARGE),
        (RuntimeError(ADDRESS), SubscriptionFault.UNREACHABLE),
    ],
    ids=["refused", "no calendar", "endless", "a fault of ours"],
)
def test_what_fails_leaves_the_days_and_is_tried_again(
    nights: Nights, answer: Any, fault: SubscriptionFault
) -> None:
    nights.answers[ADDRESS] = calendar(ALL_DAY)
    row = nights.row
    nights.run(row.next_at)
    nights.answers[ADDRESS] = answer
    when = row.next_at + NIGHT
    with capture_logs() as logs:
        nights.run(when)
    after = nights.row
    assert (after.fault, after.failing_since, after.tries) == (fault, when, 1)
    assert after.next_at == when + PAUSES[0]
    assert nights.taken == [FIRST, SECOND]
    said = [{key: each[key] for key in each if key != "exc_info"} for each in logs]
    assert "example.jp" not in str(said)
    for _ in range(5):
        nights.run(nights.row.next_at)
    assert len(nights.asked) == 1 + 6  # three tries in each of two nights


def test_one_that_fails_keeps_no_other_from_being_fetched(nights: Nights) -> None:
    with nights.sessions() as session:
        tour = session.get(Tour, nights.engagement.tour_id)
        other = make_adviser(session, tour).engagements[0]
        subscribe(session, other, [], OTHER)
    nights.answers = {ADDRESS: FetchFailed(Fault.TOO_SLOW), OTHER: calendar(ALL_DAY)}
    nights.run(max(each.next_at for each in nights.rows))
    assert {each.address for each in nights.asked} == {ADDRESS, OTHER}
    assert nights.taken == [FIRST, SECOND]


def test_our_own_seminars_in_the_calendar_take_no_day(nights: Nights) -> None:
    with nights.sessions() as session:
        tour = session.get(Tour, nights.engagement.tour_id)
        assert tour is not None
        merged = session.merge(nights.engagement)
        seminar = make_seminar(session, make_bid(session, tour), team=[merged.adviser], day=FIRST)
        ours = calendar(ALL_DAY).replace(b"UID:0", f"UID:{seminar.uid}".encode())
    nights.answers[ADDRESS] = ours
    nights.run(nights.row.next_at)
    assert nights.taken == []


def test_one_that_was_sealed_under_a_lost_key_is_a_fault(nights: Nights) -> None:
    with nights.sessions() as session:
        row = session.get(CalendarSubscription, nights.engagement.adviser_id)
        assert row is not None
        row.address = "of another key"
        session.commit()
    nights.run(nights.row.next_at)
    assert nights.row.fault is SubscriptionFault.LOCKED
    assert nights.asked == []


def test_what_is_ended_while_it_is_fetched_stays_ended(nights: Nights) -> None:
    adviser_id = nights.engagement.adviser_id

    def ends(_: Wanted) -> Answer:
        with nights.sessions() as session:
            subscriptions.unsubscribe(session, adviser_id, actor=ADVISER, now=NOW)
        return Answer(calendar(ALL_DAY))

    nights.worker = nights.worker_of(ends)
    nights.run(nights.row.next_at)
    assert (nights.rows, nights.taken) == ([], [])


def test_where_nothing_is_to_be_fetched_nothing_is(nights: Nights) -> None:
    nights.worker = nights.worker_of(nights.fetch, seal=None)
    nights.run(nights.row.next_at)
    assert nights.asked == []

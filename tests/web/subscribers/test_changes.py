"""What subscribers see after a seminar is moved, cancelled, taken away, or given up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.advisers import services as advisers
from seminar_service.advisers.details import AdviserDetails
from seminar_service.domain.actors import PARTICIPANT, Actor, ActorKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases import services as releases
from seminar_service.seminars import confirmations
from seminar_service.seminars import services as seminars
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.calendars.peers import read_with_ical
from tests.calendars.seen import Seen
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
    unlock,
)
from tests.seminars import support
from tests.web.subscribers.feeds import Stage

LATER = NOW + timedelta(hours=5)
OFFICE = Office(
    base_url="https://seminar.example.jp",
    mail="office@example.jp",
    contact="help@example.jp",
    name_ja="試験事務局",
    name_en="Test Office",
)
ORGANISER = Actor(ActorKind.ORGANISER)


@dataclass(frozen=True)
class Read:
    """A feed as it was at one time."""

    tag: str
    modified: datetime
    entries: list[Seen]


@pytest.fixture
def read(client: FlaskClient) -> Callable[[str], Read]:
    """Reads the feed at an address."""

    def call(path: str) -> Read:
        answer = client.get(path)
        assert answer.status_code == 200
        modified = parsedate_to_datetime(answer.headers["Last-Modified"])
        return Read(answer.headers["ETag"], modified, read_with_ical(answer.data))

    return call


def assert_changed(before: Read, after: Read) -> None:
    assert after.tag != before.tag
    assert before.modified < after.modified == LATER


def release_for(stage: Stage, day: date, *, adviser: bool = True) -> None:
    """Release a plan that puts the seminar on a day, with its adviser or another one."""
    session, tour = stage.session, stage.seminar.tour
    speaker = stage.adviser if adviser else make_adviser(session, tour)
    plan = make_plan(session, tour, {stage.seminar.bid: (day, [speaker])})
    unlock(session, stage.seminar)
    releases.release(session, plan.id, office=OFFICE, actor=ORGANISER, now=LATER)


def describe(stage: Stage, **changes: Any) -> None:
    """Change what the staff says about the seminar."""
    support.describe(stage.session, stage.seminar, now=LATER, **changes)


def cancel(stage: Stage) -> None:
    """Cancel the seminar."""
    support.cancel(stage.session, stage.seminar.public_id, "講師の急病のためです。", now=LATER)


@pytest.mark.parametrize("kind", ["tour", "hosts", "advisers", "registrations"])
def test_a_move_raises_the_revision_in_every_feed(
    stage: Stage, read: Callable[[str], Read], kind: str
) -> None:
    path = "/feeds/tour.ics" if kind == "tour" else stage.private(kind)[0]
    before = read(path)

    release_for(stage, date(2026, 10, 8))
    after = read(path)

    assert_changed(before, after)
    assert after.entries[0].start == datetime(2026, 10, 8, 4, 30, tzinfo=UTC)
    assert after.entries[0].uid == before.entries[0].uid
    assert after.entries[0].sequence == 1
    assert after.entries[0].status == "CONFIRMED"


def test_another_venue_raises_the_revision(stage: Stage, read: Callable[[str], Read]) -> None:
    before = read("/feeds/prefectures/23.ics")

    describe(stage, venue_name="別館 小ホール")
    after = read("/feeds/prefectures/23.ics")

    assert_changed(before, after)
    assert after.entries[0].location.endswith("別館 小ホール")
    assert after.entries[0].sequence == 1


def test_another_title_changes_the_entry_and_not_its_revision(
    stage: Stage, read: Callable[[str], Read]
) -> None:
    before = read("/feeds/tour.ics")

    describe(stage, title_ja="知財の入門")
    after = read("/feeds/tour.ics")

    assert_changed(before, after)
    assert after.entries[0].title == "知財の入門（愛知）"
    assert after.entries[0].sequence == 0


@pytest.mark.parametrize("kind", ["tour", "hosts", "advisers", "registrations"])
def test_a_cancelled_seminar_stays_as_cancelled(
    stage: Stage, read: Callable[[str], Read], kind: str
) -> None:
    path = "/feeds/tour.ics" if kind == "tour" else stage.private(kind)[0]
    before = read(path)

    cancel(stage)
    after = read(path)

    assert_changed(before, after)
    assert after.entries[0].uid == before.entries[0].uid
    assert after.entries[0].status == "CANCELLED"
    assert after.entries[0].sequence == 1
    assert after.entries[0].title == "【中止】営業秘密管理セミナー（愛知）"
    assert after.entries[0].description.startswith(
        "このセミナーは中止になりました。\n講師の急病のためです。\n"
    )


@pytest.mark.parametrize("kind", ["tour", "file", "hosts", "advisers", "registrations"])
def test_another_name_of_an_adviser_reaches_every_feed_that_shows_it(
    stage: Stage, read: Callable[[str], Read], kind: str
) -> None:
    public = {"tour": "/feeds/tour.ics", "file": f"/seminars/{stage.seminar.public_id}.ics"}
    path = public[kind] if kind in public else stage.private(kind)[0]
    before = read(path)
    names = AdviserDetails.__dataclass_fields__.keys() - {"topic_ids"}
    details = {name: getattr(stage.adviser, name) for name in names} | {"name": "新しい名"}

    advisers.change_adviser(
        stage.session,
        stage.adviser.id,
        AdviserDetails(**details, topic_ids=[]),
        version=None,
        actor=ORGANISER,
        now=LATER,
    )
    after = read(path)

    assert_changed(before, after)
    assert "新しい名" in after.entries[0].description
    assert after.entries[0].sequence == before.entries[0].sequence


def test_the_file_of_a_cancelled_seminar_says_so(stage: Stage, read: Callable[[str], Read]) -> None:
    path = f"/seminars/{stage.seminar.public_id}.ics"
    before = read(path)

    cancel(stage)

    assert_changed(before, read(path))
    assert read(path).entries[0].status == "CANCELLED"


def test_a_seminar_given_to_another_adviser_leaves_the_first_ones_feed(
    stage: Stage, read: Callable[[str], Read]
) -> None:
    path = stage.private("advisers")[0]
    before = read(path)

    release_for(stage, stage.seminar.day, adviser=False)
    after = read(path)

    assert_changed(before, after)
    assert len(before.entries) == 1
    assert after.entries == []


def test_a_newly_planned_seminar_appears_as_tentative_in_private_feeds_alone(
    session: Session, stage: Stage, read: Callable[[str], Read]
) -> None:
    day = date(2026, 11, 9)
    bid = make_bid(session, stage.seminar.tour, days={day: Choice.FIRST})
    path = stage.private("advisers")[0]
    before = read(path)
    days = {stage.seminar.bid: (stage.seminar.day, [stage.adviser])}
    plan = make_plan(session, bid.tour, days | {bid: (day, [stage.adviser])})

    releases.release(session, plan.id, office=OFFICE, actor=ORGANISER, now=LATER)
    after = read(path)

    assert_changed(before, after)
    assert [each.status for each in after.entries] == ["CONFIRMED", "TENTATIVE"]
    assert len(read("/feeds/tour.ics").entries) == 1


def test_a_confirmed_seminar_is_no_longer_tentative_for_its_adviser(
    session: Session, read: Callable[[str], Read]
) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE, team=[adviser])
    path = Stage(session, seminar, adviser, Registration()).private("advisers")[0]
    before = read(path)

    host = Actor(ActorKind.HOST)
    confirmations.host_answers(session, bid.id, True, "", shown=None, actor=host, now=LATER)
    confirmations.adviser_answers(
        session,
        adviser.id,
        seminar.public_id,
        True,
        "",
        shown=None,
        actor=Actor(ActorKind.ADVISER),
        now=LATER,
    )
    after = read(path)

    assert_changed(before, after)
    assert [before.entries[0].status, after.entries[0].status] == ["TENTATIVE", "CONFIRMED"]
    assert after.entries[0].sequence == 1


def test_an_announcement_brings_the_seminar_into_the_public_feed(
    session: Session, read: Callable[[str], Read]
) -> None:
    seminar = make_seminar(
        session, make_bid(session, make_tour(session)), state=SeminarState.CONFIRMED
    )
    before = read("/feeds/tour.ics")

    seminars.announce(session, {seminar.public_id: None}, office=OFFICE, actor=ORGANISER, now=LATER)
    after = read("/feeds/tour.ics")

    assert_changed(before, after)
    assert before.entries == []
    assert [each.uid for each in after.entries] == [str(seminar.uid)]


def test_who_withdraws_has_an_empty_feed(stage: Stage, read: Callable[[str], Read]) -> None:
    path = stage.private("registrations")[0]
    before = read(path)

    registrations.withdraw(
        stage.session, stage.registration.id, office=OFFICE, actor=PARTICIPANT, now=LATER
    )
    after = read(path)

    assert_changed(before, after)
    assert after.entries == []


def test_who_withdrew_is_not_shown_the_cancellation(
    stage: Stage, read: Callable[[str], Read]
) -> None:
    path = stage.private("registrations")[0]
    registrations.withdraw(
        stage.session, stage.registration.id, office=OFFICE, actor=PARTICIPANT, now=NOW
    )

    cancel(stage)

    assert read(path).entries == []


def test_a_wait_is_tentative_until_a_place_is_free(
    session: Session, read: Callable[[str], Read]
) -> None:
    bid = make_bid(session, make_tour(session), capacity=1)
    seminar = make_seminar(session, bid)
    first = make_registration(session, seminar)
    second = make_registration(session, seminar, state=RegistrationState.WAITING)
    path = Stage(session, seminar, make_adviser(session), second).private("registrations")[0]
    before = read(path)

    registrations.withdraw(session, first.id, office=OFFICE, actor=PARTICIPANT, now=LATER)
    after = read(path)

    assert_changed(before, after)
    assert [before.entries[0].status, after.entries[0].status] == ["TENTATIVE", "CONFIRMED"]
    assert before.entries[0].description.startswith("キャンセル待ちです。")
    assert not after.entries[0].description.startswith("キャンセル待ちです。")
    assert [before.entries[0].sequence, after.entries[0].sequence] == [0, 1]


def test_next_years_tour_takes_nothing_out_of_calendars(
    session: Session, stage: Stage, read: Callable[[str], Read]
) -> None:
    following = make_tour(session, 2027, calendar_changed_at=LATER)
    coming = make_seminar(session, make_bid(session, following))

    entries = read("/feeds/tour.ics").entries

    assert {each.uid for each in entries} == {str(stage.seminar.uid), str(coming.uid)}


def test_an_archived_tour_leaves_the_feed_and_the_feed_says_when(
    session: Session, stage: Stage, read: Callable[[str], Read]
) -> None:
    make_tour(session, 2027)
    before = read("/feeds/tour.ics")

    stage.seminar.tour.stage = TourStage.ARCHIVED
    stage.seminar.tour.calendar_changed_at = LATER
    stage.seminar.state = SeminarState.HELD
    session.commit()
    after = read("/feeds/tour.ics")

    assert_changed(before, after)
    assert after.entries == []


def test_a_new_registration_changes_nobodys_public_feed(
    session: Session, stage: Stage, read: Callable[[str], Read]
) -> None:
    before = read("/feeds/tour.ics")

    make_registration(session, stage.seminar)

    assert read("/feeds/tour.ics") == before

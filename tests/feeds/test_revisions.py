"""Whether a private feed has changed, told without building it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Audience
from seminar_service.feeds.parts import UnbuiltFeed
from seminar_service.feeds.personal import (
    unbuilt_adviser_feed,
    unbuilt_host_feed,
    unbuilt_registration_feed,
)
from seminar_service.feeds.revisions import (
    adviser_feed_revision,
    host_feed_revision,
    registration_feed_revision,
)
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.revisions.model import Revision
from seminar_service.seminars import counters
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Topic, Tour
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.statements import counted_queries

ADVISER, HOST, PERSON = "adviser", "host", "person"
ALL = {ADVISER, HOST, PERSON}
_later = count(1)


@dataclass
class World:
    """A seminar with its adviser, host and a participant, and what else they may come to see."""

    session: Session
    tour: Tour
    bid: Bid
    seminar: Seminar
    other: Seminar
    adviser: Adviser
    colleague: Adviser
    topic: Topic
    person: Registration
    known: dict[tuple[str, str, Locale], bytes] = field(default_factory=dict)

    def unbuilt(self, locale: Locale) -> dict[str, UnbuiltFeed]:
        addresses = OFFICE.addresses(locale)
        return {
            ADVISER: unbuilt_adviser_feed(self.session, self.adviser.id, addresses),
            HOST: unbuilt_host_feed(self.session, self.bid.id, addresses),
            PERSON: unbuilt_registration_feed(self.session, self.person.id, addresses),
        }

    def shown(self) -> dict[str, bytes]:
        """What the feeds show; what was shown under one revision never differs."""
        self.session.rollback()
        told = dict.fromkeys(ALL, b"")
        for locale in Locale:
            for name, feed in self.unbuilt(locale).items():
                content = feed.build().content
                key = name, feed.revision, locale
                assert self.known.setdefault(key, content) == content
                told[name] += content
        return told


@pytest.fixture
def world(session: Session) -> World:
    tour, topic = make_tour(session), make_topic(session)
    adviser, colleague = make_adviser(session, tour), make_adviser(session, tour)
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser])
    other = make_seminar(session, make_bid(session, tour), team=[colleague], title_ja="他所")
    person = make_registration(session, seminar)
    return World(session, tour, bid, seminar, other, adviser, colleague, topic, person)


def set_on(of: str, **values: object) -> Callable[[World], None]:
    def change(world: World) -> None:
        for name, value in values.items():
            setattr(getattr(world, of), name, value)

    return change


def join(world: World) -> None:
    member = TeamMember(seminar_id=world.other.id, position=1, adviser_id=world.adviser.id)
    world.session.add(member)


def leave(world: World) -> None:
    world.session.delete(world.session.get_one(TeamMember, (world.other.id, 1)))


def leave_by_a_statement(world: World) -> None:
    world.session.execute(delete(TeamMember).where(TeamMember.seminar_id == world.other.id))


def add_topic(world: World) -> None:
    another = make_topic(world.session, "brand", name_ja="商標", name_en="Brand")
    world.seminar.topics.append(another)


def add_seminar_of_the_bid(world: World) -> None:
    make_seminar(world.session, world.bid, state=SeminarState.TENTATIVE)


def rename_by_a_statement(world: World) -> None:
    world.session.execute(update(Adviser).values(name="文", name_en="By statement"))


def move(world: World) -> None:
    world.seminar.day += timedelta(days=next(_later))
    touch(world.seminar, now=NOW + timedelta(hours=next(_later)))


# In this order: what each changes, and whose feeds show it. Some come back to what was before.
CHANGES: tuple[tuple[Callable[[World], None], set[str]], ...] = (
    (set_on("seminar", title_ja="新しい題名", title_en="New"), ALL),
    (set_on("seminar", title_ja="営業秘密管理セミナー", title_en="Trade secrets seminar"), ALL),
    (set_on("seminar", description_ja="説明", description_en="Text"), ALL),
    (set_on("seminar", venue_name="新しい会場"), ALL),
    (set_on("seminar", venue_address="別の町9"), ALL),
    (set_on("seminar", venue_position="35.1,136.9"), ALL),
    (set_on("seminar", place="13"), ALL),
    (set_on("seminar", starts_at=time(9), ends_at=time(11)), ALL),
    (set_on("seminar", audience=Audience.MEMBERS), ALL),
    (set_on("seminar", capacity=77), ALL),
    (set_on("seminar", host_name="別の団体"), ALL),
    (move, ALL),
    (add_topic, ALL),
    (set_on("topic", name_ja="改題", name_en="Renamed"), ALL),
    (set_on("adviser", name="改名 太郎", name_en="Renamed"), ALL),
    (rename_by_a_statement, ALL),
    (set_on("bid", host_name="団体の新名"), {HOST}),
    (join, {ADVISER}),
    (set_on("colleague", name="同僚 新名", name_en="Colleague"), {ADVISER}),
    (set_on("other", day=date(2026, 12, 1)), {ADVISER}),
    (leave, {ADVISER}),
    (join, {ADVISER}),
    (leave_by_a_statement, {ADVISER}),
    (set_on("person", state=RegistrationState.WAITING), {PERSON}),
    (set_on("person", calendar_sequence=3), {PERSON}),
    (set_on("person", changed_at=NOW + timedelta(days=9)), {PERSON}),
    (set_on("person", state=RegistrationState.CANCELLED, withdrawn_at=NOW), {PERSON}),
    (set_on("person", withdrawn_at=None), set()),
    (set_on("seminar", state=SeminarState.CANCELLED, cancellation_note_ja="台風"), ALL),
    (add_seminar_of_the_bid, {HOST}),
)


def test_what_shows_something_else_has_another_revision(world: World) -> None:
    before = world.shown()
    for change, whose in CHANGES:
        change(world)
        world.session.commit()
        after = world.shown()
        assert {name for name in ALL if after[name] != before[name]} == whose
        before = after


@pytest.mark.parametrize(
    ("change", "whose"),
    [
        (lambda world: counters.take_place(world.session, world.seminar.id), set()),
        (lambda world: touch(world.other, now=NOW + timedelta(days=1)), set()),
        (set_on("other", title_ja="他所の題名"), set()),
        (set_on("adviser", calendar_changed_at=NOW + timedelta(days=1)), {ADVISER}),
    ],
)
def test_what_others_see_changes_nobody_elses_revision(
    world: World, change: Callable[[World], None], whose: set[str]
) -> None:
    before = {name: feed.revision for name, feed in world.unbuilt(Locale.JA).items()}
    world.session.rollback()
    with transaction(world.session):
        change(world)
    after = {name: feed.revision for name, feed in world.unbuilt(Locale.JA).items()}
    assert {name for name in ALL if after[name] != before[name]} == whose


def test_who_leaves_a_seminar_of_before_there_were_revisions_has_another_one(world: World) -> None:
    join(world)
    world.session.commit()
    world.session.execute(delete(Revision))
    world.session.commit()
    world.shown()

    leave(world)
    world.session.commit()

    assert world.shown()


def test_it_takes_one_query_however_many_seminars_there_are(world: World) -> None:
    for _ in range(3):
        make_seminar(world.session, make_bid(world.session, world.tour), team=[world.adviser])
    keys = world.adviser.id, world.bid.id, world.person.id
    for read, key in zip(
        (adviser_feed_revision, host_feed_revision, registration_feed_revision), keys, strict=True
    ):
        with counted_queries(world.session) as queries:
            read(world.session, key)
        assert len(queries) == 1


def test_two_owners_with_the_same_numbers_have_two_revisions(session: Session) -> None:
    first, second = make_adviser(session), make_adviser(session)
    assert adviser_feed_revision(session, first.id) != adviser_feed_revision(session, second.id)


def test_what_does_not_exist_has_no_revision(session: Session) -> None:
    for read in (adviser_feed_revision, host_feed_revision, registration_feed_revision):
        with pytest.raises(NotFound):
            read(session, 4711)


def test_what_changes_before_the_feed_is_built_makes_it_newer_than_its_revision(
    world: World,
) -> None:
    unbuilt = world.unbuilt(Locale.JA)
    world.seminar.title_ja = "新しい題名"
    world.session.commit()

    for name, feed in world.unbuilt(Locale.JA).items():
        assert unbuilt[name].build().content == feed.build().content
        assert unbuilt[name].revision != feed.revision

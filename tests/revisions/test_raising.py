"""Revisions rise with every committed change of what is shown, and with no other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.revisions.model import SHARED, Revision
from seminar_service.revisions.queries import revision_of_all
from seminar_service.revisions.values import RevisionNumbers
from seminar_service.seminars import counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.storage.transaction import joint_transaction, transaction
from tests.factories import make_adviser, make_bid, make_seminar, make_topic, make_tour, make_user
from tests.registrations.crowds import crowd_of


@pytest.fixture
def seminar(session: Session) -> Seminar:
    tour = make_tour(session)
    return make_seminar(session, make_bid(session, tour), team=[make_adviser(session, tour)])


def numbers(session: Session) -> RevisionNumbers:
    session.rollback()
    return revision_of_all(session.connection())


@contextmanager
def risen(session: Session, *, pages: bool, calendars: bool) -> Iterator[None]:
    """Assert that the revision rises in the block, or does not."""
    before = numbers(session)
    yield
    after = numbers(session)
    assert (after.pages > before.pages, after.calendars > before.calendars) == (pages, calendars)
    assert (after.pages >= before.pages, after.calendars >= before.calendars) == (True, True)


def test_places_taken_are_seen_on_pages_alone(session: Session, seminar: Seminar) -> None:
    seminar_id = seminar.id
    changes: list[Callable[[], object]] = [
        lambda: counters.take_place(session, seminar_id),
        lambda: counters.change_waiting(session, seminar_id, 1),
        lambda: counters.free_place(session, seminar_id),
        lambda: counters.draw_queue_number(session, seminar_id),
        lambda: counters.clear(session, seminar_id),
    ]
    for change in changes:
        with risen(session, pages=True, calendars=False), transaction(session):
            change()


def test_whatever_else_changes_is_seen_everywhere(session: Session, seminar: Seminar) -> None:
    for name, value in (("title_ja", "新"), ("capacity", 50), ("cancellation_note_ja", "雪")):
        with risen(session, pages=True, calendars=True):
            setattr(seminar, name, value)
            session.commit()
    for row in (seminar.tour, seminar.topics[0], seminar.team[0].adviser):
        with risen(session, pages=True, calendars=True), transaction(session):
            session.merge(row).version += 1
    with risen(session, pages=True, calendars=True):
        seminar.team.clear()
        session.commit()
    another = make_topic(session, "another")
    with risen(session, pages=True, calendars=True):
        seminar.topics.append(another)
        session.commit()


def test_a_statement_that_says_nothing_of_its_seminar_raises_what_all_look_at(
    session: Session, seminar: Seminar
) -> None:
    statements = (
        update(Seminar).where(Seminar.id == seminar.id).values(host_name="x"),
        update(Adviser).values(home="01"),
        delete(TeamMember).where(TeamMember.seminar_id == seminar.id),
    )
    for statement in statements:
        before = shared(session)
        with risen(session, pages=True, calendars=True), transaction(session):
            session.execute(statement)
        assert shared(session) > before


def shared(session: Session) -> int:
    return session.scalar(select(Revision.calendars).where(Revision.seminar_id == SHARED)) or 0


def test_what_nobody_sees_raises_nothing(session: Session, seminar: Seminar) -> None:
    with risen(session, pages=False, calendars=False):
        make_user(session)
        seminar.title_ja = str(seminar.title_ja)
        session.commit()
    with risen(session, pages=False, calendars=False), transaction(session):
        session.execute(select(Seminar).with_for_update()).all()
    with risen(session, pages=False, calendars=False):
        for row in (seminar.tour, seminar.team[0].adviser):
            row.calendar_changed_at += timedelta(days=1)
        session.commit()


def test_what_is_rolled_back_raises_nothing_later_either(
    session: Session, seminar: Seminar
) -> None:
    with risen(session, pages=False, calendars=False):
        with suppress(ZeroDivisionError), transaction(session):
            counters.take_place(session, seminar.id)
            raise ZeroDivisionError
        seminar.title_ja = "x"
        session.flush()
        session.close()
        make_user(session)


def test_a_part_that_is_rolled_back_alone_leaves_the_rest(
    session: Session, seminar: Seminar
) -> None:
    with risen(session, pages=True, calendars=False), transaction(session):
        with session.begin_nested():
            counters.take_place(session, seminar.id)
        with suppress(ZeroDivisionError), session.begin_nested():
            raise ZeroDivisionError


def test_what_a_library_changed_before_counts_with_what_is_joined_to_it(
    session: Session, seminar: Seminar
) -> None:
    with risen(session, pages=True, calendars=True):
        seminar.title_en = "Another"
        with joint_transaction(session):
            pass


def test_deleting_never_lets_a_sum_fall(session: Session, seminar: Seminar) -> None:
    with risen(session, pages=True, calendars=True):
        session.delete(seminar)
        session.commit()


def test_other_seminars_do_not_wait_for_one_that_is_being_changed(
    session: Session, seminar: Seminar, database_url: str
) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("on SQLite one writes at a time")
    other = make_seminar(session, make_bid(session, seminar.tour))
    session.rollback()
    engine = make_engine(database_url)
    sessions = make_session_factory(engine)
    with sessions() as first, sessions() as second, transaction(first):
        counters.take_place(first, seminar.id)
        with transaction(second):
            counters.take_place(second, other.id)
    engine.dispose()
    assert session.scalars(select(Seminar.taken).order_by(Seminar.id)).all() == [1, 1]


PROCESSES = 3
TURNS = 25


def take_places(database_url: str, seminar_ids: list[int]) -> int:
    """One process that takes places of some seminars in turn, and renames an adviser at times."""
    engine = make_engine(database_url)
    sessions = make_session_factory(engine)
    for turn in range(TURNS):
        with sessions() as session, transaction(session):
            counters.take_place(session, seminar_ids[turn % len(seminar_ids)])
            if turn % 5 == 0:
                adviser = session.scalars(select(Adviser).with_for_update()).first()
                assert adviser is not None
                adviser.profile_ja += "."
    engine.dispose()
    return TURNS


def seen(engine: Engine) -> tuple[RevisionNumbers, tuple[object, ...]]:
    """What is committed at one instant: the revision, and what is shown."""
    level = "REPEATABLE READ" if engine.dialect.name == "postgresql" else "SERIALIZABLE"
    with engine.connect().execution_options(isolation_level=level) as connection:
        revision = revision_of_all(connection)
        places = connection.execute(select(Seminar.id, Seminar.taken).order_by(Seminar.id)).all()
        profiles = connection.execute(select(Adviser.profile_ja)).all()
    return revision, (*places, *profiles)


@pytest.mark.slow
def test_no_state_that_was_committed_has_the_revision_of_an_older_one(
    session: Session, seminar: Seminar, database_url: str
) -> None:
    tour = seminar.tour
    ids = [seminar.id, *(make_seminar(session, make_bid(session, tour)).id for _ in range(2))]
    session.close()
    engine = make_engine(database_url)
    shown_at: dict[RevisionNumbers, tuple[object, ...]] = {}
    with crowd_of(PROCESSES) as pool, ThreadPoolExecutor(1) as waiting:
        orders = [ids[start:] + ids[:start] for start in range(PROCESSES)]
        work = waiting.submit(
            lambda: list(pool.map(take_places, [database_url] * PROCESSES, orders))
        )
        while not work.done():
            revision, shown = seen(engine)
            assert shown_at.setdefault(revision, shown) == shown
    revision, shown = seen(engine)
    places = engine.connect().execute(select(Seminar.taken)).scalars().all()
    engine.dispose()
    assert work.result() == [TURNS] * PROCESSES
    assert shown_at.setdefault(revision, shown) == shown
    assert len(shown_at) > 2
    assert sum(places) == TURNS * PROCESSES

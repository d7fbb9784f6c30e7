"""Two people at once: who comes second is told so, also at the same instant."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.releases import amendments, cancellations
from seminar_service.seminars import confirmations
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours import topics
from seminar_service.tours.model import Topic
from seminar_service.tours.topics import TopicDetails
from tests import histories
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_topic, make_tour

STAFF = Actor(ActorKind.ORGANISER)
HOST = Actor(ActorKind.HOST)
EDITORS = 6


@pytest.mark.parametrize("version", [None, 1])
def test_who_was_shown_the_present_version_or_nothing_may_save(
    sqlite_session: Session, version: int | None
) -> None:
    try:
        require_version(make_topic(sqlite_session), version)
    except ChangedMeanwhile:
        pytest.fail(f"{version} is the version that there is")


@pytest.mark.parametrize("version", [0, 2, -1])
def test_who_was_shown_another_version_is_told_what_has_changed(
    sqlite_session: Session, version: int
) -> None:
    topic = make_topic(sqlite_session)

    with pytest.raises(ChangedMeanwhile) as told:
        require_version(topic, version)

    assert SubjectKind.TOPIC.value in str(told.value)


def test_an_edit_raises_the_version_and_is_written_down_with_it(sqlite_session: Session) -> None:
    topic, other = make_topic(sqlite_session), make_topic(sqlite_session, "overseas")

    with transaction(sqlite_session):
        mark_edited(sqlite_session, topic, actor=STAFF, now=NOW)
        mark_edited(sqlite_session, topic, HistoryKind.SEMINAR_MOVED, actor=HOST, now=NOW, why="x")

    assert (topic.version, other.version) == (3, 1)
    assert [histories.facts(line) for line in histories.lines(sqlite_session)] == [
        histories.told(HistoryKind.EDITED, SubjectKind.TOPIC, topic.id, STAFF, NOW, version=2),
        histories.told(
            HistoryKind.SEMINAR_MOVED, SubjectKind.TOPIC, topic.id, HOST, NOW, version=3, why="x"
        ),
    ]


def test_an_edit_that_fails_leaves_version_and_history_as_they_were(
    sqlite_session: Session,
) -> None:
    topic = make_topic(sqlite_session)

    mark_edited(sqlite_session, topic, actor=STAFF, now=NOW)
    sqlite_session.rollback()

    assert topic.version == 1
    assert histories.lines(sqlite_session) == []


def at_once(app: Flask, count: int, act: Callable[[Session, int], object]) -> list[object]:
    """Let so many people act at the same instant; gives what became of each."""
    start, outcomes = Barrier(count), []

    def one(number: int) -> None:
        with app.app_context():
            session = db.session()
            start.wait()
            try:
                outcomes.append(act(session, number))
            except ChangedMeanwhile as error:
                outcomes.append(error)
            finally:
                db.session.remove()

    people = [Thread(target=one, args=(number,)) for number in range(count)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return outcomes


def collided(outcomes: list[object]) -> int:
    return sum(isinstance(each, ChangedMeanwhile) for each in outcomes)


def test_of_several_who_save_one_form_one_is_saved(app: Flask, session: Session) -> None:
    topic_id = make_topic(session).id

    def rename(own: Session, number: int) -> None:
        details = TopicDetails(f"営業秘密{number}", "Secrets", number)
        topics.change_topic(own, topic_id, details, version=1, actor=STAFF, now=NOW)

    outcomes = at_once(app, EDITORS, rename)

    assert collided(outcomes) == EDITORS - 1
    session.rollback()  # a snapshot from before the race
    topic = session.get_one(Topic, topic_id)
    assert topic.version == 2
    assert topic.name_ja == f"営業秘密{topic.position}"
    edits = session.scalars(
        select(HistoryLine).where(HistoryLine.kind == HistoryKind.EDITED.value)
    ).all()
    assert [line.data for line in edits] == [{"version": 2}]


def test_without_the_version_all_would_be_saved(app: Flask, session: Session) -> None:
    """The control: it is the version that tells them apart, and not chance."""
    topic_id = make_topic(session).id

    def rename(own: Session, number: int) -> None:
        details = TopicDetails(f"営業秘密{number}", "Secrets", number)
        topics.change_topic(own, topic_id, details, version=None, actor=STAFF, now=NOW)

    assert collided(at_once(app, EDITORS, rename)) == 0
    session.rollback()  # a snapshot from before the race
    assert session.get_one(Topic, topic_id).version == 1 + EDITORS


def test_describing_and_cancelling_at_once_one_of_them_happens(
    app: Flask, session: Session
) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    public_id = seminar.public_id
    said = {name: getattr(seminar, name) for name in amendments.Description.__dataclass_fields__}
    description = amendments.Description(**(said | {"venue_name": "別館"}))

    def act(own: Session, number: int) -> None:
        if number:
            cancellations.cancel(
                own,
                public_id,
                cancellations.Reason("台風", ""),
                plan_again=True,
                version=1,
                office=OFFICE,
                actor=STAFF,
                now=NOW,
            )
        else:
            amendments.describe(
                own, public_id, description, version=1, office=OFFICE, actor=STAFF, now=NOW
            )

    assert collided(at_once(app, 2, act)) == 1


@pytest.mark.parametrize("repetition", range(2))
def test_of_two_answers_to_one_question_one_is_taken(
    app: Flask, session: Session, repetition: int
) -> None:
    bid = make_bid(session, make_tour(session))
    team = [make_adviser(session)]
    make_seminar(session, bid, team=team, state=SeminarState.TENTATIVE)
    bid_id = bid.id

    def reply(own: Session, number: int) -> None:
        confirmations.host_answers(
            own,
            bid_id,
            bool(number),
            f"{repetition}",
            shown="1.asked",
            actor=HOST if number else STAFF,
            now=NOW,
        )

    assert collided(at_once(app, 2, reply)) == 1

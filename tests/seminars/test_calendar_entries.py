"""Seminars as calendar entries."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.calendars.values import EntryStatus, Position
from seminar_service.domain.locales import Locale
from seminar_service.seminars.calendar_entries import calendar_entry, with_reminder
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_topic, make_tour

JA, EN = OFFICE.addresses(Locale.JA), OFFICE.addresses(Locale.EN)
UNSURE = {
    SeminarState.TENTATIVE: EntryStatus.TENTATIVE,
    SeminarState.CANCELLED: EntryStatus.CANCELLED,
}


@pytest.fixture
def seminar(sqlite_session: Session) -> Seminar:
    session = sqlite_session
    return make_seminar(session, make_bid(session, make_tour(session)), calendar_sequence=3)


def test_an_entry_has_the_stored_identity_revision_and_instants(seminar: Seminar) -> None:
    entry = calendar_entry(seminar, JA)

    assert (entry.uid, entry.sequence) == (seminar.uid, 3)
    assert (entry.created_at, entry.changed_at) == (NOW, NOW)
    assert entry.start == datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
    assert entry.end == datetime(2026, 10, 6, 7, 30, tzinfo=UTC)


def test_an_entry_is_as_new_as_the_newest_name_in_it(sqlite_session: Session) -> None:
    session, day = sqlite_session, timedelta(days=1)
    adviser, topic = make_adviser(session), make_topic(session)
    seminar = make_seminar(
        session, make_bid(session, make_tour(session), topics=[[topic]]), team=[adviser]
    )

    assert calendar_entry(seminar, JA).changed_at == seminar.changed_at
    topic.renamed_at = NOW + day
    assert calendar_entry(seminar, JA).changed_at == NOW + day
    adviser.renamed_at = NOW + 2 * day
    assert calendar_entry(seminar, JA).changed_at == NOW + 2 * day
    seminar.changed_at = NOW + 3 * day
    assert calendar_entry(seminar, JA).changed_at == NOW + 3 * day


def test_topics_title_and_address_are_in_the_readers_language(
    sqlite_session: Session, seminar: Seminar
) -> None:
    seminar.topics = [make_topic(sqlite_session)]

    entries = [calendar_entry(seminar, addresses) for addresses in (JA, EN)]

    assert [entry.topics for entry in entries] == [("営業秘密管理",), ("Trade secrets",)]
    assert [entry.address for entry in entries] == [
        addresses.seminar(seminar.public_id) for addresses in (JA, EN)
    ]


@pytest.mark.parametrize("state", SeminarState)
def test_each_state_is_as_sure_as_its_seminar_and_only_what_is_public_has_an_address(
    seminar: Seminar, state: SeminarState
) -> None:
    seminar.state, seminar.announced_at = state, None

    entry = calendar_entry(seminar, JA)

    public = {SeminarState.ANNOUNCED, SeminarState.CLOSED, SeminarState.HELD}
    assert entry.status is UNSURE.get(state, EntryStatus.CONFIRMED)
    assert bool(entry.address) == (state in public)


def test_a_reminder_comes_on_the_day_before_and_names_the_seminar(seminar: Seminar) -> None:
    personal = with_reminder(calendar_entry(seminar, EN), EN)

    (reminder,) = personal.reminders
    assert reminder.before == timedelta(days=1)
    assert reminder.text == f"Tomorrow: {personal.entry.title}"


def test_a_position_is_told_where_the_venues_own_is_known_and_goes_with_the_venue(
    sqlite_session: Session,
) -> None:
    session = sqlite_session
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    addresses = OFFICE.addresses(Locale.JA)
    assert calendar_entry(seminar, addresses).position is None

    seminar.venue_position = "35.170915,136.881537"
    session.commit()
    assert calendar_entry(seminar, addresses).position == Position(35.170915, 136.881537)
    assert seminar.calendar_sequence == 0

    seminar.venue_name = "別館"
    assert calendar_entry(seminar, addresses).position is None

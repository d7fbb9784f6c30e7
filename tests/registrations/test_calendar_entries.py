"""A seminar as it stands in the calendar of somebody registered."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.calendars.values import EntryStatus
from seminar_service.domain.locales import Locale
from seminar_service.registrations.calendar_entries import registered_entry
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

EN = OFFICE.addresses(Locale.EN)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def seminar(sqlite_session: Session) -> Seminar:
    session = sqlite_session
    return make_seminar(session, make_bid(session, make_tour(session)), calendar_sequence=3)


@pytest.mark.parametrize("state", sorted(LIVE_REGISTRATIONS))
def test_only_a_place_for_good_is_sure_and_the_rest_says_why_not(
    sqlite_session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    row = make_registration(sqlite_session, seminar, state=state, held_until=LATER)

    entry = registered_entry(row, EN)

    sure = state is RegistrationState.CONFIRMED
    assert entry.status is (EntryStatus.CONFIRMED if sure else EntryStatus.TENTATIVE)
    reason = {"provisional": "button", "offered": "held for you"}.get(state, "waiting list")
    assert (reason in entry.description) is not sure


def test_a_cancelled_seminar_is_cancelled_for_who_waits_too(
    sqlite_session: Session, seminar: Seminar
) -> None:
    row = make_registration(sqlite_session, seminar, state=RegistrationState.WAITING)
    seminar.state = SeminarState.CANCELLED

    entry = registered_entry(row, EN)

    assert entry.status is EntryStatus.CANCELLED
    assert "waiting list" not in entry.description


def test_revision_and_instant_are_those_of_seminar_and_place_together(
    sqlite_session: Session, seminar: Seminar
) -> None:
    row = make_registration(sqlite_session, seminar, calendar_sequence=2, changed_at=LATER)
    before = seminar.calendar_sequence

    entry = registered_entry(row, EN)

    assert (entry.sequence, entry.changed_at) == (before + 2, LATER)
    seminar.changed_at = LATER + timedelta(hours=1)
    assert registered_entry(row, EN).changed_at == seminar.changed_at

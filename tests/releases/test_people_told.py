"""Which of those registered a release writes to."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.people_told import count_people, people_told
from seminar_service.releases.preview import comparison
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_registration
from tests.releases.releasing import Year, lay_year


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def test_everybody_of_what_changes_is_told_seminar_by_seminar(session: Session, year: Year) -> None:
    make_registration(session, year.of_moved.seminar, state=RegistrationState.CANCELLED)
    make_registration(session, year.of_moved.seminar, email="", email_key="telephone")
    overdue = NOW - timedelta(minutes=1)
    make_registration(
        session,
        year.of_moved.seminar,
        state=RegistrationState.PROVISIONAL,
        held_until=overdue,
    )
    compared = comparison(session, year.plan.id, now=NOW)

    found = people_told(session, compared.told_in, now=NOW)

    assert {each.id for each in found} == {
        each.id for each in (year.of_moved, year.english, year.of_team, year.of_gone)
    }
    assert compared.written_participants == len(found) == 4
    assert people_told(session, compared.told_in, now=NOW, offset=1, limit=2) == found[1:3]
    assert people_told(session, compared.told_in, now=NOW, only=[]) == []
    only = people_told(session, compared.told_in, now=NOW, only=[year.of_gone.id])
    assert only == [year.of_gone]


def test_who_reads_a_language_in_which_no_name_changes_hears_of_no_other_adviser(
    session: Session, year: Year
) -> None:
    year.other.name_en = year.one.name_en
    session.commit()

    told = comparison(session, year.plan.id, now=NOW).told_in

    seminar = year.of_team.seminar_id
    assert (seminar in told[Locale.JA], seminar in told[Locale.EN]) == (True, False)


def test_nobody_hears_of_a_move_that_was_never_announced(session: Session, year: Year) -> None:
    year.of_moved.seminar.state = SeminarState.CONFIRMED
    session.commit()

    compared = comparison(session, year.plan.id, now=NOW)

    assert year.of_moved.seminar_id not in compared.told_in[Locale.JA]
    assert compared.written_participants == 2


def test_people_are_counted_by_seminar_and_language(session: Session, year: Year) -> None:
    counts = count_people(session, year.plan.tour_id, now=NOW)

    seminar = year.of_moved.seminar_id
    assert (counts[seminar, "ja"], counts[seminar, "en"]) == (1, 1)

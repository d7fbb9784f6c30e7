"""Whether what was prepared still fits the mails of a release."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.locales import Locale
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.prepared import Fit, Preparation, preparation
from seminar_service.releases.preparing import prepare_all
from seminar_service.releases.preview import comparison
from tests.factories import NOW
from tests.releases.releasing import Year, lay_year, mail_of, prepare


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def prepared(session: Session, year: Year) -> Preparation:
    return preparation(session, comparison(session, year.plan.id, now=NOW), now=NOW)


def test_what_is_prepared_is_added_to_just_its_mail(session: Session, year: Year) -> None:
    person, host = f"person-{year.of_moved.id}", f"told-{year.refused.id}"
    prepare(session, year, person, words="一人へ")
    prepare(session, year, host, reason="電話で伝えた")
    prepare_all(
        session,
        year.plan.id,
        {Locale.JA: "皆様へ", Locale.EN: ""},
        version=1,
        actor=SYSTEM,
        now=NOW,
    )

    found = prepared(session, year)

    assert found.words(mail_of(session, year, person)) == "一人へ\n\n皆様へ"
    assert found.words(mail_of(session, year, f"person-{year.english.id}")) == "皆様へ"
    assert found.leaves_out(mail_of(session, year, host))
    assert not found.leaves_out(mail_of(session, year, person))
    assert [each.row.key for each in found.left_out] == [host]
    assert (found.worded, found.unsettled, found.gone) == (1, [], [])
    assert found.for_people.own == {year.of_moved.id: "一人へ"}
    assert found.for_people.left_out == frozenset()


def test_another_day_of_the_seminar_asks_for_another_look(session: Session, year: Year) -> None:
    key = f"person-{year.of_moved.id}"
    prepare(session, year, key, words="一人へ", reason="")
    planned = next(each for each in year.plan.seminars if each.bid_id == year.moved.id)
    planned.day += timedelta(days=1)
    session.commit()

    found = prepared(session, year)

    assert [each.row.key for each in found.unsettled] == [key]
    assert found.mails[key].fit is Fit.CHANGED
    assert found.mails[key].row.words_ja == "一人へ"


def test_who_withdraws_gets_no_mail_and_what_was_typed_is_kept(
    session: Session, year: Year
) -> None:
    key = f"person-{year.of_moved.id}"
    prepare(session, year, key, reason="電話で伝えた")
    year.of_moved.state = RegistrationState.CANCELLED
    session.commit()

    found = prepared(session, year)

    assert [each.row.reason for each in found.gone] == ["電話で伝えた"]
    assert (found.unsettled, found.left_out) == ([], [])


def test_what_was_taken_back_counts_no_more(session: Session, year: Year) -> None:
    key = f"adviser-{year.one.id}"
    prepare(session, year, key, words="x")
    prepare(session, year, key)

    assert prepared(session, year).mails == {}

"""A mail as it would go out, before the release."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import SecretLink
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.masking import masked
from seminar_service.outbox.model import Message
from seminar_service.releases.mail_list import mail_to_person, mails_of
from seminar_service.releases.people_told import people_told
from seminar_service.releases.preview import comparison
from seminar_service.releases.rehearsing import Rehearsed, rehearse
from seminar_service.releases.services import release
from seminar_service.rounds.model import Asking
from seminar_service.rounds.values import usual_deadline
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year, prepare


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


DUE = usual_deadline(NOW.date())


def keys(session: Session, year: Year) -> list[str]:
    compared = comparison(session, year.plan.id, now=NOW)
    people = people_told(session, compared.told_in, now=NOW)
    mails = [*mails_of(compared), *(mail_to_person(compared, each) for each in people)]
    return [mail.key for mail in mails]


def read(session: Session, year: Year, key: str) -> Rehearsed:
    return rehearse(session, year.plan.id, key, DUE, office=OFFICE, now=NOW)


def test_each_mail_reads_exactly_as_it_is_sent_then(session: Session, year: Year) -> None:
    prepare(session, year, f"adviser-{year.one.id}", words="よろしくお願いします。")
    shown = [read(session, year, key) for key in keys(session, year)]

    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)

    sent = {
        (each.subject, masked(each.body), masked(each.html), each.calendar is not None)
        for each in session.scalars(select(Message))
    }
    assert {(each.subject, each.text, each.html, each.has_calendar) for each in shown} == sent
    assert any("よろしくお願いします。" in each.text for each in shown)


def test_reading_sends_and_keeps_nothing(session: Session, year: Year) -> None:
    before = [session.query(each).count() for each in (SecretLink, HistoryLine, Seminar, Asking)]

    for key in keys(session, year):
        read(session, year, key)

    after = [session.query(each).count() for each in (SecretLink, HistoryLine, Seminar, Asking)]
    assert after == before
    assert session.scalars(select(Message)).all() == []
    assert year.of_gone.seminar.state is SeminarState.ANNOUNCED


def test_secret_links_are_not_shown(session: Session, year: Year) -> None:
    found = read(session, year, f"adviser-{year.one.id}")

    assert "/XXXXXXXX" in found.text
    assert masked(found.text) == found.text


def test_a_mail_that_is_not_sent_cannot_be_read(session: Session, year: Year) -> None:
    with pytest.raises(NotFound):
        read(session, year, "person-0")
    with pytest.raises(NotFound):
        rehearse(session, 0, "person-0", DUE, office=OFFICE, now=NOW)

"""Whom a release has not written to, and writing to them after all."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.model import Message
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.left_out import NotSentAfterAll, send_after_all
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.releases.services import release
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year, prepare

WHY = "電話で伝えた"
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def key_of(year: Year, who: str) -> str:
    return {
        "asked": f"asked-{year.new[0].id}",
        "team": f"told-{year.team.id}",
        "cancelled": f"told-{year.gone.id}",
        "refused": f"told-{year.refused.id}",
        "adviser": f"adviser-{year.one.id}",
        "moved person": f"person-{year.of_moved.id}",
        "team person": f"person-{year.of_team.id}",
        "cancelled person": f"person-{year.of_gone.id}",
    }[who]


ALL = [
    *("asked", "team", "cancelled", "refused", "adviser"),
    *("moved person", "team person", "cancelled person"),
]


def left_out(session: Session, year: Year, who: str) -> PreparedMail:
    key = key_of(year, who)
    prepare(session, year, key, words="追って一言", reason=WHY)
    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)
    return session.scalars(select(PreparedMail).where(PreparedMail.key == key)).one()


def send(session: Session, row: PreparedMail) -> Message:
    return send_after_all(
        session, row.id, version=row.version, office=OFFICE, actor=SYSTEM, now=TOMORROW
    )


@pytest.mark.parametrize("who", ALL)
def test_each_mail_is_sent_after_all_once(session: Session, year: Year, who: str) -> None:
    row = left_out(session, year, who)
    before = session.query(Message).count()

    message = send(session, row)

    assert session.query(Message).count() == before + 1
    assert message.kind == row.kind
    assert "追って一言" in message.body
    assert row.sent_at == TOMORROW
    (line,) = histories.lines(session, HistoryKind.MAIL_SENT_AFTER_ALL)
    assert line.subject_id == row.about_id
    with pytest.raises(NotSentAfterAll):
        send(session, row)


def test_who_had_a_place_lets_it_go_from_the_calendar(session: Session, year: Year) -> None:
    message = send(session, left_out(session, year, "cancelled person"))

    assert message.calendar_method == "CANCEL"


@pytest.mark.parametrize("who", ["asked", "team", "adviser", "moved person", "team person"])
def test_what_holds_no_more_is_not_sent(session: Session, year: Year, who: str) -> None:
    row = left_out(session, year, who)
    for seminar in session.scalars(select(Seminar)):
        seminar.state, seminar.day = SeminarState.ANNOUNCED, seminar.day + timedelta(days=50)
    session.commit()
    before = session.query(Message).count()

    with pytest.raises(NotSentAfterAll):
        send(session, row)
    assert session.query(Message).count() == before


def test_who_has_withdrawn_is_not_written_to(session: Session, year: Year) -> None:
    row = left_out(session, year, "moved person")
    year.of_moved.state = RegistrationState.CANCELLED
    session.commit()

    with pytest.raises(NotSentAfterAll):
        send(session, row)


def test_two_who_press_send_one(session: Session, year: Year) -> None:
    row = left_out(session, year, "adviser")
    seen = row.version
    send(session, row)

    with pytest.raises(ChangedMeanwhile):
        send_after_all(session, row.id, version=seen, office=OFFICE, actor=SYSTEM, now=TOMORROW)


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        send_after_all(session, 0, version=None, office=OFFICE, actor=SYSTEM, now=NOW)

"""What is done with the text of an email: tested, put back, taken over."""

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from tests.factories import make_tour
from tests.mail_texts.support import ADDED, rows, write
from tests.web.hosts.forms import words
from tests.web.organisers.mail_texts.support import LIST, address

TAKE_OVER = "/organiser/tours/2026/take-over-mails"


def test_a_planner_gets_a_test_in_both_languages(
    planner: FlaskClient, session: Session, tour: Tour, person: Registration
) -> None:
    write(session, tour.id)

    assert planner.post(address("test"), data={"person": person.id}).location == address()
    assert planner.post(address("test"), data={"person": "x"}).status_code == 303

    mails = session.scalars(select(Message).order_by(Message.id)).all()
    assert [mail.locale for mail in mails] == ["ja", "en"] * 2
    assert person.email not in {mail.recipient for mail in mails}
    assert ADDED in mails[0].body


def test_the_original_comes_back(planner: FlaskClient, session: Session, tour: Tour) -> None:
    write(session, tour.id)

    assert "標準の文面に戻す" in planner.get(address()).text
    assert planner.post(address("restore"), data={"version": 2}).status_code == 303

    assert not rows(session)[0].is_changed


def test_what_was_written_meanwhile_stays(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    write(session, tour.id)

    for version in (1, "x", ""):
        planner.post(address("restore"), data={"version": version})

    assert rows(session)[0].is_changed
    assert "ほかの方が文面を変更したため" in words(planner.get(address()).text)


def test_an_earlier_tours_texts_are_taken_over(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    assert planner.post(TAKE_OVER).location == LIST
    assert rows(session) == []
    write(session, make_tour(session, 2025).id)

    assert "の文面を引き継ぐ" in planner.get(LIST).text
    planner.post(TAKE_OVER)

    assert [row.is_changed for row in rows(session) if row.tour_id == tour.id] == [True]


def test_others_may_not(clerk: FlaskClient, session: Session, tour: Tour) -> None:
    write(session, tour.id)

    for step in ("test", "restore"):
        assert clerk.post(address(step)).status_code == 403
        assert clerk.get(address(step)).status_code == 405
    assert clerk.post(TAKE_OVER).status_code == 403
    assert rows(session)[0].is_changed


def test_what_is_not_there_is_not_found(planner: FlaskClient, tour: Tour) -> None:
    assert tour
    for step in ("test", "restore"):
        assert planner.post(address(step, kind="x"), data={"version": 1}).status_code == 404

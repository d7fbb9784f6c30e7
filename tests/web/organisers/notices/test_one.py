"""The page of one message to participants."""

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import SecretLink
from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import sending
from seminar_service.notices.model import Notice
from seminar_service.outbox.model import MessageState
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_registration
from tests.notices.support import mails, schedule, write
from tests.registrations.proof_support import OFFICE
from tests.statements import counted_queries
from tests.web.hosts.forms import words
from tests.web.organisers.notices.support import address


def test_a_draft_is_shown_as_a_real_person_gets_it_without_a_secret(
    viewer: FlaskClient, session: Session, notice: Notice
) -> None:
    said = words(viewer.get(address(notice)).text)
    assert "山田 花子 様" in said
    assert "Dear 山田 花子" in said
    assert "現在の対象者 1名" in said
    assert "/registrations/XXXXXXXX" in said
    assert session.query(SecretLink).count() == 0


def test_one_looks_at_the_next_person(
    viewer: FlaskClient, session: Session, notice: Notice, person: Registration
) -> None:
    make_registration(session, person.seminar, name="鈴木 次郎")
    assert "鈴木 次郎 様" in words(viewer.get(f"{address(notice)}?after={person.id}").text)
    assert "山田 花子 様" in words(viewer.get(f"{address(notice)}?after=x").text)


def test_a_message_to_nobody_says_so(
    clerk: FlaskClient, session: Session, notice: Notice, person: Registration
) -> None:
    session.delete(person)
    session.commit()
    page = clerk.get(address(notice)).text
    assert "対象となる方はいません" in words(page)
    assert address(notice, "send") not in page


def test_what_was_sent_says_who_got_it_and_whom_it_missed(
    viewer: FlaskClient, session: Session, notice: Notice, person: Registration
) -> None:
    missed = make_registration(session, person.seminar, name="鈴木 次郎")
    schedule(session, notice)
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    first, second = mails(session)
    first.state, second.state, second.last_error = MessageState.SENT, MessageState.FAILED, "550"
    session.commit()

    everybody = words(viewer.get(address(notice)).text)
    assert "送信先 2" in everybody
    assert "届かなかった方 1" in everybody
    assert "550" in everybody
    shown = viewer.get(f"{address(notice)}?missed=1").text
    assert missed.name in shown
    assert person.email not in shown
    assert address(notice, "resend") not in shown, "a viewer only reads"


def test_the_page_of_many_recipients_needs_as_many_queries_as_that_of_one(
    viewer: FlaskClient, session: Session, person: Registration
) -> None:
    def queries() -> int:
        row = write(session, session.scalars(select(Tour)).one())
        schedule(session, row)
        sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
        path = address(row)
        with counted_queries(session) as statements:
            assert viewer.get(path).status_code == 200
        return len(statements)

    seminar_id = person.seminar_id
    one = queries()
    seminar = session.get_one(Seminar, seminar_id)
    for _ in range(5):
        make_registration(session, seminar)
    assert queries() == one


def test_what_is_not_there_is_missing(viewer: FlaskClient) -> None:
    assert viewer.get("/organiser/notices/99").status_code == 404
    assert viewer.post("/organiser/notices/99").status_code == 405

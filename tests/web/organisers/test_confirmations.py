"""Who has not answered: the office sees it, answers for them, extends, reminds."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.mail_addresses import address_digest
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.outbox.addresses import mark
from seminar_service.outbox.model import Message
from seminar_service.rounds.model import Asking
from seminar_service.rounds.sending import send_due
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from seminar_service.work.model import Job, JobState
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_tour
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words
from tests.web.hosts.test_dates import field, filled

LIST = "/organiser/tours/2026/confirmations"
DUE = date(2026, 6, 15)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar whose host was asked long ago, and whose adviser never was."""
    tour = make_tour(session)
    bid = make_bid(session, tour, host_name="<b>商工会議所</b>")
    key = address_digest(bid.contact_email)
    asked_at = NOW - timedelta(days=9)
    session.add(Asking(tour_id=tour.id, contact_key=key, due_on=DUE, asked_at=asked_at))
    adviser = make_adviser(session, tour, name_en="Taro Yamada")
    return make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)


def pages(seminar: Seminar) -> tuple[str, str]:
    return (
        f"{LIST}/hosts/{seminar.bid_id}",
        f"{LIST}/advisers/{seminar.team[0].adviser_id}",
    )


def due_days(session: Session) -> set[date]:
    session.expire_all()
    return {row.due_on for row in session.scalars(select(Asking))}


def test_the_list_has_who_has_not_answered_until_when_and_whose_mail_fails(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    mark(session, seminar.bid.contact_email, reason="550", lasting=True, now=NOW)
    session.commit()
    client = sign_in(RoleName.VIEWER)

    page = client.get("/en" + LIST).text

    said = words(page)
    assert "<b>商工会議所</b>" in said
    assert "&lt;b&gt;商工会議所" in page
    for text in ("Taro Yamada", "Mon 15 Jun 2026", "no deadline", "email does not arrive"):
        assert text in said
    assert "Remind all of them now" not in page
    assert f'href="/en{LIST}"' in client.get("/en/organiser/tours/2026").text
    assert f'href="/en{LIST}"' in client.get("/en/organiser/tours/2026/seminars").text


def test_who_has_answered_is_in_the_other_list(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.host_confirmation = ConfirmationState.CONFIRMED
    session.commit()
    client = sign_in(RoleName.CLERK)

    assert "商工会議所" not in client.get(LIST).text
    assert "商工会議所" in client.get(f"{LIST}?show=all").text
    assert client.get(f"{LIST}?show=all&page=99").status_code == 200
    assert client.get(f"{LIST}?page=x").status_code == 200


def test_a_tour_without_dates_says_so(session: Session, sign_in: SignIn) -> None:
    make_tour(session)
    client = sign_in(RoleName.CLERK)

    assert "Everybody has answered" in client.get("/en" + LIST).text
    assert "No dates ahead" in client.get(f"/en{LIST}?show=all").text


def test_the_office_answers_for_them(session: Session, sign_in: SignIn, seminar: Seminar) -> None:
    client = sign_in(RoleName.CLERK)
    host, adviser = pages(seminar)
    no = {field(seminar, "answer"): "decline", field(seminar, "note"): "電話：会場なし"}
    yes = {field(seminar, "answer"): "agree"}

    answers = [
        client.post(host, data=filled(client.get(host).text, **no)),
        client.post(adviser, data=filled(client.get(adviser).text, **yes)),
    ]

    session.expire_all()
    assert [each.status_code for each in answers] == [303, 303]
    assert [each.location for each in answers] == [host, adviser]
    assert seminar.host_confirmation is ConfirmationState.DECLINED
    assert seminar.team[0].confirmation is ConfirmationState.CONFIRMED
    assert "1 date was declined" in client.get("/en/organiser/tours/2026").text


def test_a_bad_answer_is_said(sign_in: SignIn, seminar: Seminar) -> None:
    client, host = sign_in(RoleName.CLERK), pages(seminar)[0]

    assert client.post(host, data=filled(client.get(host).text)).status_code == 422


@pytest.mark.parametrize("who", ["", "host", "adviser"])
def test_a_deadline_is_set_for_one_or_for_all(
    session: Session, sign_in: SignIn, seminar: Seminar, who: str
) -> None:
    client = sign_in(RoleName.CLERK)
    page = {"": LIST, "host": pages(seminar)[0], "adviser": pages(seminar)[1]}[who]
    number = {"": "", "host": f"host-{seminar.bid_id}", "adviser": pages(seminar)[1]}[who]
    if who == "adviser":
        number = f"adviser-{seminar.team[0].adviser_id}"
    seen = DUE.isoformat() if who == "host" else ""

    answer = client.post(
        f"{LIST}/deadline", data={"who": number, "seen": seen, "until": "2026-06-30"}
    )

    assert (answer.status_code, answer.location) == (303, page)
    assert due_days(session) == ({DUE} if who == "adviser" else set()) | {date(2026, 6, 30)}
    assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"until": "2026-05-31"}, "choose a day from today on"),
        ({"until": ""}, "choose a day from today on"),
        ({"until": "soon"}, "choose a day from today on"),
        ({"until": "2026-06-30", "seen": "2026-06-01"}, "somebody has named another day"),
    ],
)
def test_a_deadline_that_cannot_be_stays(
    session: Session, sign_in: SignIn, seminar: Seminar, sent: dict[str, str], said: str
) -> None:
    client, who = sign_in(RoleName.CLERK), {"who": f"host-{seminar.bid_id}"}

    answer = client.post(f"/en{LIST}/deadline", data=who | sent, follow_redirects=True)

    assert said in words(answer.text)
    assert due_days(session) == {DUE}


def test_a_reminder_goes_out_at_once_to_who_has_a_deadline(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.CLERK)

    first = client.post(f"/en{LIST}/reminder", follow_redirects=True)
    again = client.post(f"/en{LIST}/reminder", follow_redirects=True)

    assert "1 reminder is on its way." in words(first.text)
    assert "Reminders are being written: 0 of 1" in words(first.text)
    assert "Nobody was written to" in words(again.text)
    assert list(session.scalars(select(Message.kind))) == []
    send_due(session, office=OFFICE, now=NOW)
    kinds = session.scalars(select(Message.kind)).all()
    assert kinds == ["dates_reminder"]
    assert "Reminded on" in client.get("/en" + pages(seminar)[0]).text


@pytest.mark.usefixtures("seminar")
def test_work_that_was_interrupted_is_told_and_so_is_its_end(
    session: Session, sign_in: SignIn
) -> None:
    client = sign_in(RoleName.CLERK)
    client.post(f"/en{LIST}/reminder")
    job = session.scalars(select(Job)).one()
    job.state, job.ended_at = JobState.FAILED, NOW
    session.commit()

    assert "It was interrupted, and goes on by itself" in words(client.get(f"/en{LIST}").text)
    send_due(session, office=OFFICE, now=NOW)
    page = words(client.get(f"/en{LIST}").text)
    assert "All reminders are written" in page
    assert "It was interrupted" not in page


def test_a_tour_of_an_earlier_year_is_only_looked_at(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.tour.stage = TourStage.ARCHIVED
    session.commit()
    client = sign_in(RoleName.CLERK)

    assert "Set the deadline" not in client.get("/en" + pages(seminar)[0]).text
    for path in ("deadline", "reminder"):
        answer = client.post(
            f"/en{LIST}/{path}", data={"until": "2026-06-30"}, follow_redirects=True
        )
        assert "earlier year" in words(answer.text)


def test_viewers_only_look(sign_in: SignIn, seminar: Seminar) -> None:
    client = sign_in(RoleName.VIEWER)
    for page in pages(seminar):
        shown = client.get("/en" + page)
        assert shown.status_code == 200
        assert "Send the answers" not in shown.text
        assert client.post(page).status_code == 403
    for path in ("deadline", "reminder"):
        assert client.post(f"{LIST}/{path}").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/organiser/tours/2031/confirmations",
        f"{LIST}/hosts/999",
        f"{LIST}/advisers/999",
    ],
)
@pytest.mark.usefixtures("seminar")
def test_what_is_not_there_is_missing(sign_in: SignIn, path: str) -> None:
    assert sign_in(RoleName.CLERK).get(path).status_code == 404


@pytest.mark.parametrize("who", ["host-999", "adviser-999", "nobody", "host-1x"])
@pytest.mark.usefixtures("seminar")
def test_nobody_is_extended_or_reminded_who_is_not_there(sign_in: SignIn, who: str) -> None:
    client = sign_in(RoleName.CLERK)
    for path in ("deadline", "reminder"):
        sent = {"who": who, "until": "2026-06-30"}
        assert client.post(f"{LIST}/{path}", data=sent).status_code == 404


@pytest.mark.usefixtures("seminar")
def test_a_bid_of_another_year_is_not_of_this_one(session: Session, sign_in: SignIn) -> None:
    other = make_bid(session, make_tour(session, 2027))

    assert sign_in(RoleName.CLERK).get(f"{LIST}/hosts/{other.id}").status_code == 404


def test_the_pages_take_no_other_method(sign_in: SignIn, seminar: Seminar) -> None:
    client = sign_in(RoleName.CLERK)
    for path in (LIST, *pages(seminar)):
        assert client.put(path).status_code == 405
    for path in ("deadline", "reminder"):
        assert client.get(f"{LIST}/{path}").status_code == 405

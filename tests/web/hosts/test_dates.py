"""A host answers all its dates on one page."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_adviser, make_bid, make_link, make_seminar, make_tour
from tests.web.editing.browsers import form_of
from tests.web.hosts.forms import words

DAY = date(2026, 10, 6)
OTHER = date(2026, 11, 4)
PLACES = 2


@pytest.fixture
def seminars(session: Session) -> list[Seminar]:
    """Two seminars of one contact, and one of somebody else."""
    tour, adviser = make_tour(session), make_adviser(session)
    made = []
    for place, address in enumerate(["one@example.jp", "One@Example.jp", "other@example.jp"]):
        bid = make_bid(session, tour, contact_email=address, venue_name=f"第{place}会場")
        day = DAY + timedelta(days=place)
        made.append(
            make_seminar(session, bid, team=[adviser], day=day, state=SeminarState.TENTATIVE)
        )
    return made


@pytest.fixture
def address(session: Session, seminars: list[Seminar]) -> str:
    return f"/bids/{make_link(session, LinkPurpose.BID, seminars[0].bid_id, now=NOW)}/dates"


def field(seminar: Seminar, name: str) -> str:
    return f"date_{seminar.public_id}-{name}"


def filled(page: str, **answers: object) -> dict[str, object]:
    """What a browser sends of the page's form, with some fields filled in."""
    shown = next(name for name in page.split('"') if name.endswith("-shown"))
    return dict(form_of(page, shown)) | answers


def test_the_page_has_all_dates_of_the_contact_and_nobody_elses(
    client: FlaskClient, address: str
) -> None:
    page = client.get(address)

    said = words(page.text)
    assert page.status_code == 200
    assert "第0会場" in said
    assert "第1会場" in said
    assert "第2会場" not in said
    assert page.text.count('value="agree"') == PLACES
    assert page.headers["Cache-Control"] == "private, no-store"


def test_whoever_had_the_bid_before_sees_no_dates_of_the_mailbox_that_has_it_now(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    bid = seminars[0].bid
    assert bid is not None
    bid.contact_changed_at = NOW + timedelta(hours=1)
    session.commit()

    said = words(client.get(address).text)

    assert "第0会場" in said
    assert "第1会場" not in said


def test_one_press_answers_them_all(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    first, second, third = seminars
    sent = filled(
        client.get(address).text,
        **{
            field(first, "answer"): "agree",
            field(second, "answer"): "decline",
            field(second, "note"): "会場が使えません。",
            field(second, "other_2"): "2026/11/4",
        },
    )

    answer = client.post("/en" + address, data=sent, follow_redirects=True)

    session.expire_all()
    said = words(answer.text)
    assert "1 date is confirmed." in said
    assert "1 date is declined." in said
    assert [each.host_confirmation for each in seminars] == [
        ConfirmationState.CONFIRMED,
        ConfirmationState.DECLINED,
        ConfirmationState.ASKED,
    ]
    assert second.host_note == "会場が使えません。"
    assert "2026-11-04" in answer.text
    assert third.host_answered_at is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answer": "decline"}, "why this date does not suit"),
        ({"answer": "decline", "note": "x", "other_1": "2026-10-06"}, "the date that you decline"),
        ({"answer": "decline", "note": "x", "other_1": "2026-10-10"}, "not held on weekends"),
        ({"answer": "decline", "note": "x", "other_1": "2026-05-29"}, "has passed"),
        ({"answer": "decline", "note": "x", "other_1": "2031-05-29"}, "within it"),
        ({"answer": "decline", "note": "x", "other_1": "soon"}, "date"),
        ({"answer": "agree", "note": "x" * 1_001}, "at most 1000"),
        ({"answer": "perhaps"}, "Not a valid choice"),
        ({}, "choose an answer to at least one date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: FlaskClient, seminars: list[Seminar], address: str, wrong: dict[str, str], said: str
) -> None:
    first, second, _ = seminars
    sent = filled(
        client.get(address).text,
        **{field(first, name): value for name, value in wrong.items()},
        **{field(second, "note"): "ここに書いた"},
    )

    answer = client.post("/en" + address, data=sent)

    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "ここに書いた" in answer.text
    assert {each.host_confirmation for each in seminars} == {ConfirmationState.ASKED}


def test_what_changed_meanwhile_is_shown_as_it_is_with_what_was_typed(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    first, second, _ = seminars
    sent = filled(
        client.get(address).text,
        **{
            field(first, "answer"): "decline",
            field(first, "note"): "その日は無理",
            field(second, "answer"): "agree",
        },
    )
    first.day = OTHER
    first.version += 1
    session.commit()

    answer = client.post("/en" + address, data=sent)

    session.expire_all()
    assert answer.status_code == 409
    assert "This has changed in the meantime" in answer.text
    assert "Wed 4 Nov 2026" in answer.text
    assert "その日は無理" in answer.text
    answers = [first.host_confirmation, second.host_confirmation]
    assert answers == [ConfirmationState.ASKED, ConfirmationState.CONFIRMED]
    again = client.post(address, data=filled(answer.text))
    session.expire_all()
    assert again.status_code == 303
    assert first.host_confirmation is ConfirmationState.DECLINED


def test_the_same_answer_twice_is_one_and_a_mind_may_change(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    first = seminars[0]
    yes = {field(first, "answer"): "agree"}
    assert client.post(address, data=filled(client.get(address).text, **yes)).status_code == 303
    session.expire_all()
    at = first.host_answered_at

    same = client.post(address, data=filled(client.get(address).text))
    no = {field(first, "answer"): "decline", field(first, "note"): "やはり無理"}
    other = client.post(address, data=filled(client.get(address).text, **no))

    session.expire_all()
    assert (same.status_code, other.status_code) == (422, 303)
    assert first.host_confirmation is ConfirmationState.DECLINED
    assert at is not None


def test_what_all_have_confirmed_is_no_question_any_more(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    seminars[0].state = SeminarState.CONFIRMED
    seminars[0].host_confirmation = ConfirmationState.CONFIRMED
    session.commit()

    page = client.get("/en" + address).text

    assert page.count('value="agree"') == 1
    assert "please call the office" in page


def test_an_answer_after_all_was_settled_leads_to_what_stands_now(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    for each in seminars:
        each.state = SeminarState.CANCELLED
    session.commit()

    answer = client.post(address, data={field(seminars[0], "other_1"): "12"})

    assert (answer.status_code, answer.location) == (303, address)


def test_a_bid_without_a_date_says_so(session: Session, client: FlaskClient) -> None:
    bid = make_bid(session, make_tour(session))
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW)

    page = client.get(f"/en/bids/{token}/dates")

    assert page.status_code == 200
    assert "There is no date to answer at present" in page.text
    assert client.post(f"/bids/{token}/dates").status_code == 303


def test_only_the_link_opens_it(
    session: Session, client: FlaskClient, seminars: list[Seminar]
) -> None:
    other = make_link(session, LinkPurpose.ADVISER, seminars[0].team[0].adviser_id, now=NOW)

    assert client.get("/bids/made-up/dates").status_code == 404
    assert client.get(f"/bids/{other}/dates").status_code == 404


def test_it_takes_no_other_method(client: FlaskClient, address: str) -> None:
    assert client.put(address).status_code == 405

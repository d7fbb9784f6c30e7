"""An adviser answers all dates on one page."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.rounds.model import Asking
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_adviser, make_bid, make_link, make_seminar, make_tour
from tests.web.hosts.forms import words
from tests.web.hosts.test_dates import field, filled

DAY = date(2026, 10, 6)


@pytest.fixture
def adviser(session: Session) -> Adviser:
    return make_adviser(session)


@pytest.fixture
def seminars(session: Session, adviser: Adviser) -> list[Seminar]:
    tour, colleague = make_tour(session), make_adviser(session, name_en="Hanako Aoki")
    session.add(Asking(tour_id=tour.id, adviser_id=adviser.id, due_on=date(2026, 6, 15)))
    return [
        make_seminar(
            session,
            make_bid(session, tour),
            team=[adviser, colleague],
            day=DAY + timedelta(days=place),
            state=SeminarState.TENTATIVE,
        )
        for place in range(2)
    ]


@pytest.fixture
def address(session: Session, seminars: list[Seminar]) -> str:
    adviser = seminars[0].team[0].adviser
    return f"/adviser/{make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)}/dates"


def test_the_page_says_until_when_and_with_whom(client: FlaskClient, address: str) -> None:
    page = client.get("/en" + address)

    assert page.status_code == 200
    assert "Please answer by Mon 15 Jun 2026" in page.text
    assert "Hanako Aoki" in page.text
    assert "you may name up to three other dates" not in page.text
    own = client.get("/en" + address.removesuffix("/dates"))
    assert "Please answer by Mon 15 Jun 2026" in own.text
    assert f'href="/en{address}"' in own.text


def test_one_press_answers_them_all(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    first, second = seminars
    sent = filled(
        client.get(address).text,
        **{
            field(first, "answer"): "agree",
            field(second, "answer"): "decline",
            field(second, "note"): "通院",
        },
    )

    assert client.post(address, data=sent).status_code == 303

    session.expire_all()
    assert [each.team[0].confirmation for each in seminars] == [
        ConfirmationState.CONFIRMED,
        ConfirmationState.DECLINED,
    ]
    assert [each.team[1].confirmation for each in seminars] == [ConfirmationState.ASKED] * 2


def test_a_no_needs_its_reason(client: FlaskClient, seminars: list[Seminar], address: str) -> None:
    no = {field(seminars[0], "answer"): "decline"}

    answer = client.post("/en" + address, data=filled(client.get(address).text, **no))

    assert answer.status_code == 422
    assert "why this date does not suit" in words(answer.text)


def test_somebody_replaced_meanwhile_is_told_so(
    session: Session, client: FlaskClient, seminars: list[Seminar], address: str
) -> None:
    first = seminars[0]
    sent = filled(client.get(address).text, **{field(first, "answer"): "agree"})
    session.delete(first.team[0])
    session.commit()

    answer = client.post("/en" + address, data=sent)

    assert answer.status_code == 422
    assert "choose an answer to at least one date" in words(answer.text)


def test_an_adviser_without_dates_reads_that(session: Session, client: FlaskClient) -> None:
    token = make_link(session, LinkPurpose.ADVISER, make_adviser(session).id, now=NOW)

    page = client.get(f"/en/adviser/{token}/dates")

    assert "There is no date to answer at present" in page.text


def test_only_the_link_opens_it(client: FlaskClient) -> None:
    assert client.get("/adviser/made-up/dates").status_code == 404


def test_it_takes_no_other_method(client: FlaskClient, address: str) -> None:
    assert client.put(address).status_code == 405

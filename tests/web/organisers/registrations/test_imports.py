"""Registrations from a file: sent, looked at, and brought in."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.model import Message
from seminar_service.questions import sheets
from seminar_service.questions.model import QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind, StandardQuestion
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar
from tests.questions.support import PLANNER
from tests.web.editing.browsers import form_of

GOOD = """氏名,メールアドレス,電話番号,会社・団体名
山田 花子,hanako@example.jp,,例示工業
青木 一,,０３－３５８１－１１０１,
"""

SEATED = "gets a place</div></td>"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=1)


def here(seminar: Seminar) -> str:
    return f"/en/organiser/seminars/{seminar.public_id}/registrations/import"


def send(client: FlaskClient, address: str, content: bytes, name: str = "a.csv") -> TestResponse:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    token = page.select_one("[name=csrf_token]")
    typed: dict[str, Any] = {"file": (BytesIO(content), name)}
    if token is not None:
        typed["csrf_token"] = token["value"]
    return client.post(address, data=typed, content_type="multipart/form-data")


def looked_at(client: FlaskClient, address: str, text: str, encoding: str = "utf-8") -> str:
    answer = send(client, address, text.encode(encoding))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def at_seminar(
    session: Session,
    seminar: Seminar,
    standard: dict[StandardQuestion, Asking],
    own: dict[int, Asking],
) -> None:
    sheets.ask_at_seminar(
        session, seminar.public_id, standard, own, version=None, actor=PLANNER, now=NOW
    )


def names(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Registration.name).order_by(Registration.id)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_file_is_looked_at_and_then_brought_in_once(
    clerk: FlaskClient, session: Session, seminar: Seminar, encoding: str
) -> None:
    address = looked_at(clerk, here(seminar), GOOD, encoding)
    page = clerk.get(address).text
    assert SEATED in page
    assert "goes on the waiting list</div></td>" in page
    assert names(session) == []

    sent = form_of(page, "promised") | {"consent": ["y"]}
    answer = clerk.post(address, data=sent)
    clerk.post(address, data=sent)

    assert (answer.status_code, answer.location) == (303, address)
    assert names(session) == ["山田 花子", "青木 一"]
    done = clerk.get(address).text
    assert "The file is brought in" in done
    assert "Places have changed" not in done
    assert session.scalars(select(Message.recipient)).all() == ["hanako@example.jp"]


def test_people_are_not_told_where_nobody_is_to_be(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = looked_at(clerk, here(seminar), GOOD)
    sent = form_of(clerk.get(address).text, "promised") | {"consent": ["y"], "tell": ["no"]}
    clerk.post(address, data=sent)

    assert len(names(session)) == 2
    assert session.scalars(select(Message.recipient)).all() == []


def test_a_wrong_line_says_what_would_be_right_and_keeps_all_out(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    text = GOOD + "赤井 二,not an address,,\r\n,nobody@example.jp,,\r\n黒田 三,,,\r\n"
    address = looked_at(clerk, here(seminar), text)
    page = clerk.get(address).text

    assert "not an address" in page
    assert "Please enter one such as hanako@example.jp" in page
    assert "or a number where the person is reached" in page
    assert "Bring them in" not in page
    sent = form_of(clerk.get(looked_at(clerk, here(seminar), GOOD)).text, "promised")
    assert clerk.post(address, data=sent | {"consent": ["y"]}).status_code == 422
    assert names(session) == []


def test_words_of_both_languages_are_known_and_others_are_named(
    clerk: FlaskClient, seminar: Seminar
) -> None:
    head = "Name,電話番号,業種,Industry of birds,個別相談\n"
    good = looked_at(clerk, here(seminar), head + "山田,03-3581-1101,製造業,x,はい\n")
    page = clerk.get(good).text
    assert SEATED in page
    assert "Industry of birds" in page
    bad = looked_at(clerk, here(seminar), head + "山田,03-3581-1101,Alchemy,x,maybe\n")
    page = clerk.get(bad).text
    assert "Alchemy" in page
    assert "Please take one of these: Agriculture and forestry" in page
    assert "Please take one of these: Yes / No" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("メール\nx@example.jp\n", "must name the column “Name”"),
        ("氏名,Name\n山田,山田\n", "is there twice"),
        ("氏名\n", "no line below the head"),
    ],
)
def test_a_head_that_is_wrong_is_told(
    clerk: FlaskClient, seminar: Seminar, text: str, said: str
) -> None:
    assert said in clerk.get(looked_at(clerk, here(seminar), text)).text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Please choose a file"), (b"PK\x03\x04", "neither CSV nor"), (b"\x81\xff", "letters")],
)
def test_what_is_no_table_is_told(
    clerk: FlaskClient, seminar: Seminar, content: bytes, said: str
) -> None:
    answer = send(clerk, here(seminar), content)

    assert (answer.status_code, said in answer.text) == (422, True)


def test_the_same_person_twice_counts_once(clerk: FlaskClient, seminar: Seminar) -> None:
    page = clerk.get(looked_at(clerk, here(seminar), GOOD + "山田 花子,HANAKO@example.jp,,\n")).text

    assert "same person as in line 2" in page


def test_a_file_for_a_tour_names_seminars_as_the_template_does(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    root = f"/en/organiser/tours/{tour.fiscal_year}/registrations"
    book = openpyxl.load_workbook(BytesIO(clerk.get(f"{root}/template/xlsx").data))
    assert [sheet.title for sheet in book.worksheets] == ["Registrations", "Lists"]
    label = str(book.worksheets[1]["A2"].value)
    assert label.startswith(seminar.public_id)
    sheet = book.worksheets[0]
    for number, value in enumerate([label, "山田 花子", None, "hanako@example.jp"], start=1):
        sheet.cell(2, number, value)
    written = BytesIO()
    book.save(written)
    address = str(send(clerk, f"{root}/import", written.getvalue(), "a.xlsx").location)
    sent = form_of(clerk.get(address).text, "promised") | {"consent": ["y"]}
    clerk.post(address, data=sent)

    assert names(session) == ["山田 花子"]
    wrong = looked_at(clerk, f"{root}/import", "Seminar,Name,Email\nnowhere,山田,a@example.jp\n")
    assert "There is no such seminar" in clerk.get(wrong).text


def test_the_template_of_a_seminar_can_be_sent_back(clerk: FlaskClient, seminar: Seminar) -> None:
    root = here(seminar).removesuffix("/import")
    template = clerk.get(f"{root}/template/csv").data
    assert template.startswith(b"\xef\xbb\xbf")

    assert SEATED in clerk.get(str(send(clerk, here(seminar), template).location)).text
    assert clerk.get(f"{root}/template/pdf").status_code == 404


def test_places_that_went_meanwhile_are_told(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = looked_at(clerk, here(seminar), GOOD)
    sent = form_of(clerk.get(address).text, "promised") | {"consent": ["y"]}
    make_registration(session, seminar)
    session.commit()

    answer = clerk.post(address, data=sent)

    assert "Places have changed since you looked" in clerk.get(answer.location).text


def test_a_seminar_that_was_cancelled_meanwhile_takes_nobody(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = looked_at(clerk, here(seminar), GOOD)
    sent = form_of(clerk.get(address).text, "promised") | {"consent": ["y"]}
    seminar.state = SeminarState.CANCELLED
    session.commit()

    assert clerk.post(address, data=sent).status_code == 409
    assert "The seminar takes nobody" in clerk.get(address).text
    assert names(session) == []


def test_a_viewer_sends_nothing_and_what_is_missing_is_missing(
    viewer: FlaskClient, clerk: FlaskClient, seminar: Seminar
) -> None:
    address = looked_at(clerk, here(seminar), GOOD)

    assert viewer.get(here(seminar)).status_code == 403
    assert viewer.get(address).status_code == 403
    assert clerk.get("/en/organiser/registrations/imports/999").status_code == 404
    assert clerk.get("/en/organiser/seminars/nowhere/registrations/import").status_code == 404
    assert clerk.put(address).status_code == 405


def test_answers_to_own_questions_are_brought_in_by_their_titles_in_either_language(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    made = {
        kind: make_question(
            session,
            tour,
            kind=kind,
            label_ja=f"質問{kind}",
            label_en=f"Ask {kind}",
            options=("肉", "魚", "卵") if kind.has_options else (),
        )
        for kind in QuestionKind
    }
    page = clerk.get(here(seminar)).text
    assert "Ask line" in page
    assert "Ask file" not in page
    head = (
        "氏名,電話番号,質問line,Ask text,質問one_of,ASK SEVERAL_OF,質問yes_no,Ask number,質問day\n"
    )
    text = (
        head
        + "山田 花子,03-3581-1101,=1+1,二行,魚,肉、卵,はい,１２,2026/7/1\n青木 一,03-3581-1101\n"
    )
    address = looked_at(clerk, here(seminar), text)
    page = clerk.get(address).text
    assert "These columns are not read" not in page
    clerk.post(address, data=form_of(page, "promised") | {"consent": ["y"]})

    assert names(session) == ["山田 花子", "青木 一"]
    kept = {each.question_id: each for each in session.scalars(select(Answer))}
    assert {each.registration.name for each in kept.values()} == {"山田 花子"}
    assert kept[made[QuestionKind.LINE].id].text == "=1+1"
    assert kept[made[QuestionKind.YES_NO].id].says_yes is True
    assert kept[made[QuestionKind.NUMBER].id].number == 12
    assert str(kept[made[QuestionKind.DAY].id].day) == "2026-07-01"
    chosen = kept[made[QuestionKind.SEVERAL_OF].id].options
    assert [option.label_ja for option in chosen] == ["肉", "卵"]


def test_wrong_answers_are_told_line_by_line_and_nobody_is_registered(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    meal = make_question(session, tour, kind=QuestionKind.YES_NO, label_en="Meal")
    which = make_question(session, tour, label_en="Which", options=("meat", "fish"))
    which.condition = QuestionCondition(on_question_id=meal.id, says_yes=True)
    make_question(session, tour, kind=QuestionKind.NUMBER, label_en="People")
    session.commit()
    head = "Name,Telephone number,Meal,Which,People\n"
    lines = "A,03-3581-1101,no,fish,\nB,03-3581-1101,yes,bread,\nC,03-3581-1101,perhaps,,many\n"
    address = looked_at(clerk, here(seminar), head + lines)
    page = clerk.get(address).text

    assert "Only if you chose “Yes” at “Meal”." in page
    assert "Please take one of these: meat / fish" in page
    assert "Please take one of these: Yes / No" in page
    assert "many" in page
    assert "Bring them in" not in page
    assert names(session) == []


def test_a_file_for_a_tour_is_checked_by_what_each_seminar_asks(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, tour))
    question = make_question(session, tour, asking=Asking.OFF, label_en="Meal")
    at_seminar(session, other, {}, {question.id: Asking.REQUIRED})
    root = f"/en/organiser/tours/{tour.fiscal_year}/registrations"
    head = "Seminar,Name,Telephone number,Meal\n"
    good = f"{other.public_id},A,03-3581-1101,meat\n{seminar.public_id},B,03-3581-1101,\n"
    wrong = f"{seminar.public_id},C,03-3581-1101,meat\n"

    assert "Bring them in" in clerk.get(looked_at(clerk, f"{root}/import", head + good)).text
    page = clerk.get(looked_at(clerk, f"{root}/import", head + good + wrong)).text
    assert "This seminar does not ask this." in page
    assert "Bring them in" not in page


def test_people_come_in_online_where_that_is_offered(
    clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=1, online_capacity=1)
    head = "氏名,電話番号,参加方法\n"
    text = head + "A,03-3581-1101,オンライン\nB,03-3581-1101,\nC,03-3581-1101,Online\n"
    address = looked_at(clerk, here(seminar), text)
    page = clerk.get(address).text
    assert (page.count(SEATED), page.count("goes on the waiting list</div></td>")) == (2, 1)
    clerk.post(address, data=form_of(page, "promised") | {"consent": ["y"]})

    assert names(session) == ["A", "B", "C"]
    modes = session.scalars(select(Registration.mode).order_by(Registration.id)).all()
    online = AttendanceMode.ONLINE
    assert modes == [online, AttendanceMode.ON_SITE, online]
    session.refresh(seminar)
    assert (seminar.taken, seminar.online_taken, seminar.online_waiting) == (1, 1, 1)


def test_nobody_comes_in_online_where_it_is_not_offered(
    clerk: FlaskClient, seminar: Seminar
) -> None:
    address = looked_at(clerk, here(seminar), "氏名,電話番号,参加方法\nA,03-3581-1101,オンライン\n")
    page = clerk.get(address).text
    assert "Nobody can attend this seminar online." in page
    assert "Bring them in" not in page


def test_questions_of_one_title_are_told_apart(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    first, second = (make_question(session, tour, label_en="Meal") for _ in range(2))
    root = here(seminar).removesuffix("/import")
    head = clerk.get(f"{root}/template/csv").data.decode("utf-8-sig").splitlines()[0]
    assert f"Meal q{first.id},Meal q{second.id}" in head

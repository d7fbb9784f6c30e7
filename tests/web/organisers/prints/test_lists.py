"""The list to tick and to sign."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind
from seminar_service.printing import printer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.prints import lists
from tests import histories, papers
from tests.factories import NOW, make_bid, make_registration, make_seminar

COLUMNS = ["tick", "number", "company", "needs", "sign"]
SENT = {"columns": COLUMNS, "walk_ins": "3", "as": "page"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    seminar = make_seminar(session, make_bid(session, tour), capacity=90)
    make_registration(
        session, seminar, name="山田 太郎", name_kana="ヤマダ タロウ", company="<b>甲</b>"
    )
    make_registration(session, seminar, name="青木 花子", name_kana="アオキ ハナコ", beyond=True)
    waits = RegistrationState.WAITING
    make_registration(session, seminar, name="岸 待子", name_kana="キシ マチコ", state=waits)
    return seminar


def address(seminar: Seminar) -> str:
    return f"/en/organiser/seminars/{seminar.public_id}/prints/list"


def names(page: str, table: str = "table") -> list[str]:
    return [each.text for each in BeautifulSoup(page, "html.parser").select(f"{table} .who")]


def test_the_page_has_people_with_a_place_by_reading_and_room_for_others(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    answer = clerk.post(address(seminar), data=SENT)

    assert "no-store" in answer.headers["Cache-Control"]
    found = BeautifulSoup(answer.text, "html.parser")
    assert names(answer.text) == ["青木 花子", "山田 太郎"]
    assert [each.text for each in found.select(".reading")] == ["アオキ ハナコ", "ヤマダ タロウ"]
    heads = [each.text for each in found.select("thead")[0].select("th")]
    assert heads == [
        *("Present", "Number", "Name", "Company or organisation", "Accessibility needs"),
        "Signature",
    ]
    assert len(found.select(".walk-ins tbody tr")) == 3
    assert found.select(".row-of") == []
    assert "2 people with a place" in answer.text
    assert "&lt;b&gt;甲" in answer.text
    (line,) = histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)
    assert line.data == {
        "file_kind": "print",
        "rows": 2,
        "columns": ["tick", "number", "name", "company", "needs", "sign"],
        "filters": [],
    }
    assert line.user_id is not None


def test_those_who_wait_stand_on_a_sheet_of_their_own(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    page = clerk.post(address(seminar), data=SENT | {"undecided": "y"}).text

    assert names(page, ".apart") == ["岸 待子"]
    assert "On the waiting list" in page
    (line,) = histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)
    assert (line.data["rows"], line.data["filters"]) == (3, ["undecided"])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_file_says_the_same_and_is_tagged(
    clerk: FlaskClient, session: Session, seminar: Seminar, prefix: str
) -> None:
    here = address(seminar).replace("/en", prefix)
    answer = clerk.post(here, data=SENT | {"as": "pdf"})

    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="list-2026-')
    assert "no-store" in answer.headers["Cache-Control"]
    (text,) = papers.pages(answer.data)
    assert text.index("青木") < text.index("山田")
    assert "<b>甲</b>" in text
    assert "1 / 1" in text
    assert papers.catalogue(answer.data)["/Lang"] == ("en" if prefix else "ja")
    assert seminar.host_name in papers.title(answer.data)
    assert {"H1", "Table", "THead", "TH", "TD"} <= set(papers.tags(answer.data))
    (line,) = histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)
    assert line.data["file_kind"] == "pdf"


def test_a_long_list_has_headings_and_each_page_its_heads_and_number(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    for name in ("アイ", "カイ", "ガイ", "ワイ"):
        for number in range(15):
            make_registration(session, seminar, name=f"{name}{number}", name_kana=name)
    make_registration(session, seminar, name="Smith", name_kana="")

    page = clerk.post(address(seminar), data=SENT).text
    heads = [each.text for each in BeautifulSoup(page, "html.parser").select(".row-of")]
    assert heads == ["A–Z", "あ", "か", "や", "わ"]

    pages = papers.pages(clerk.post(address(seminar), data=SENT | {"as": "pdf"}).data)
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in text
        assert "Signature" in text


def test_names_without_a_reading_stand_behind_all_rows() -> None:
    rows = [Registration(name="渡辺", reading_key="渡辺 渡辺 渡辺")] * 40
    assert [part.heading for part in lists.parts_of(rows[:39])] == [""]


def test_a_history_line_says_it_in_words(planner: FlaskClient, seminar: Seminar) -> None:
    planner.post(address(seminar), data=SENT)
    assert "Paper, 2 registrations" in planner.get("/en/organiser/history").text


def test_mistakes_come_back_with_the_form_and_nothing_is_taken_out(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    answer = clerk.post(address(seminar), data=SENT | {"walk_ins": "1000"})
    assert answer.status_code == 422
    assert 'value="1000"' in answer.text
    assert histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED) == []


def test_a_list_of_too_many_is_refused(
    clerk: FlaskClient, session: Session, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_PEOPLE", 1)
    answer = clerk.post(address(seminar), data=SENT)
    assert (answer.status_code, answer.location) == (303, address(seminar).removesuffix("/list"))
    assert histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED) == []


def test_where_nothing_can_be_made_the_page_that_prints_is_named(
    clerk: FlaskClient, session: Session, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_COMMAND", ("python3", "-c", "import sys; sys.exit(65)"))
    answer = clerk.post(address(seminar), data=SENT | {"as": "pdf"})
    assert answer.status_code == 503
    assert "Pango" in answer.text
    assert f'href="{address(seminar).removesuffix("/list")}"' in answer.text
    assert histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED) == []


def test_a_seminar_without_anybody_has_a_list_of_empty_lines(
    clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    empty = make_seminar(session, make_bid(session, tour), created_at=NOW)
    page = clerk.post(address(empty), data=SENT).text
    assert "Nobody has a place yet." in page
    assert len(BeautifulSoup(page, "html.parser").select("tbody tr")) == 3


def test_only_the_staff_that_works_with_people_takes_a_list(
    viewer: FlaskClient, client: FlaskClient, clerk: FlaskClient, seminar: Seminar
) -> None:
    assert viewer.post(address(seminar), data=SENT).status_code == 403
    assert client.post(address(seminar), data=SENT).status_code in {302, 401}
    assert clerk.get(address(seminar)).status_code == 405
    assert clerk.post("/organiser/seminars/nothere1/prints/list", data=SENT).status_code == 404

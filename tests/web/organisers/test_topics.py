"""Topics, as the staff edits them."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.tours.model import Topic
from tests.factories import make_topic
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def topic(**changes: str) -> dict[str, str]:
    """The form of a topic, filled in without mistakes."""
    form = {"name_ja": "商標", "name_en": "Trade marks", "code": "trade-mark", "position": "2"}
    return form | {"version": "1"} | changes


def test_a_planner_adds_a_topic_and_renames_it(planner: FlaskClient, session: Session) -> None:
    assert planner.get("/organiser/topics/new").status_code == 200
    assert planner.post("/organiser/topics/new", data=topic()).status_code == 303
    added = session.scalars(select(Topic)).one()
    address = f"/organiser/topics/{added.id}"
    assert "Trade marks" in planner.get(address).text
    changed = topic(name_ja="商標とブランド", code="ignored")
    assert planner.post(address, data=changed).status_code == 303
    session.refresh(added)
    assert (added.code, added.name_ja) == ("trade-mark", "商標とブランド")
    assert "商標とブランド" in planner.get("/organiser/topics").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name_ja": ""}, "日本語名：入力してください"),
        ({"code": "Trade Mark"}, "trade-secret"),
        ({"code": "taken"}, "別のコード"),
        ({"position": "x"}, "整数"),
    ],
)
def test_a_mistake_about_a_topic_loses_nothing(
    planner: FlaskClient, session: Session, changes: dict[str, str], said: str
) -> None:
    make_topic(session, "taken")
    answer = planner.post("/organiser/topics/new", data=topic(**changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "Trade marks" in answer.text
    assert session.scalar(select(func.count()).select_from(Topic)) == 1


def test_a_topic_keeps_its_name_after_a_mistake(planner: FlaskClient, session: Session) -> None:
    kept = make_topic(session)
    answer = planner.post(f"/organiser/topics/{kept.id}", data=topic(name_en=""))
    assert answer.status_code == 422
    session.refresh(kept)
    assert kept.name_ja == "営業秘密管理"

"""The list of subjects."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.consultations.model import DeskSubject
from tests.consultations.support import make_subjects

NEW = {"name_ja": "職務発明", "name_en": "Inventions", "code": "inventions", "position": "9"}


def test_the_head_adds_and_retires_a_subject(head: FlaskClient, session: Session) -> None:
    assert head.get("/en/desk/subjects/new").status_code == 200
    assert head.post("/en/desk/subjects/new", data=NEW).status_code == 303
    row = session.scalars(select(DeskSubject)).one()
    assert "職務発明" in head.get("/en/desk/subjects").text
    address = f"/en/desk/subjects/{row.id}"
    assert head.get(address).status_code == 200
    changed = NEW | {"version": "1", "retired": "y", "name_en": "Inventions at work"}
    assert head.post(address, data=changed).status_code == 303
    session.refresh(row)
    assert (row.retired, row.name_en, row.code) == (True, "Inventions at work", "inventions")
    assert head.post(address, data=changed | {"name_en": "Other"}).status_code == 409


@pytest.mark.parametrize(
    "wrong", [{"code": "Not A Code"}, {"code": "leakage"}, {"name_ja": ""}, {"position": "0"}]
)
def test_a_mistake_loses_nothing(
    head: FlaskClient, session: Session, wrong: dict[str, str]
) -> None:
    make_subjects(session)
    answer = head.post("/en/desk/subjects/new", data=NEW | wrong)
    assert answer.status_code == 422
    assert "Inventions" in answer.text


def test_experts_do_not_change_the_list(expert: FlaskClient, head: FlaskClient) -> None:
    assert expert.get("/en/desk/subjects").status_code == 403
    assert expert.post("/en/desk/subjects/new", data=NEW).status_code == 403
    assert head.get("/en/desk/subjects/99").status_code == 404

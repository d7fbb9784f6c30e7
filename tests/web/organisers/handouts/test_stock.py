"""The stock at the office."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.handouts import queries
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of

PAGE = "/en/organiser/handouts"
HANDOUT = {"kind": "pamphlet", "name_ja": "てびき", "edition": "2026", "language": "ja"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_a_handout_and_a_store_are_added_and_what_comes_is_booked_once(
    planner: FlaskClient, session: Session
) -> None:
    assert "Nothing is in stock yet" in planner.get(PAGE).text
    for _ in range(2):
        added = planner.post(f"{PAGE}/new", data=HANDOUT)
        stored = planner.post(f"{PAGE}/stores/new", data={"name": "倉庫"})
    assert (added.status_code, stored.status_code) == (422, 422)
    address = f"{PAGE}/receipts/new"
    form = form_of(planner.get(address).text, "form_key") | {"pieces": ["500"]}
    assert planner.post(address, data=form).status_code == 303
    (line,) = queries.stock(session)
    assert line.on_hand == 500
    assert "500" in planner.get(PAGE).text
    missing = form_of(planner.get(address).text, "form_key")
    answer = planner.post(address, data=missing | {"pieces": ["-501"]})
    assert answer.status_code == 422
    assert "not so many that are free" in answer.text


def test_viewers_look_and_book_nothing(sign_in: SignIn) -> None:
    viewer = sign_in(RoleName.VIEWER)
    assert viewer.get(PAGE).status_code == 200
    for page in ("new", "stores/new", "receipts/new"):
        assert viewer.get(f"{PAGE}/{page}").status_code == 403
        assert viewer.delete(f"{PAGE}/{page}").status_code == 405

"""What is printed to send handouts."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.handouts.orders import approve
from tests import papers
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter, make_handout, make_order, make_stock
from tests.web.accounts.support import SignIn

PAGE = "/organiser/handouts"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_lists_and_labels_name_what_was_approved_alone(
    planner: FlaskClient, session: Session
) -> None:
    handout, counter = make_handout(session), make_counter(session)
    store = make_stock(session, handout, 100)
    order = make_order(session, counter, handout=handout, person="窓口 花子")
    make_order(session, make_counter(session, name_ja="待機窓口"), handout=handout)
    approve(session, order.id, store.id, {handout.id: 70}, version=1, actor=STAFF, now=NOW)
    (shipments,) = papers.pages(planner.get(f"{PAGE}/shipments.pdf").data)
    (labels,) = papers.pages(planner.get(f"{PAGE}/labels.pdf").data)
    assert "70" in shipments
    assert "花子" in labels
    for text in (shipments, labels):
        assert "名駅" in text
        assert "待機窓口" not in text


def test_viewers_print_nothing_and_nothing_is_sent(sign_in: SignIn) -> None:
    viewer = sign_in(RoleName.VIEWER)
    for name in ("shipments", "labels"):
        assert viewer.get(f"{PAGE}/{name}.pdf").status_code == 403
        assert viewer.post(f"{PAGE}/{name}.pdf").status_code == 405

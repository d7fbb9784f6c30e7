"""What public pages read raises a revision: else they would be kept though they have changed."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.extensions import db
from seminar_service.revisions.raising import Published
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.base import Base
from seminar_service.tours.values import TourStage
from tests.factories import make_adviser, make_bid, make_seminar, make_tour
from tests.statements import counted_statements
from tests.web.kept.test_pages import ADDRESSES, ID

_READ = re.compile(r"\b(?:FROM|JOIN)\s+\"?([a-z_]+)")
# Rows of these change with the collection of a published row alone; of plans nothing is read but
# that they were released, which is written together with what the release has done.
OF_PUBLISHED_ROWS = {"seminar_topic", "plan"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_table_that_a_public_page_reads_is_published(
    session: Session, client: FlaskClient
) -> None:
    tour, earlier = make_tour(session), make_tour(session, 2025, stage=TourStage.ARCHIVED)
    make_seminar(session, make_bid(session, earlier), state=SeminarState.HELD)
    make_seminar(session, make_bid(session, tour), public_id=ID, team=[make_adviser(session)])
    db.session.remove()
    with counted_statements(db.engine) as statements:
        for address in ADDRESSES:
            client.get(address)

    read = {table for statement in statements for table in _READ.findall(statement)}

    published = {
        mapper.local_table.name  # type: ignore[attr-defined]  # a table, no join
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Published)
    }
    assert {"seminar", "tour", "revision", "team_member", "topic", "adviser"} <= read
    assert read & set(Base.metadata.tables) <= published | OF_PUBLISHED_ROWS | {"revision"}

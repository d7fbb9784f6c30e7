"""Pages as the staff finds them."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.pages import queries, services
from seminar_service.pages.values import Standing, Words
from tests.factories import NOW
from tests.pages.support import STAFF, add, write
from tests.statements import counted_queries

NEW = Words(title_ja="新しい題", text_ja="新しい文")
LATER = NOW + timedelta(hours=2)


def test_the_list_tells_of_each_page_whether_it_is_live_and_what_waits(session: Session) -> None:
    live, _draft, off = add(session, "b"), add(session, "a", live_from=None), add(session, "c")
    write(session, live, NEW, live_from=LATER)
    services.withdraw(session, off, version=1, actor=STAFF, now=NOW)

    with counted_queries(session) as statements:
        lines = queries.pages(session, page=1, now=NOW)

    assert [(line.page.name, line.is_live, line.next_at) for line in lines] == [
        ("a", False, None),
        ("b", True, LATER),
        ("c", False, None),
    ]
    assert lines[1].newest.number == 2
    assert len(statements) == 1
    assert queries.count(session) == 3


def test_versions_stand_as_draft_waiting_live_or_past(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW, live_from=NOW)
    write(session, page_id, Words("a", "b"), live_from=LATER)
    write(session, page_id, Words("c", "d"))
    page = queries.page_of(session, page_id)
    live = queries.live(session, page, now=NOW)
    assert live is not None

    lines = queries.versions(session, page, page=1, live_number=live.number, now=NOW)

    assert [line.standing for line in lines] == [
        Standing.DRAFT,
        Standing.WAITING,
        Standing.LIVE,
        Standing.PAST,
    ]
    assert queries.newest(session, page_id).number == 4
    assert queries.version_of(session, page_id, 2).words == NEW
    assert queries.count_versions(session, page_id) == 4


def test_nothing_is_live_of_a_page_that_was_taken_off(session: Session) -> None:
    page_id = add(session)
    services.withdraw(session, page_id, version=1, actor=STAFF, now=NOW)
    assert queries.live(session, queries.page_of(session, page_id), now=LATER) is None


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.page_of(session, 9)
    with pytest.raises(NotFound):
        queries.version_of(session, add(session), 9)

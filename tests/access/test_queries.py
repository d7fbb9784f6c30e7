"""Which links are open."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.queries import OpenLinks, open_links
from tests.factories import NOW, make_link
from tests.statements import counted_queries

BID = (LinkPurpose.BID,)
MONTH = timedelta(days=30)


def test_where_there_never_was_a_link_none_is_open(session: Session) -> None:
    assert open_links(session, BID, 7, now=NOW) == OpenLinks(0, 0, None, None)


def test_open_and_ended_links_are_counted_and_the_last_end_is_told(session: Session) -> None:
    links.mint(session, LinkPurpose.BID, 7, now=NOW - 3 * MONTH, expires_at=NOW)
    links.mint(session, LinkPurpose.BID, 7, now=NOW - 2 * MONTH)
    links.revoke_all(session, LinkPurpose.BID, 7, now=NOW)
    links.mint(session, LinkPurpose.BID, 7, now=NOW - MONTH, expires_at=NOW + MONTH)
    links.mint(session, LinkPurpose.BID, 7, now=NOW, expires_at=NOW + 2 * MONTH)
    links.mint(session, LinkPurpose.HOST_FEED, 7, now=NOW)
    links.mint(session, LinkPurpose.BID, 8, now=NOW)
    session.commit()

    found = open_links(session, BID, 7, now=NOW)

    assert found == OpenLinks(open=2, ended=2, newest_at=NOW, open_until=NOW + 2 * MONTH)


def test_an_open_link_without_an_end_has_none(session: Session) -> None:
    links.mint(session, LinkPurpose.BID, 7, now=NOW, expires_at=NOW + MONTH)
    links.mint(session, LinkPurpose.BID, 7, now=NOW)
    session.commit()

    assert open_links(session, BID, 7, now=NOW).open_until is None


def test_however_many_links_there_are_one_query_counts_them(sqlite_session: Session) -> None:
    for purpose in LinkPurpose:
        make_link(sqlite_session, purpose, 7, now=NOW)

    with counted_queries(sqlite_session) as sent:
        assert open_links(sqlite_session, [*LinkPurpose], 7, now=NOW).open == len(LinkPurpose)
    assert len(sent) == 1


def test_the_last_day_of_use_is_that_of_any_of_them(session: Session) -> None:
    for days in (3, 1, 2):
        token = make_link(session, LinkPurpose.BID, 7, now=NOW)
        links.visit(session, LinkPurpose.BID, token, now=NOW + timedelta(days=days))

    assert open_links(session, BID, 7, now=NOW).used_on == date(2026, 6, 4)

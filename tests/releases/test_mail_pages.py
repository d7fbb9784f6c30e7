"""The lists of a release's mails."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.releases import mail_pages
from seminar_service.releases.mail_list import Audience
from seminar_service.releases.mail_pages import (
    count_mails,
    left_out_mails,
    mail_page,
    spoken_of,
)
from seminar_service.releases.prepared import preparation
from seminar_service.releases.preview import comparison
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE, make_registration
from tests.releases.releasing import Year, lay_year, prepare
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def test_mails_are_listed_a_page_at_a_time(
    session: Session, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_pages, "PAGE_SIZE", 2)
    compared = comparison(session, year.plan.id, now=NOW)

    assert count_mails(compared) == {
        Audience.HOST: 5,
        Audience.ADVISER: 2,
        Audience.PARTICIPANT: 4,
    }
    for audience, pages in ((Audience.HOST, 3), (Audience.ADVISER, 1), (Audience.PARTICIPANT, 2)):
        found = [mail_page(session, compared, audience, page, now=NOW) for page in (1, 2, 3, 99)]
        assert {each.pages for each in found} == {pages}
        assert found[-1].page == pages
        keys = [mail.key for each in found[:pages] for mail in each.mails]
        assert len(set(keys)) == len(keys) == count_mails(compared)[audience]


def test_however_many_they_are_as_many_queries_show_them(session: Session, year: Year) -> None:
    year.of_moved.seminar.capacity = 100
    for _ in range(60):
        make_registration(session, year.of_moved.seminar)
    prepare(session, year, f"person-{year.of_moved.id}", words="x")

    plan_id = year.plan.id
    with counted_queries(session) as queries:
        compared = comparison(session, plan_id, now=NOW)
        before = len(queries)
        prepared = preparation(session, compared, now=NOW)
        found = mail_page(session, compared, Audience.PARTICIPANT, 2, now=NOW)

    assert (len(queries) - before, len(prepared.mails)) == (2, 1)
    assert (len(found.mails), found.pages) == (14, 2)


def test_who_was_left_out_is_listed_by_name(session: Session, year: Year) -> None:
    for key in (
        f"told-{year.refused.id}",
        f"adviser-{year.one.id}",
        f"person-{year.of_moved.id}",
    ):
        prepare(session, year, key, reason="電話で伝えた")
    assert left_out_mails(session, year.plan.id) == []
    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)

    names = [each.name for each in left_out_mails(session, year.plan.id)]

    assert names == [year.refused.host_name, year.one.name, year.of_moved.name]


def test_bids_and_advisers_of_changes_are_found(session: Session, year: Year) -> None:
    compared = comparison(session, year.plan.id, now=NOW)

    bids, advisers = spoken_of(session, compared.changes)

    assert set(bids) == {change.bid_id for change in compared.changes}
    assert set(advisers) == {year.one.id, year.other.id}

"""The secret links of advisers; `access/test_renewals` says how they are renewed."""

import re
from collections.abc import Set
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget
from seminar_service.advisers.links import ADVISER_LINKS, mint_page, open_feed
from seminar_service.advisers.model import Adviser
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import LinkExpired, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.link_lifetimes import adviser_link_ends
from seminar_service.outbox.model import Message
from tests import histories
from tests.factories import NOW, OFFICE, make_adviser

PAGE, FEED = LinkTarget.PAGE, LinkTarget.FEED
PURPOSES = {"adviser": LinkPurpose.ADVISER, "feeds/advisers": LinkPurpose.ADVISER_FEED}


@pytest.fixture
def adviser(sqlite_session: Session) -> Adviser:
    """An adviser, beside another one."""
    make_adviser(sqlite_session)
    return make_adviser(sqlite_session, name="佐藤 一郎", email="sato@a.jp")


@pytest.mark.parametrize(
    ("targets", "ways"),
    [
        ({PAGE}, ["adviser"]),
        ({FEED}, ["feeds/advisers"]),
        ({PAGE, FEED}, ["adviser", "feeds/advisers"]),
    ],
)
def test_an_adviser_gets_a_link_in_japanese_for_each_thing_that_is_renewed(
    sqlite_session: Session, adviser: Adviser, targets: Set[LinkTarget], ways: list[str]
) -> None:
    ADVISER_LINKS.send(sqlite_session, adviser, targets, replaces=True, office=OFFICE, now=NOW)
    sqlite_session.commit()

    mail = sqlite_session.scalars(select(Message)).one()
    assert (mail.kind, mail.about) == ("links_renewed", f"adviser:{adviser.id}")
    assert (mail.recipient, mail.recipient_name, mail.locale) == ("sato@a.jp", "佐藤 一郎", "ja")
    found = dict(re.findall(r"jp/(adviser|feeds/advisers)/([\w-]+)(?:\.ics)?\s", mail.body))
    assert sorted(found) == ways
    for way, token in found.items():
        assert links.resolve(sqlite_session, PURPOSES[way], token, now=NOW) == adviser.id


def test_a_link_to_the_page_ends_and_earlier_ones_stay_valid(
    sqlite_session: Session, adviser: Adviser
) -> None:
    ends = adviser_link_ends(now=NOW)
    tokens = [mint_page(sqlite_session, adviser, now=NOW) for _ in range(2)]
    sqlite_session.commit()

    for token in tokens:
        just_before = ends - timedelta(seconds=1)
        opened = links.resolve(sqlite_session, LinkPurpose.ADVISER, token, now=just_before)
        assert opened == adviser.id
        with pytest.raises(LinkExpired):
            links.resolve(sqlite_session, LinkPurpose.ADVISER, token, now=ends)


def test_links_belong_to_an_adviser(sqlite_session: Session, adviser: Adviser) -> None:
    assert ADVISER_LINKS.kind is SubjectKind.ADVISER
    assert ADVISER_LINKS.page is LinkPurpose.ADVISER
    assert ADVISER_LINKS.locked(sqlite_session, adviser.id) is adviser
    assert ADVISER_LINKS.mailbox(adviser) == "sato@a.jp"
    with pytest.raises(NotFound):
        ADVISER_LINKS.locked(sqlite_session, 999)


def test_the_history_tells_who_made_an_address_for_a_calendar(
    sqlite_session: Session, adviser: Adviser
) -> None:
    token = open_feed(sqlite_session, adviser.id, actor=ADVISER, now=NOW)
    found = links.resolve(sqlite_session, LinkPurpose.ADVISER_FEED, token, now=NOW)
    assert found == adviser.id
    (line,) = histories.lines(sqlite_session)
    assert histories.facts(line) == histories.told(
        HistoryKind.FEED_MADE, SubjectKind.ADVISER, adviser.id, ADVISER, NOW
    )

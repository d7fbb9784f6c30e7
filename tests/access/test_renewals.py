"""Withdrawing links and sending new ones: hosts', advisers' and participants' alike."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.access import links, mailboxes
from seminar_service.access import renewals as link_renewals
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.access.renewals import RENEWALS_PER_DAY, LinkTarget, OwnedLinks
from seminar_service.advisers.links import ADVISER_LINKS
from seminar_service.bids.links import BID_LINKS
from seminar_service.domain.errors import (
    LinkExpired,
    LinkRevoked,
    LinkUnknown,
    NotFound,
    TooManyMails,
)
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import prepare_sqlite
from tests.bids.support import HOST, STAFF
from tests.factories import (
    make_adviser,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.registrations.proof_support import CAUTION, NOW, OFFICE

PAGE, FEED = LinkTarget.PAGE, LinkTarget.FEED


@dataclass(frozen=True)
class Owner:
    """Somebody with secret links."""

    owned: OwnedLinks
    row_id: int
    address: str

    def link(self, session: Session, target: LinkTarget = PAGE) -> str:
        """One more link of theirs."""
        purpose = self.owned.purposes[target][0]
        return make_link(session, purpose, self.row_id, now=NOW)

    def is_open(self, session: Session, token: str, target: LinkTarget = PAGE) -> bool:
        """Whether a link of theirs opens what it should."""
        purpose = self.owned.purposes[target][0]
        try:
            return links.resolve(session, purpose, token, now=NOW) == self.row_id
        except LinkRevoked:
            return False


def a_host(session: Session) -> Owner:
    bid = make_bid(session, make_tour(session))
    return Owner(BID_LINKS, bid.id, bid.contact_email)


def an_adviser(session: Session) -> Owner:
    adviser = make_adviser(session)
    return Owner(ADVISER_LINKS, adviser.id, adviser.email)


def a_participant(session: Session) -> Owner:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    row = make_registration(session, seminar)
    return Owner(REGISTRATION_LINKS, row.id, row.email)


@pytest.fixture(params=[a_host, an_adviser, a_participant], ids=lambda make: make.__name__)
def owner(request: pytest.FixtureRequest, session: Session) -> Owner:
    make: Callable[[Session], Owner] = request.param
    found = make(session)
    session.commit()
    return found


def mails(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.kind == "links_renewed")))


def token_in(mail: Message, *, feed: bool = False) -> str:
    way = r"feeds/\w+" if feed else r"(?:bids|adviser|registrations)"
    found = re.search(rf"/{way}/([\w-]+){'.ics' if feed else ''}\s", mail.body)
    assert found is not None
    return found[1]


def kinds(session: Session) -> list[tuple[str, object]]:
    return [(line.kind, line.data["links"]) for line in session.scalars(select(HistoryLine))]


def open_pages(session: Session, owner: Owner) -> int:
    found = session.scalars(select(SecretLink).where(SecretLink.purpose == owner.owned.page))
    return sum(link.is_open(NOW) for link in found)


def renew_own(session: Session, owner: Owner, token: str) -> None:
    link_renewals.renew_own(session, owner.owned, token, office=OFFICE, actor=HOST, now=NOW)


def test_a_withdrawn_link_opens_nothing_and_the_history_says_so(
    session: Session, owner: Owner
) -> None:
    page, feed = owner.link(session), owner.link(session, FEED)

    assert link_renewals.withdraw(session, owner.owned, owner.row_id, PAGE, actor=STAFF, now=NOW)

    assert not owner.is_open(session, page)
    assert owner.is_open(session, feed, FEED)
    assert mails(session) == []
    assert kinds(session) == [("links_withdrawn", ["page"])]


def test_where_no_link_is_open_there_is_nothing_to_withdraw(session: Session, owner: Owner) -> None:
    assert not link_renewals.withdraw(
        session, owner.owned, owner.row_id, PAGE, actor=STAFF, now=NOW
    )
    assert kinds(session) == []


@pytest.mark.parametrize("target", [PAGE, FEED])
def test_a_new_link_goes_to_the_owner_and_takes_the_place_of_all_earlier_ones(
    session: Session, owner: Owner, target: LinkTarget
) -> None:
    old = [owner.link(session, target) for _ in range(2)]
    other = owner.link(session, FEED if target is PAGE else PAGE)

    link_renewals.renew(
        session, owner.owned, owner.row_id, target, office=OFFICE, actor=STAFF, now=NOW
    )

    [mail] = mails(session)
    assert mail.recipient == owner.address
    assert owner.is_open(session, token_in(mail, feed=target is FEED), target)
    assert not any(owner.is_open(session, token, target) for token in old)
    assert owner.is_open(session, other, FEED if target is PAGE else PAGE)
    assert kinds(session) == [("links_renewed", [target.value])]


def test_owners_replace_all_their_links_those_of_the_calendar_too(
    session: Session, owner: Owner
) -> None:
    page, feed = owner.link(session), owner.link(session, FEED)

    renew_own(session, owner, page)

    [mail] = mails(session)
    assert not owner.is_open(session, page)
    assert not owner.is_open(session, feed, FEED)
    assert owner.is_open(session, token_in(mail))
    assert owner.is_open(session, token_in(mail, feed=True), FEED)
    assert kinds(session) == [("links_renewed", ["feed", "page"])]


def test_who_follows_no_calendar_gets_no_address_of_one(session: Session, owner: Owner) -> None:
    renew_own(session, owner, owner.link(session))

    assert ".ics" not in mails(session)[0].body


def test_a_link_that_works_no_more_replaces_nothing(session: Session, owner: Owner) -> None:
    page = owner.link(session)
    links.revoke_all(session, owner.owned.page, owner.row_id, now=NOW)
    session.commit()
    newer = owner.link(session)

    with pytest.raises(LinkRevoked):
        renew_own(session, owner, page)

    assert owner.is_open(session, newer)
    assert mails(session) == []


def test_in_place_of_one_that_works_no_more_another_is_sent_and_the_others_stay(
    session: Session, owner: Owner
) -> None:
    dead = owner.link(session)
    links.revoke_all(session, owner.owned.page, owner.row_id, now=NOW)
    session.commit()
    newer = owner.link(session)

    link_renewals.send_another(session, owner.owned, dead, office=OFFICE, now=NOW)

    [mail] = mails(session)
    assert mail.recipient == owner.address
    assert owner.is_open(session, token_in(mail))
    assert owner.is_open(session, newer)


def test_in_place_of_one_that_has_expired_another_is_sent(session: Session, owner: Owner) -> None:
    old = links.mint(session, owner.owned.page, owner.row_id, now=NOW, expires_at=NOW)
    session.commit()
    with pytest.raises(LinkExpired):
        renew_own(session, owner, old)

    link_renewals.send_another(session, owner.owned, old, office=OFFICE, now=NOW)

    assert owner.is_open(session, token_in(mails(session)[0]))


def test_what_nobody_made_sends_nothing(session: Session, owner: Owner) -> None:
    with pytest.raises(LinkUnknown):
        link_renewals.send_another(session, owner.owned, "made-up", office=OFFICE, now=NOW)
    feed = owner.link(session, FEED)
    with pytest.raises(LinkUnknown):
        link_renewals.send_another(session, owner.owned, feed, office=OFFICE, now=NOW)

    assert mails(session) == []


def test_a_row_that_is_not_there_has_no_links(session: Session, owner: Owner) -> None:
    with pytest.raises(NotFound):
        link_renewals.withdraw(session, owner.owned, 987_654, PAGE, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        link_renewals.renew(
            session, owner.owned, 987_654, PAGE, office=OFFICE, actor=STAFF, now=NOW
        )


def test_an_owner_gets_five_links_a_day_whoever_asks(session: Session, owner: Owner) -> None:
    mailboxes.prove(session, owner.address, caution=CAUTION, now=NOW)  # has no limit otherwise
    session.commit()
    dead = links.mint(session, owner.owned.page, owner.row_id, now=NOW, expires_at=NOW)
    session.commit()
    for _ in range(RENEWALS_PER_DAY):
        link_renewals.send_another(session, owner.owned, dead, office=OFFICE, now=NOW)

    with pytest.raises(TooManyMails):
        link_renewals.send_another(session, owner.owned, dead, office=OFFICE, now=NOW)

    assert len(mails(session)) == RENEWALS_PER_DAY
    tomorrow = NOW + timedelta(days=1, hours=1)
    link_renewals.send_another(session, owner.owned, dead, office=OFFICE, now=tomorrow)


def test_a_refused_renewal_leaves_the_links_as_they_are(session: Session, owner: Owner) -> None:
    dead = links.mint(session, owner.owned.page, owner.row_id, now=NOW, expires_at=NOW)
    session.commit()
    for _ in range(CAUTION.mails_per_hour):
        link_renewals.send_another(session, owner.owned, dead, office=OFFICE, now=NOW)
    page = owner.link(session)

    with pytest.raises(TooManyMails):
        renew_own(session, owner, page)

    assert owner.is_open(session, page)


def test_of_two_who_renew_at_once_one_is_first_and_one_link_is_open(
    session: Session, owner: Owner, database_url: str
) -> None:
    page = owner.link(session)
    session.rollback()
    db.session.remove()
    both = threading.Barrier(2)
    engine = create_engine(database_url)
    prepare_sqlite(engine)
    sessions = sessionmaker(engine)

    def press() -> str:
        with sessions() as own:
            links.resolve(own, owner.owned.page, page, now=NOW)
            both.wait(20)
            try:
                renew_own(own, owner, page)
            except LinkRevoked:
                return "second"
            return "first"

    with ThreadPoolExecutor(2) as threads:
        done = sorted(each.result() for each in [threads.submit(press) for _ in range(2)])
    engine.dispose()

    assert done == ["first", "second"]
    assert len(mails(session)) == 1
    assert open_pages(session, owner) == 1


def test_two_of_the_office_who_renew_at_once_leave_one_open_link(
    session: Session, owner: Owner, database_url: str
) -> None:
    owner.link(session)
    session.rollback()
    db.session.remove()
    both = threading.Barrier(2)
    engine = create_engine(database_url)
    prepare_sqlite(engine)
    sessions = sessionmaker(engine)

    def press() -> None:
        with sessions() as own:
            both.wait(20)
            link_renewals.renew(
                own, owner.owned, owner.row_id, PAGE, office=OFFICE, actor=STAFF, now=NOW
            )

    with ThreadPoolExecutor(2) as threads:
        for each in [threads.submit(press) for _ in range(2)]:
            each.result()
    engine.dispose()

    assert open_pages(session, owner) == 1


def test_a_held_place_keeps_a_button_that_works(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    row = make_registration(
        session,
        seminar,
        state=RegistrationState.PROVISIONAL,
        held_until=NOW + timedelta(hours=1),
    )
    session.commit()
    old = make_link(session, LinkPurpose.REGISTRATION_BUTTON, row.id, now=NOW)

    link_renewals.renew(
        session, REGISTRATION_LINKS, row.id, PAGE, office=OFFICE, actor=STAFF, now=NOW
    )

    with pytest.raises(LinkRevoked):
        links.resolve(session, LinkPurpose.REGISTRATION_BUTTON, old, now=NOW)
    found = re.search(r"/registrations/([\w-]+)/confirm", mails(session)[0].body)
    assert found is not None
    assert links.resolve(session, LinkPurpose.REGISTRATION_BUTTON, found[1], now=NOW) == row.id

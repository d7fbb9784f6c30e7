"""Links of counters go by mail to the address that is known."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget, renew
from seminar_service.counters.links import COUNTER_LINKS, NowhereToWrite, mint_page
from seminar_service.domain.errors import LinkRevoked
from seminar_service.outbox.model import Message
from tests.bids.support import NOW, STAFF
from tests.factories import OFFICE, make_counter


def test_a_new_link_goes_by_mail_and_earlier_ones_end(session: Session) -> None:
    counter = make_counter(session)
    token = mint_page(session, counter, now=NOW)
    session.commit()
    assert links.resolve(session, LinkPurpose.COUNTER, token, now=NOW) == counter.id
    renew(session, COUNTER_LINKS, counter.id, LinkTarget.PAGE, office=OFFICE, actor=STAFF, now=NOW)
    message = session.scalars(select(Message)).one()
    assert (message.kind, message.about) == ("links_renewed", f"counter:{counter.id}")
    assert not links.any_open(session, [LinkPurpose.BID], counter.id, now=NOW)
    with pytest.raises(LinkRevoked):
        links.resolve(session, LinkPurpose.COUNTER, token, now=NOW)


def test_a_counter_without_an_address_gets_no_link_and_keeps_its_earlier_one(
    session: Session,
) -> None:
    counter = make_counter(session, email="")
    token = mint_page(session, counter, now=NOW)
    session.commit()
    with pytest.raises(NowhereToWrite):
        renew(
            session, COUNTER_LINKS, counter.id, LinkTarget.PAGE, office=OFFICE, actor=STAFF, now=NOW
        )
    assert links.resolve(session, LinkPurpose.COUNTER, token, now=NOW) == counter.id

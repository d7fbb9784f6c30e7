"""The link of a party's contact is renewed by mail to the contact alone."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links, renewals
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import LinkRevoked, NotFound
from seminar_service.registrations.parties.links import PARTY_LINKS, locked_party
from seminar_service.storage.transaction import transaction
from tests.factories import make_bid, make_link, make_party, make_seminar, make_tour
from tests.registrations.proof_support import NOW, OFFICE, mails_to


def test_a_renewed_link_goes_to_the_contact_and_the_old_one_works_no_more(
    session: Session,
) -> None:
    party = make_party(session, make_seminar(session, make_bid(session, make_tour(session))))
    old = make_link(session, LinkPurpose.PARTY, party.id, now=NOW)

    renewals.renew_own(session, PARTY_LINKS, old, office=OFFICE, actor=PARTICIPANT, now=NOW)

    (mail,) = mails_to(session, party.contact_email)
    token = mail.body.split("/parties/")[1].split()[0]
    assert links.resolve(session, LinkPurpose.PARTY, token, now=NOW) == party.id
    with pytest.raises(LinkRevoked):
        links.resolve(session, LinkPurpose.PARTY, old, now=NOW)


def test_a_party_that_there_is_not_is_not_found(session: Session) -> None:
    with transaction(session), pytest.raises(NotFound):
        locked_party(session, 4711)

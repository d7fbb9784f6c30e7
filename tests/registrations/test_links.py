"""The secret links of participants; `access/test_renewals` says how they are renewed."""

import re
from collections.abc import Set

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.model import Registration
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

PAGE, FEED = LinkTarget.PAGE, LinkTarget.FEED
PURPOSES = {
    "registrations": LinkPurpose.REGISTRATION,
    "feeds/registrations": LinkPurpose.REGISTRATION_FEED,
}


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def registration(session: Session) -> Registration:
    """A registration, beside another one."""
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    make_registration(session, seminar)
    return make_registration(session, seminar)


@pytest.mark.parametrize(
    ("targets", "ways"),
    [
        ({PAGE}, ["registrations"]),
        ({FEED}, ["feeds/registrations"]),
        ({PAGE, FEED}, ["feeds/registrations", "registrations"]),
    ],
)
def test_the_person_gets_a_link_for_each_thing_that_is_renewed(
    session: Session, registration: Registration, targets: Set[LinkTarget], ways: list[str]
) -> None:
    REGISTRATION_LINKS.send(session, registration, targets, replaces=True, office=OFFICE, now=NOW)
    session.commit()

    mail = session.scalars(select(Message)).one()
    assert mail.recipient == registration.email
    # The mail may bring the button too, whose address goes on after the token.
    address = r"example\.jp/(registrations|feeds/registrations)/([\w-]{20,})(?![\w/-])"
    found = dict(re.findall(address, mail.body))
    assert sorted(found) == ways
    for way, token in found.items():
        assert links.resolve(session, PURPOSES[way], token, now=NOW) == registration.id


def test_the_button_falls_with_the_page_that_it_opens() -> None:
    assert set(REGISTRATION_LINKS.purposes[PAGE]) == {
        LinkPurpose.REGISTRATION,
        LinkPurpose.REGISTRATION_BUTTON,
        LinkPurpose.ADDRESS_CHANGE,
    }
    assert REGISTRATION_LINKS.kind is SubjectKind.REGISTRATION


def test_the_owner_is_found_and_one_who_does_not_exist_is_not(
    session: Session, registration: Registration
) -> None:
    found = REGISTRATION_LINKS.locked(session, registration.id)

    assert found == registration
    assert REGISTRATION_LINKS.mailbox(found) == registration.email
    with pytest.raises(NotFound):
        REGISTRATION_LINKS.locked(session, 4711)

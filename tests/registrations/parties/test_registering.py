"""Several people of a company in one go: places, waits, mails, proofs, limits."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.domain.proof import ProofRule
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.model import Message
from seminar_service.registrations import held_places
from seminar_service.registrations.company_limits import CompanyLimitReached
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.parties.registering import register_party
from seminar_service.registrations.parties.values import (
    Member,
    PartyApplication,
    PartyNotTogether,
    PartySizeOutside,
    PeopleRegisteredAlready,
    RegisteredParty,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import FormKeyReused, NotOnline, Outcome
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.parties.support import (
    CONTACT,
    people,
    person,
    register,
    rows_of,
    states_of,
)
from tests.registrations.proof_support import HOUR, NOW, OFFICE, counters, mails_to


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with three places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=3))


def send(session: Session, seminar: Seminar, application: PartyApplication) -> RegisteredParty:
    return register_party(
        session,
        seminar.public_id,
        application,
        form_key="one-form",
        network=None,
        office=OFFICE,
        actor=PARTICIPANT,
        now=NOW,
    )


def nothing_was_done(session: Session) -> bool:
    session.rollback()
    return not any(session.scalars(select(each)).all() for each in (Party, Registration, Message))


def test_everybody_gets_a_place_an_own_mail_and_an_own_calendar_entry(
    session: Session, seminar: Seminar
) -> None:
    answer = register(session, seminar, people(3))

    assert answer.outcome is Outcome.NEW
    assert states_of(session, answer.party) == ["confirmed"] * 3
    assert counters(session, seminar) == (3, 0)
    for row in rows_of(session, answer.party):
        (mail,) = mails_to(session, row.email)
        assert (mail.kind, mail.calendar_method) == ("registration_confirmed", "REQUEST")
        assert "申込みをした方：窓口 花子" in mail.body
    (told,) = mails_to(session, CONTACT)
    assert (told.kind, told.calendar) == ("party_registered", None)
    assert all(row.name in told.body for row in rows_of(session, answer.party))
    assert "/registrations/" not in told.body
    opened = links.resolve(session, LinkPurpose.PARTY, answer.token, now=NOW)
    assert opened == answer.party.id


def test_those_for_whom_no_place_is_left_wait_in_their_order(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)

    party = register(session, seminar, people(4)).party

    assert states_of(session, party) == ["confirmed", "confirmed", "waiting", "waiting"]
    numbers = [row.queue_number for row in rows_of(session, party)]
    assert numbers == sorted(numbers)
    assert counters(session, seminar) == (3, 2)
    (told,) = mails_to(session, CONTACT)
    assert "2番目" in told.body


def test_those_who_share_the_contacts_mailbox_are_told_in_one_mail(
    session: Session, seminar: Seminar
) -> None:
    party = register(session, seminar, people(2, apart=False)).party

    (told,) = mails_to(session, CONTACT)
    assert told.calendar_method == "REQUEST"
    assert told.body.count("/registrations/") == 3  # two pages and one button
    assert [row.email for row in rows_of(session, party)] == [CONTACT, CONTACT]


def test_a_form_that_is_sent_twice_is_one_party(session: Session, seminar: Seminar) -> None:
    first = register(session, seminar, people(2), form_key="same")

    again = register(session, seminar, people(2), form_key="same")

    assert (again.party.id, again.outcome) == (first.party.id, Outcome.REPLAYED)
    assert links.resolve(session, LinkPurpose.PARTY, again.token, now=NOW) == first.party.id
    assert counters(session, seminar) == (2, 0)
    with pytest.raises(FormKeyReused):
        register(session, seminar, people(3), form_key="same")
    with pytest.raises(FormKeyReused):
        register(session, seminar, people(2), contact="else@example.jp", form_key="same")


def test_more_people_than_the_tour_takes_are_refused(session: Session, seminar: Seminar) -> None:
    seminar.tour.party_limit = 2
    session.commit()

    with pytest.raises(PartySizeOutside) as refused:
        register(session, seminar, people(3))
    assert refused.value.most == 2
    with pytest.raises(PartySizeOutside):
        register(session, seminar, [])
    assert nothing_was_done(session)


def test_who_is_registered_or_there_twice_is_named_and_nothing_is_done(
    session: Session, seminar: Seminar
) -> None:
    with pytest.raises(PeopleRegisteredAlready) as twice:
        register(session, seminar, [person("甲"), person("乙"), person(" 甲 ")])
    assert twice.value.positions == (2,)
    assert nothing_was_done(session)

    register(session, seminar, [person("乙", "otsu@example.jp")])
    with pytest.raises(PeopleRegisteredAlready) as known:
        register(session, seminar, [person("甲"), person("乙", "OTSU@example.jp")])
    assert known.value.positions == (1,)
    assert counters(session, seminar) == (1, 0)


def test_a_company_gets_no_more_places_than_the_seminar_gives_one(
    session: Session, seminar: Seminar
) -> None:
    seminar.tour.company_limit = 2
    session.commit()
    make_registration(session, seminar, company="（株）例示")

    with pytest.raises(CompanyLimitReached) as refused:
        register(session, seminar, people(2))
    assert (refused.value.limit, refused.value.room) == (2, 1)
    assert states_of(session, register(session, seminar, people(1)).party) == ["confirmed"]


def test_nobody_is_registered_where_a_mailbox_bears_no_more(
    session: Session, seminar: Seminar
) -> None:
    for _ in range(OFFICE.caution.mails_per_hour):
        mailboxes.count_mail(session, "colleague1@example.jp", caution=OFFICE.caution, now=NOW)
    session.commit()

    with pytest.raises(TooManyMails):
        register(session, seminar, people(2))
    assert nothing_was_done(session)


def test_what_takes_nobody_takes_no_party(session: Session, seminar: Seminar) -> None:
    with pytest.raises(RegistrationNotOpen):
        register(session, seminar, people(2), now=NOW + timedelta(days=200))
    with pytest.raises(NotFound):
        register_party(
            session,
            "nobodys1",
            PartyApplication("窓口", CONTACT, []),
            form_key="x",
            network=None,
            office=OFFICE,
            actor=PARTICIPANT,
            now=NOW,
        )


class TestTheButton:
    """Who must press one before the place holds."""

    def test_one_button_holds_for_all_at_its_mailbox(
        self, session: Session, seminar: Seminar
    ) -> None:
        seminar.tour.proof_rule = ProofRule.ALWAYS
        session.commit()
        party = register(
            session, seminar, [*people(1), *people(2, apart=False)[1:], person("丙")]
        ).party
        assert states_of(session, party) == ["provisional"] * 3
        (told,) = mails_to(session, CONTACT)
        assert told.calendar is None
        own, shared, _ = rows_of(session, party)

        held_places.press(session, shared.id, office=OFFICE, actor=PARTICIPANT, now=NOW)

        assert states_of(session, party) == ["provisional", "confirmed", "confirmed"]
        held_places.lapse_overdue(session, office=OFFICE, actor=PARTICIPANT, now=NOW + HOUR)
        assert (own.state, counters(session, seminar)) == (RegistrationState.LAPSED, (2, 0))

    def test_it_holds_for_nobody_who_was_moved_to_another_seminar(
        self, session: Session, seminar: Seminar
    ) -> None:
        seminar.tour.proof_rule = ProofRule.ALWAYS
        other = make_seminar(session, make_bid(session, seminar.tour))
        party = register(session, seminar, people(2, apart=False)).party
        first, moved = rows_of(session, party)
        moved.seminar = other
        session.commit()

        held_places.press(session, first.id, office=OFFICE, actor=PARTICIPANT, now=NOW)

        assert states_of(session, party) == ["confirmed", "provisional"]

    def test_a_handful_from_one_network_holds_at_once_and_more_does_not(
        self, session: Session, seminar: Seminar
    ) -> None:
        seminar.tour.party_limit = 10
        session.commit()
        few = register(session, seminar, people(3)).party
        assert "provisional" not in states_of(session, few)
        more = [person(f"他 {each}", f"more{each}@example.jp", "別会社") for each in range(6)]

        party = register(session, seminar, more).party

        assert all(row.held_until == NOW + HOUR for row in rows_of(session, party))

    def test_a_contact_with_a_proven_mailbox_vouches_for_all(
        self, session: Session, seminar: Seminar
    ) -> None:
        seminar.tour.party_limit = 10
        mailboxes.prove(session, CONTACT, caution=OFFICE.caution, now=NOW)
        session.commit()

        party = register(session, seminar, people(8)).party

        assert all(row.held_until is None for row in rows_of(session, party))


def test_each_attends_in_the_own_way_and_places_are_counted_apart(
    session: Session, seminar: Seminar
) -> None:
    seminar.capacity, seminar.online_capacity = 1, 1
    session.commit()
    ways = [None, AttendanceMode.ONLINE, AttendanceMode.ON_SITE]
    members = [Member(each, (), way) for each, way in zip(people(3), ways, strict=True)]

    party = send(session, seminar, PartyApplication("窓口", CONTACT, members)).party

    rows = rows_of(session, party)
    assert [row.mode for row in rows] == [
        AttendanceMode.ON_SITE,
        AttendanceMode.ONLINE,
        AttendanceMode.ON_SITE,
    ]
    assert states_of(session, party) == ["confirmed", "confirmed", "waiting"]
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting, seminar.online_taken) == (1, 1, 1)


def test_nobody_of_a_party_attends_online_where_that_is_not_offered(
    session: Session, seminar: Seminar
) -> None:
    first, second = people(2)
    members = [Member(first), Member(second, (), AttendanceMode.ONLINE)]
    with pytest.raises(NotOnline):
        send(session, seminar, PartyApplication("窓口", CONTACT, members))
    assert session.scalars(select(Registration)).all() == []


def test_who_attends_in_different_ways_cannot_wait_together(
    session: Session, seminar: Seminar
) -> None:
    seminar.online_capacity = 1
    session.commit()
    first, second = people(2)
    members = [Member(first), Member(second, (), AttendanceMode.ONLINE)]
    application = PartyApplication("窓口", CONTACT, members, goes_together=True)
    with pytest.raises(PartyNotTogether):
        send(session, seminar, application)
    assert session.scalars(select(Registration)).all() == []

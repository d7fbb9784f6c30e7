"""What the contact of a party is told, in both languages."""

from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.parties import mails as party_mails
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import transaction
from tests.factories import make_bid, make_party, make_registration, make_seminar, make_tour
from tests.mail_texts.support import ADDED, write
from tests.registrations.proof_support import HOUR, NOW, OFFICE, mails_to


def test_each_is_named_with_how_they_stand(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    party = make_party(session, seminar, locale="en")
    rows = [
        make_registration(session, seminar, party=party, name="Place"),
        make_registration(
            session, seminar, party=party, name="Wait", state=RegistrationState.WAITING
        ),
        make_registration(
            session,
            seminar,
            party=party,
            name="Held",
            state=RegistrationState.PROVISIONAL,
            held_until=NOW + HOUR,
        ),
    ]

    with transaction(session):
        party_mails.send_registered(session, party, rows, office=OFFICE, now=NOW)

    (mail,) = mails_to(session, party.contact_email)
    assert "Place: has a place" in mail.body
    assert "Wait: is number 1 on the waiting list" in mail.body
    assert "Held: is held until the button in the email is pressed" in mail.body
    assert mail.calendar is None
    assert "/en/parties/" in mail.body
    assert all(row.email not in mail.body for row in rows)


def test_a_new_link_says_whether_it_replaces_the_earlier_ones(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    party = make_party(session, seminar, locale="en")

    with transaction(session):
        for replaces in (True, False):
            party_mails.send_link(session, party, replaces=replaces, office=OFFICE, now=NOW)

    renewed, another = mails_to(session, party.contact_email)
    assert "Earlier ones no longer work" in renewed.body
    assert "Earlier ones no longer work" not in another.body


def test_how_each_attends_is_told_where_there_are_two_ways(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)), online_capacity=3)
    party = make_party(session, seminar, locale="en")
    rows = [
        make_registration(session, seminar, party=party, name="Here"),
        make_registration(session, seminar, party=party, mode=AttendanceMode.ONLINE),
    ]

    with transaction(session):
        party_mails.send_registered(session, party, rows, office=OFFICE, now=NOW)

    (mail,) = mails_to(session, party.contact_email)
    assert mail.body.count("How this person attends: At the venue") == 1
    assert mail.body.count("How this person attends: Online") == 1


def test_what_the_office_wrote_for_the_tour_is_said(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    party = make_party(session, seminar)
    write(session, seminar.tour_id, kind="party_link")

    with transaction(session):
        party_mails.send_link(session, party, replaces=False, office=OFFICE, now=NOW)

    assert mails_to(session, party.contact_email)[0].body.startswith(f"{ADDED}\n\n")

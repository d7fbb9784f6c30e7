"""Registering a party: all its people in one transaction, under one key."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.mail_addresses import mail_key, normalise_mail_address
from seminar_service.outbox.office import Office
from seminar_service.registrations import entering, gathering, locking, waiting_list
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import proofs as registration_proofs
from seminar_service.registrations.answers import write_answers
from seminar_service.registrations.company_limits import require_room
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.parties import mails as party_mails
from seminar_service.registrations.parties.values import (
    PartyApplication,
    PartyNotTogether,
    PartySizeOutside,
    PeopleRegisteredAlready,
    RegisteredParty,
)
from seminar_service.registrations.values import FormKeyReused, Outcome
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction

KEY_BYTES: Final = 24


def register_party(
    session: Session,
    public_id: str,
    application: PartyApplication,
    *,
    form_key: str,
    network: str | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> RegisteredParty:
    """Give all people of a party places, or a wait to those for whom none is left.

    Where they would rather come together and not all fit, all wait. Each gets the own mail with
    link and calendar entry, those who share the contact's mailbox in the contact's mail. The same
    `form_key` always leads to the same party.

    Args:
        session: The database.
        public_id: The seminar.
        application: The contact, and the people in the order in which they get places.
        form_key: A random text that the form carries.
        network: What `rate_limits.source_of` makes of the client's address; None for the office.
        office: Who writes the mails.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: no such seminar is public.
        RegistrationNotOpen: it is closed, cancelled, has begun, or its last day is over.
        NotOnline: nobody can attend this seminar online.
        WrongAccessCode: it is for members of its host, and the code is not the host's.
        FormKeyReused: the form was sent before with other people or for another seminar.
        PartySizeOutside: there are too many people, or none.
        PartyNotTogether: they would rather come together, but attend in different ways.
        PeopleRegisteredAlready: some are registered, or stand twice in the form.
        CompanyLimitReached: the seminar takes fewer people of one company.
        TooManyMails: a mailbox has got as many mails as its owner must bear; nothing is done.
    """
    application = application.complete()
    with transaction(session):
        seminar = locking.locked_public_seminar(session, public_id)
        earlier = session.scalar(select(Party).where(Party.idempotency_key == form_key))
        if earlier is not None:
            return _replay(session, earlier, seminar, application, now=now)
        for member in application.members:
            mode = application.mode_of(member)
            entering.require_open(seminar, member.applicant, mode, application.access_code, now=now)
        waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
        _require_fit(session, seminar, application)
        for mode in sorted(application.modes):
            entering.let_the_waiting_in(session, seminar, mode, office=office, now=now)
        party = _add_party(session, seminar, application, form_key=form_key, now=now)
        rows = _add_members(session, party, application, network=network, office=office, now=now)
        if application.goes_together:
            waiting_list.fill_free_places(session, seminar, office=office, now=now)
        _write(session, party, rows, network=network, office=office, now=now)
        for row in rows:
            tell(session, row, HistoryKind.REGISTERED, actor=actor, now=now, party=party.id)
        token = party_mails.mint(session, party, now=now)
        return RegisteredParty(party, Outcome.NEW, token)


def _require_fit(session: Session, seminar: Seminar, application: PartyApplication) -> None:
    """Check size, people and company.

    Raises:
        PartySizeOutside: as above.
        PartyNotTogether: as above.
        PeopleRegisteredAlready: as above.
        CompanyLimitReached: as above.
    """
    members, most = application.members, seminar.tour.party_limit
    if not 0 < len(members) <= most:
        raise PartySizeOutside(most)
    if application.goes_together and len(application.modes) > 1:
        raise PartyNotTogether
    keys = [member.key for member in members]
    known = _live_among(session, seminar, keys)
    again = [number for number, key in enumerate(keys) if key in known or key in keys[:number]]
    if again:
        raise PeopleRegisteredAlready(again)
    require_room(session, seminar, members[0].applicant.company, len(members))


def _live_among(
    session: Session, seminar: Seminar, keys: list[tuple[str, str]]
) -> set[tuple[str, str]]:
    found = session.execute(
        select(Registration.email_key, Registration.name_key).where(
            Registration.seminar_id == seminar.id,
            Registration.email_key.in_([email for email, _ in keys]),
            Registration.is_live,
        )
    )
    return {(email, name) for email, name in found}


def _replay(
    session: Session,
    earlier: Party,
    seminar: Seminar,
    application: PartyApplication,
    *,
    now: datetime,
) -> RegisteredParty:
    """The party that a form made before; also where its people have changed since."""
    same = earlier.seminar_id == seminar.id and earlier.contact_email_key == mail_key(
        application.contact_email
    )
    if not same or earlier.size != len(application.members):
        raise FormKeyReused
    return RegisteredParty(earlier, Outcome.REPLAYED, party_mails.mint(session, earlier, now=now))


def _add_party(
    session: Session,
    seminar: Seminar,
    application: PartyApplication,
    *,
    form_key: str,
    now: datetime,
) -> Party:
    party = Party(
        seminar=seminar,
        idempotency_key=form_key,
        contact_name=application.contact_name,
        contact_email=normalise_mail_address(application.contact_email),
        contact_email_key=mail_key(application.contact_email),
        locale=application.locale,
        size=len(application.members),
        goes_together=application.goes_together,
        created_at=now,
    )
    session.add(party)
    session.flush()
    return party


def _add_members(
    session: Session,
    party: Party,
    application: PartyApplication,
    *,
    network: str | None,
    office: Office,
    now: datetime,
) -> list[Registration]:
    seminar, people = party.seminar, [each.applicant for each in application.members]
    until = registration_proofs.party_held_until(
        session, seminar, party.contact_email, people, network=network, office=office, now=now
    )
    all_wait = party.goes_together and gathering.waits_together(
        session, seminar, len(people), application.mode_of(application.members[0]), now=now
    )
    party.goes_together = all_wait
    rows = []
    for member in application.members:
        row = entering.add(
            session,
            seminar,
            member.applicant,
            application.mode_of(member),
            form_key=token_urlsafe(KEY_BYTES),
            held_until=until.get(mail_key(member.applicant.email)),
            party=party,
            waits=all_wait,
            now=now,
        )
        write_answers(session, row, member.answers)
        rows.append(row)
    return rows


def _write(
    session: Session,
    party: Party,
    rows: list[Registration],
    *,
    network: str | None,
    office: Office,
    now: datetime,
) -> None:
    """One mail to the contact, who shares it with those at the same mailbox; one to each other."""
    for row in rows:
        if row.email_key != party.contact_email_key:
            registration_proofs.count_mail(session, row, network=network, office=office, now=now)
            registration_mails.send_state(session, row, office=office, now=now)
    registration_proofs.count_address(
        session, party.contact_email, network=network, office=office, now=now
    )
    party_mails.send_registered(session, party, rows, office=office, now=now)

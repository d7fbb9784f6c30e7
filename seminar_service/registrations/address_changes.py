"""A participant wishes to be written to at another mail address.

Asked for on the own page, done once the owner of the new mailbox presses the button that went
there. Whoever holds a link to the page may not be its owner: so the earlier address is told, and
for a while its owner can take the registration back, after which no link of others opens it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes, rate_limits
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, LinkExpired, NotFound, TooManyMails
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.mail_addresses import mail_key, normalise_mail_address
from seminar_service.history.versions import mark_edited
from seminar_service.outbox.office import Office
from seminar_service.registrations import address_mails, held_places, mailing
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.address_mails import RETURNS
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.entering import refuse_second
from seminar_service.registrations.history import tell
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.publicity import has_begun
from seminar_service.storage.transaction import transaction

LASTS: Final = timedelta(days=1)
"""How long the button in the mail to a new address works."""
ASKED_PER_DAY: Final = 5
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
ACTION: Final = "address-change"


class AddressTheSame(DomainError):  # noqa: N818 (named after the rule)
    """The mail address is the one that the registration has."""

    code = "address_the_same"
    category = Category.CONFLICT


class AddressMovedOn(DomainError):  # noqa: N818 (named after the rule)
    """The office has noted another mail address since: only the office changes it back."""

    code = "address_moved_on"
    category = Category.CONFLICT


def ask(
    session: Session,
    registration_id: int,
    address: str,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Write to a new mail address; a button behind that mail makes it the registration's.

    One that was asked for before, and not confirmed, is forgotten.

    Raises:
        NotFound: there is no such registration.
        RegistrationOver: nothing of it changes any more.
        AddressTheSame: that is its mail address.
        TooManyMails: this was asked for too often, or the new mailbox has got as many mails as its
            owner must bear.
    """
    with transaction(session):
        row = _changeable(locked_registration(session, registration_id), now)
        if mail_key(address) == row.email_key:
            raise AddressTheSame
        _count(session, row, address, office=office, now=now)
        links.revoke_all(session, LinkPurpose.ADDRESS_CHANGE, row.id, now=now)
        session.execute(
            delete(AddressChange).where(
                AddressChange.registration_id == row.id, AddressChange.changed_at.is_(None)
            )
        )
        wish = AddressChange(
            registration_id=row.id,
            earlier_email=row.email,
            email=normalise_mail_address(address),
            asked_at=now,
        )
        session.add(wish)
        address_mails.send_button(session, row, wish, until=now + LASTS, office=office, now=now)
        tell(session, row, HistoryKind.ADDRESS_CHANGE_ASKED, actor=actor, now=now)


def confirm(
    session: Session, registration_id: int, *, office: Office, actor: Actor, now: datetime
) -> str:
    """Take it that whoever pressed the button reads the new mailbox, and write there from now on.

    A place that was held until somebody presses the button of its mail is theirs by this one. Links
    that went to the earlier address open the page no more. Gives a token to the own page; pressed
    twice it changes nothing more.

    Raises:
        NotFound: there is no such registration.
        RegistrationOver: nothing of it changes any more.
        LinkExpired: nobody waits for the button.
        PersonRegisteredAlready: that would be a second registration of one person.
    """
    with transaction(session):
        row = _changeable(locked_registration(session, registration_id), now)
        wish = pending(session, row.id, now=now)
        if wish is not None:
            _write_to(session, row, wish, office=office, actor=actor, now=now)
        elif not _has_changed(session, row):
            raise LinkExpired
        return mailing.mint(session, LinkPurpose.REGISTRATION, row, now=now)


def take_back(
    session: Session, change_id: int, *, office: Office, actor: Actor, now: datetime
) -> None:
    """Write to the earlier mail address again, and make all links to the registration worthless.

    Whoever may have changed it meanwhile can come back to it no more; new links go to the earlier
    address, and to it alone. The second time only new links are sent.

    Raises:
        NotFound: the change is forgotten.
        AddressMovedOn: the office has noted another address since.
        PersonRegisteredAlready: that would be a second registration of one person.
    """
    with transaction(session):
        change = _found(session, change_id)
        row = locked_registration(session, change.registration_id)
        session.refresh(change)
        later = _changes_since(session, change)
        if row.email_key != mail_key(change.earlier_email):
            if row.email_key != mail_key(later[-1].email):
                raise AddressMovedOn
            _return(session, row, change, office=office, now=now)
        _forget_others(session, change)
        for purposes in REGISTRATION_LINKS.purposes.values():
            for purpose in purposes:
                links.revoke_all(session, purpose, row.id, now=now)
        mark_edited(session, row, HistoryKind.ADDRESS_RETURNED, actor=actor, now=now)
        address_mails.send_returned(session, row, office=office, now=now)


def pending(session: Session, registration_id: int, *, now: datetime) -> AddressChange | None:
    """The new mail address whose button is awaited; None where there is none."""
    return session.scalar(
        select(AddressChange).where(
            AddressChange.registration_id == registration_id,
            AddressChange.changed_at.is_(None),
            AddressChange.asked_at > now - LASTS,
        )
    )


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete changes of which nobody thinks any more, with their links.

    Part of the caller's transaction. No link outlives its row, whose number may be given again.
    """
    before = now - RETURNS - LASTS
    _forget(session, select(AddressChange.id).where(AddressChange.asked_at < before))


def change_of(session: Session, change_id: int) -> AddressChange:
    """A change with its registration, for the page that offers to take it back.

    Raises:
        NotFound: it is forgotten.
    """
    return _found(session, change_id)


def _changeable(row: Registration, now: datetime) -> Registration:
    begun = has_begun(row.seminar.day, row.seminar.starts_at, now)
    if not row.is_live_at(now) or begun:
        raise RegistrationOver
    return row


def _count(
    session: Session, row: Registration, address: str, *, office: Office, now: datetime
) -> None:
    lately = rate_limits.tally(
        session, ACTION, f"registration:{row.id}", within=DAY, grain=HOUR, now=now
    )
    if lately.count > ASKED_PER_DAY:
        raise TooManyMails(int((lately.falls_at - now).total_seconds()))
    mailboxes.count_mail(session, address, caution=office.caution, now=now)


def _write_to(
    session: Session,
    row: Registration,
    wish: AddressChange,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    refuse_second(session, row, mail_key(wish.email), row.name_key)
    wish.earlier_email, wish.changed_at = row.email, now
    _leave(session, row, wish, office=office, now=now)
    _move(session, row, wish.email, now=now)
    mark_edited(session, row, HistoryKind.ADDRESS_CHANGED, actor=actor, now=now)
    for purpose in (LinkPurpose.REGISTRATION, LinkPurpose.REGISTRATION_BUTTON):
        links.revoke_all(session, purpose, row.id, now=now)
    mailboxes.prove(session, row.email, caution=office.caution, now=now)
    was = row.state
    held_places.settle(session, row, office=office, now=now)
    if row.state is was:  # who was provisional has been told already that the place holds
        address_mails.send_changed(session, row, office=office, now=now)


def _return(
    session: Session, row: Registration, change: AddressChange, *, office: Office, now: datetime
) -> None:
    refuse_second(session, row, mail_key(change.earlier_email), row.name_key)
    _leave(session, row, None, office=office, now=now)
    _move(session, row, change.earlier_email, now=now)


def _leave(
    session: Session,
    row: Registration,
    change: AddressChange | None,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Tell the present address that mails go elsewhere, and its calendar to forget the seminar.

    Who had none, as some whom the office registered, is told nothing.
    """
    if not row.email:
        return
    invited = row.state is RegistrationState.CONFIRMED
    calendar = registration_calendars.withdrawal(session, row, office=office) if invited else None
    address_mails.send_left(session, row, change, calendar=calendar, office=office, now=now)


def _move(session: Session, row: Registration, address: str, *, now: datetime) -> None:
    """Note another address; its calendar takes the seminar by a number above all it was told."""
    row.email, row.email_key, row.changed_at = address, mail_key(address), now
    session.flush()
    registration_calendars.raise_revision(session, row)
    session.flush()


def _has_changed(session: Session, row: Registration) -> bool:
    """Whether the button was pressed before, and what it did still holds."""
    found = session.scalars(
        select(AddressChange.email).where(
            AddressChange.registration_id == row.id, AddressChange.changed_at.is_not(None)
        )
    )
    return any(mail_key(address) == row.email_key for address in found)


def _changes_since(session: Session, change: AddressChange) -> Sequence[AddressChange]:
    """A change that was made, and those after it."""
    return session.scalars(
        select(AddressChange)
        .where(
            AddressChange.registration_id == change.registration_id,
            AddressChange.changed_at.is_not(None),
            AddressChange.id >= change.id,
        )
        .order_by(AddressChange.id)
    ).all()


def _forget_others(session: Session, change: AddressChange) -> None:
    """Let nobody bring back an address to which a registration went after a change."""
    others = select(AddressChange.id).where(
        AddressChange.registration_id == change.registration_id,
        or_(AddressChange.changed_at.is_(None), AddressChange.id > change.id),
    )
    _forget(session, others)


def _forget(session: Session, which: Select[int]) -> None:
    over = session.scalars(which).all()
    session.execute(
        delete(SecretLink).where(
            SecretLink.purpose == LinkPurpose.ADDRESS_RETURN, SecretLink.subject_id.in_(over)
        )
    )
    session.execute(delete(AddressChange).where(AddressChange.id.in_(over)))


def _found(session: Session, change_id: int) -> AddressChange:
    change = session.get(AddressChange, change_id)
    if change is None or change.changed_at is None:
        raise NotFound("change of address")
    return change

"""The staff notes that somebody else takes a place, and takes that back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import substitute_mails, waiting_list
from seminar_service.registrations.by_hand.chosen import locked_chosen
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.parties import mails as party_mails
from seminar_service.registrations.passing_on import (
    former_of,
    give_back_to,
    is_registered_again,
)
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.registrations.substitute_mails import Exchanger
from seminar_service.registrations.substitutes import (
    NotToHandOver,
    as_colleague,
    may_hand_over,
    put_in_place,
)
from seminar_service.registrations.values import Applicant
from seminar_service.storage.transaction import transaction

_COMES_BACK = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


class SubstitutionKnown(DomainError):  # noqa: N818 (named after the rule)
    """A substitution cannot be taken back: somebody was told, or something has happened since."""

    code = "substitution_known"
    category = Category.CONFLICT


def substitute(
    session: Session,
    seen: Mapping[int, str],
    person: Applicant,
    *,
    tell_them: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let somebody take over a place or a position; gives the new registration.

    No button is asked for: the office knows the person. What is of the company stays.

    Args:
        session: The database.
        seen: The `seen_mark` of the one registration, by its number.
        person: Who takes it over.
        tell_them: Whether both get a mail about it.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        ChangedMeanwhile: it stands otherwise by now.
        NotToHandOver: it is over or waits for its button, or the seminar has begun.
        PersonRegisteredAlready: the person has a place of the seminar, or waits, already.
    """
    with transaction(session):
        (row,) = locked_chosen(session, seen)
        waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        if not may_hand_over(row, now):
            raise NotToHandOver
        before, taking = row.state, as_colleague(person, row)
        new = put_in_place(session, row, taking, actor=actor, now=now, told=tell_them)
        if tell_them:
            by = Exchanger(by_office=True)
            substitute_mails.send_handed_over(
                session, row, new, before=before, by=by, office=office, now=now
            )
            substitute_mails.send_taken_over(session, new, row, by=by, office=office, now=now)
            if row.party is not None:
                party_mails.send_exchanged(session, row.party, row, new, office=office, now=now)
        registration_calendars.raise_revision(session, row)
        return new


def take_back(
    session: Session,
    seen: Mapping[int, str],
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Give the place back to whom a substitute had it from; gives that registration.

    Only what nobody was told of is taken back like this, and nobody is told of it.

    Args:
        session: The database.
        seen: The `seen_mark` of the substitute's registration, by its number.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        ChangedMeanwhile: it stands otherwise by now.
        SubstitutionKnown: somebody was told of it, or something has happened since.
    """
    with transaction(session):
        (row,) = locked_chosen(session, seen)
        waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        former = former_of(session, row)
        if former is None or not may_be_taken_back(session, row):
            raise SubstitutionKnown
        if not may_hand_over(row, now) or is_registered_again(session, former):
            raise SubstitutionKnown
        before = row.state
        move(row, RegistrationAction.HAND_OVER, now=now)
        row.withdrawn_at = now
        give_back_to(session, former, row, before, now=now)
        registration_calendars.raise_revision(session, row)
        happened = HistoryKind.PLACE_CAME_BACK
        tell(session, former, happened, actor=actor, now=now, other=row.id, told=False)
        handed = HistoryKind.PLACE_HANDED_OVER
        tell(
            session,
            row,
            handed,
            actor=actor,
            now=now,
            before=before.value,
            other=former.id,
            told=False,
        )
        return former


def may_be_taken_back(session: Session, row: Registration) -> bool:
    """Whether the office has put a substitute in, and no mail has gone to this person since.

    Two queries; none for one that has no place and does not wait.
    """
    if row.state not in _COMES_BACK:
        return False
    told = session.scalar(select(Message.id).where(Message.about == about(row)).limit(1))
    return told is None and _was_put_in_without_a_mail(session, row)


def _was_put_in_without_a_mail(session: Session, row: Registration) -> bool:
    line = session.scalar(
        select(HistoryLine)
        .where(
            HistoryLine.subject_kind == SubjectKind.REGISTRATION.value,
            HistoryLine.subject_id == row.id,
            HistoryLine.kind == HistoryKind.PLACE_TAKEN_OVER.value,
        )
        .order_by(HistoryLine.id.desc())
        .limit(1)
    )
    return (
        line is not None
        and line.actor_kind == ActorKind.ORGANISER.value
        and line.data.get("told") is False
    )

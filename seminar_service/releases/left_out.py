"""Whom a release has not written to, for a reason; and writing to them after all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.history import services as history
from seminar_service.history.versions import require_version
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.refusals import host_texts
from seminar_service.planning.wording import BothLanguages
from seminar_service.registrations.model import Registration
from seminar_service.registrations.seminar_mails import Appointment as PublicAppointment
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.mail_list import HOST_MAILS, REFUSAL, Audience, ReleaseMail
from seminar_service.releases.mails import write
from seminar_service.releases.people_told import changed_names
from seminar_service.releases.person_mails import write_to_person
from seminar_service.releases.prepared import Preparation
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.releases.preview import current_appointment
from seminar_service.rounds.mails import asked_kind
from seminar_service.rounds.values import usual_deadline
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived

SUBJECTS: Final[Mapping[Audience, SubjectKind]] = {
    Audience.HOST: SubjectKind.BID,
    Audience.ADVISER: SubjectKind.ADVISER,
    Audience.PARTICIPANT: SubjectKind.REGISTRATION,
}
"""To what it happens that somebody is not written to."""


class NotSentAfterAll(DomainError):  # noqa: N818 (named after the rule)
    """The mail was sent meanwhile, or what it says does not hold any more."""

    code = "not_sent_after_all"
    category = Category.CONFLICT


@dataclass(frozen=True)
class _Known:
    """What is left of a release, for its mails."""

    tour_id: int
    bids: dict[int, Bid]
    seminars: dict[int, Seminar]
    advisers: dict[int, Adviser]
    refusals: Mapping[int, BothLanguages]


def note_left_out(session: Session, prepared: Preparation, *, actor: Actor, now: datetime) -> None:
    """Keep whom a release does not write to. Part of the caller's transaction, before its deeds."""
    for each in prepared.left_out:
        row = each.row
        row.left_out_at = now
        if row.registration_id is not None:
            row.stood_as = session.get_one(Registration, row.registration_id).state.value
        _tell(session, HistoryKind.MAIL_LEFT_OUT, row, actor=actor, now=now)


def send_after_all(
    session: Session,
    row_id: int,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Message:
    """Write to somebody whom a release has left out, saying what of it still holds.

    Args:
        session: The database.
        row_id: What was prepared for the mail.
        version: The version of it that was shown.
        office: Who writes.
        actor: Who wants it sent.
        now: The present instant.

    Raises:
        NotFound: There is no such mail.
        TourArchived: The tour is kept as an earlier year.
        ChangedMeanwhile: Somebody has sent it since `version`.
        NotSentAfterAll: It was not left out, or nothing of what it says holds any more.
    """
    with transaction(session):
        tour_id = session.scalar(
            select(Plan.tour_id)
            .join(PreparedMail, PreparedMail.plan_id == Plan.id)
            .where(PreparedMail.id == row_id)
        )
        if tour_id is None:
            raise NotFound("mail")
        hold_unarchived(session, tour_id)
        row = session.get_one(PreparedMail, row_id, with_for_update={"key_share": True})
        require_version(row, version)
        if row.left_out_at is None or row.sent_at is not None:
            raise NotSentAfterAll
        message = _written(session, row, office=office, now=now)
        if message is None:
            raise NotSentAfterAll
        row.sent_at = now
        row.version += 1
        _tell(session, HistoryKind.MAIL_SENT_AFTER_ALL, row, actor=actor, now=now)
        return message


def _written(
    session: Session, row: PreparedMail, *, office: Office, now: datetime
) -> Message | None:
    known = _known(session, row)
    words = row.words_ja or row.words_en  # what all mails said may be long past
    changes = tuple(each for each in row.told_then if _holds(each, known, row))
    if Audience(row.audience) is Audience.PARTICIPANT:
        return _to_person(session, row, changes, known, words=words, office=office, now=now)
    if row.kind == REFUSAL:
        if not _is_still_refused(row, known):
            return None
    elif not changes:
        return None
    mail = _mail(row, changes, known)
    due_on = usual_deadline(day_of(now))
    return write(session, known, mail, due_on, words=words, office=office, now=now)


def _to_person(
    session: Session,
    row: PreparedMail,
    changes: tuple[Change, ...],
    known: _Known,
    *,
    words: str,
    office: Office,
    now: datetime,
) -> Message | None:
    person = session.get(Registration, row.registration_id)
    if person is None or not changes or changes[0].before is None or not person.email:
        return None
    change, before = changes[0], changes[0].before
    cancelled = change.kind is ChangeKind.CANCELLED
    seminar = known.seminars[change.bid_id]
    ended = person.state is RegistrationState.CANCELLED and person.withdrawn_at is None
    concerned = ended if cancelled else person.is_live_at(now)
    if not concerned or person.seminar_id != seminar.id:
        return None
    return write_to_person(
        session,
        person,
        change.kind,
        before=PublicAppointment(
            day=before.day,
            starts_at=before.starts_at,
            ends_at=before.ends_at,
            place=seminar.place,
            venue_name=seminar.venue_name,
            venue_address=seminar.venue_address,
        ),
        changed=changed_names(change, known.advisers),
        stood_as=RegistrationState(row.stood_as),
        words=words,
        office=office,
        now=now,
    )


def _known(session: Session, row: PreparedMail) -> _Known:
    """What the mail speaks of, as it is now; of each bid its newest seminar."""
    plan, changes = row.plan, row.told_then
    numbers = {each.bid_id for each in changes}
    if row.audience == Audience.HOST:
        numbers.add(row.about_id)
    bids = session.scalars(select(Bid).where(Bid.id.in_(numbers)))
    seminars = session.scalars(
        select(Seminar)
        .where(Seminar.bid_id.in_(numbers))
        .options(selectinload(Seminar.team))
        .order_by(Seminar.id)
    )
    teams = {
        adviser
        for each in changes
        for appointment in (each.before, each.after)
        if appointment
        for adviser in appointment.team
    }
    advisers = session.scalars(select(Adviser).where(Adviser.id.in_(teams | {row.about_id})))
    return _Known(
        plan.tour_id,
        {bid.id: bid for bid in bids},
        {seminar.bid_id: seminar for seminar in seminars},
        {adviser.id: adviser for adviser in advisers},
        host_texts(session, plan.declines),
    )


def _holds(change: Change, known: _Known, row: PreparedMail) -> bool:
    """Whether what the mail told of a bid is still so, and still asked where it asked."""
    seminar = known.seminars.get(change.bid_id)
    if seminar is None:
        return False
    if change.after is None:
        return seminar.state is SeminarState.CANCELLED
    if not seminar.stands or current_appointment(seminar) != change.after:
        return False
    asks_host = row.audience == Audience.HOST and row.kind not in HOST_MAILS.values()
    return not asks_host or seminar.host_confirmation is ConfirmationState.ASKED


def _is_still_refused(row: PreparedMail, known: _Known) -> bool:
    bid, seminar = known.bids.get(row.about_id), known.seminars.get(row.about_id)
    return (
        bid is not None
        and bid.state is BidState.ACCEPTED
        and (seminar is None or not seminar.stands)
    )


def _mail(row: PreparedMail, changes: tuple[Change, ...], known: _Known) -> ReleaseMail:
    audience = Audience(row.audience)
    kind, reader = row.kind, known.bids.get(row.about_id)
    asks = audience is Audience.HOST and kind != REFUSAL and kind not in HOST_MAILS.values()
    told = known.refusals.get(row.about_id) if audience is Audience.HOST else None
    return ReleaseMail(
        key=row.key,
        audience=audience,
        about_id=row.about_id,
        kind=asked_kind([each.before for each in changes]) if asks else kind,
        locale=reader.locale if audience is Audience.HOST and reader else Locale.JA.value,
        name="",
        address="",
        changes=changes,
        reason=told[Locale(reader.locale)] if told and reader else "",
    )


def _tell(
    session: Session, kind: HistoryKind, row: PreparedMail, *, actor: Actor, now: datetime
) -> None:
    subject = Subject(SUBJECTS[Audience(row.audience)], row.about_id)
    history.record(session, kind, subject, actor, now, plan=row.plan_id)

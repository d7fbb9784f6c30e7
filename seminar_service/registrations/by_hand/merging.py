"""Two registrations of one person become one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import Need
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import waiting_list
from seminar_service.registrations.answers import take_answers
from seminar_service.registrations.by_hand.chosen import Deed, locked_chosen, obstacles
from seminar_service.registrations.by_hand.notes import note
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import HOLDING_REGISTRATIONS, RegistrationState
from seminar_service.registrations.steps import give_up
from seminar_service.storage.transaction import transaction

DETAILS: Final = (
    "name",
    "name_key",
    "name_kana",
    "email",
    "email_key",
    "company",
    "department",
    "employees",
    "industry",
    "participant_kind",
    "telephone",
    "heard_of",
    "shared_with_host",
    "locale",
)
WISHES: Final = ("wishes_consultation", *(f"needs_{need}" for need in Need), "needs_other")
"""What the one that stands has of either."""


class NothingToMerge(DomainError):  # noqa: N818 (named after the rule)
    """One of the two is over, their tours differ, or the seminar has begun."""

    code = "nothing_to_merge"
    category = Category.CONFLICT


def merge(
    session: Session,
    seen: Mapping[int, str],
    keep_id: int,
    *,
    tell_them: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep one of two registrations, and end the other; gives the number of the one that stands.

    At one seminar the better standing is kept - a place before a wait, then the earlier number -
    with the details and answers of `keep_id`, and what only the other one said; at two seminars
    `keep_id` is kept as it is. Those who wait for a place that comes free move up.

    Args:
        session: The database.
        seen: The `seen_mark` of both, by their numbers.
        keep_id: Whose details are kept.
        tell_them: Whether the person gets a mail about it.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: one of them is not there, or `keep_id` is none of them.
        ChangedMeanwhile: one of them stands otherwise by now.
        NothingToMerge: there is nothing to be made one.
    """
    with transaction(session):
        rows = locked_chosen(session, seen)
        wanted = next((row for row in rows if row.id == keep_id), None)
        if wanted is None or len(rows) != 2:  # noqa: PLR2004 (two are made one)
            raise NotFound("registration")
        _require_two_that_stand(session, rows, now=now)
        kept, ended = _parted(rows, wanted)
        before = _end(session, kept, ended, actor=actor, now=now, told=tell_them)
        if tell_them and ended.seminar_id != kept.seminar_id:
            registration_mails.send_withdrawal(
                session, ended, before=before, by_office=True, office=office, now=now
            )
        registration_calendars.raise_revision(session, ended)
        _take_details(kept, wanted, ended, now=now)
        if ended.seminar_id == kept.seminar_id:
            take_answers(session, ended, kept, instead=wanted is not kept)
        session.flush()
        if tell_them:
            registration_mails.send_state(session, kept, office=office, now=now)
        waiting_list.fill_free_places(session, ended.seminar, office=office, now=now)
        return kept.id


def _require_two_that_stand(session: Session, rows: list[Registration], *, now: datetime) -> None:
    if obstacles(session, Deed.WITHDRAW, rows, now=now):
        raise NothingToMerge
    if len({row.seminar.tour_id for row in rows}) > 1:
        raise NothingToMerge


def _parted(rows: list[Registration], wanted: Registration) -> tuple[Registration, Registration]:
    """Which one stands from now on, and which one ends."""
    if rows[0].seminar_id == rows[1].seminar_id:
        by_standing = sorted(
            rows, key=lambda row: (row.state not in HOLDING_REGISTRATIONS, row.queue_number)
        )
        return by_standing[0], by_standing[1]
    other = rows[1] if wanted is rows[0] else rows[0]
    return wanted, other


def _end(
    session: Session,
    kept: Registration,
    ended: Registration,
    *,
    actor: Actor,
    now: datetime,
    told: bool,
) -> RegistrationState:
    before = give_up(session, ended, now=now)
    withdrawn = HistoryKind.REGISTRATION_WITHDRAWN
    note(
        session,
        ended,
        withdrawn,
        "",
        actor=actor,
        now=now,
        before=before.value,
        told=told,
        into=kept.id,
    )
    merged = HistoryKind.REGISTRATION_MERGED
    note(session, kept, merged, "", actor=actor, now=now, other=ended.id)
    return before


def _take_details(
    kept: Registration, wanted: Registration, ended: Registration, *, now: datetime
) -> None:
    """Give the one that stands the wanted details, and what only the other one said."""
    if wanted is not kept:
        for name in DETAILS:
            setattr(kept, name, getattr(wanted, name))
    for name in WISHES:
        setattr(kept, name, getattr(kept, name) or getattr(ended, name))
    kept.version += 1
    kept.changed_at = now

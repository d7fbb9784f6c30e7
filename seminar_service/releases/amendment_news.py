"""Who is told when somebody changes by hand what is said about a seminar."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.advisers.model import Adviser
from seminar_service.outbox.office import Office
from seminar_service.registrations import news as registration_news
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.facts import (
    ChangedFact,
    Fact,
    changed_facts,
    facts_of,
    said,
    told_to_partners,
)
from seminar_service.seminars.mails import tell_adviser_of_changes, write_to_host
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun


@dataclass(frozen=True)
class Audience:
    """Who gets a mail of a change.

    Attributes:
        host: The organisation, if its contact is told; empty otherwise.
        advisers: The advisers who are told.
        participants: How many people with a place, held ones included.
        waiting: How many people on the waiting list.
        moving_up: How many of those who wait get a place by it.
    """

    host: str
    advisers: tuple[Adviser, ...]
    participants: int
    waiting: int
    moving_up: int

    @property
    def is_empty(self) -> bool:
        """Whether nobody is told."""
        return not (self.host or self.advisers or self.participants or self.waiting)


NOBODY = Audience("", (), 0, 0, 0)


@dataclass(frozen=True)
class AmendmentPreview:
    """What saving would change, and who would be told."""

    changes: tuple[ChangedFact, ...]
    audience: Audience


def preview(
    session: Session, seminar: Seminar, after: dict[str, object], *, now: datetime
) -> AmendmentPreview:
    """What changes if columns of a seminar get the values of `after`; nothing is written."""
    before = facts_of(seminar)
    intended = {Fact(name): said(value) for name, value in after.items() if name in set(Fact)}
    changes = changed_facts(before, {**before, **intended})
    if not changes or not is_ahead(seminar, now):
        return AmendmentPreview(changes, NOBODY)
    readers = registration_news.readers(session, seminar, changes, now=now)
    told = [each for each in readers if each.email]
    waiting = sum(each.state is RegistrationState.WAITING for each in told)
    return AmendmentPreview(
        changes,
        Audience(
            host=seminar.host_name,
            advisers=tuple(member.adviser for member in seminar.team),
            participants=len(told) - waiting,
            waiting=waiting,
            moving_up=_moving_up(seminar, changes),
        ),
    )


def _moving_up(seminar: Seminar, changes: tuple[ChangedFact, ...]) -> int:
    places = next((int(each.after) for each in changes if each.fact is Fact.CAPACITY), 0)
    online = next((int(each.after) for each in changes if each.fact is Fact.ONLINE_CAPACITY), 0)
    return min(seminar.waiting, max(0, places - seminar.taken - seminar.kept_back)) + min(
        seminar.online_waiting, max(0, online - seminar.online_taken)
    )


def is_ahead(seminar: Seminar, now: datetime) -> bool:
    """Whether a seminar is still to be held, so that a change concerns anybody."""
    return seminar.stands and not has_begun(seminar.day, seminar.starts_at, now)


def tell_of_changes(
    session: Session,
    seminar: Seminar,
    changes: tuple[ChangedFact, ...],
    *,
    office: Office,
    now: datetime,
) -> None:
    """Write to host, advisers and participants. Part of the caller's transaction."""
    if not changes:
        return
    registration_news.seminar_changed(session, seminar, changes, office=office, now=now)
    told = told_to_partners(changes, seminar.bid.locale)
    write_to_host(
        session,
        "seminar_changed",
        seminar.bid,
        office=office,
        now=now,
        seminar=seminar,
        changes=told,
    )
    told = told_to_partners(changes, ADVISERS_LOCALE)
    for member in seminar.team:
        tell_adviser_of_changes(session, member.adviser, seminar, told, office=office, now=now)

"""Which of those registered a release writes to: one rule for what is shown and what is counted."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.locales import Locale
from seminar_service.registrations.model import Registration
from seminar_service.releases.changes import Appointment, Change, ChangeKind
from seminar_service.seminars.facts import ChangedFact, Fact, advisers_said, told_to_participants
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState

PERSON_MAILS: Mapping[ChangeKind, str] = {
    ChangeKind.MOVED: "registration_moved",
    ChangeKind.TEAM: "registration_changed",
    ChangeKind.CANCELLED: "registration_seminar_cancelled",
}
"""What participants are told of each change."""

Languages = Mapping[Locale, frozenset[int]]
"""The seminars of which people are told, by the language in which they read."""


def languages_told(
    changes: Iterable[Change], seminars: Mapping[int, Seminar], advisers: Mapping[int, Adviser]
) -> Languages:
    """Of which seminars those are told who read a language.

    Everybody hears of another day and of a cancellation; of other advisers who reads the language
    in which their names are others; nobody of a seminar that was never announced, unless it is
    cancelled.
    """
    told: dict[Locale, set[int]] = {locale: set() for locale in Locale}
    for change in changes:
        for locale in _languages(change, seminars, advisers):
            told[locale].add(seminars[change.bid_id].id)
    return {locale: frozenset(found) for locale, found in told.items()}


def count_people(session: Session, tour_id: int, *, now: datetime) -> dict[tuple[int, str], int]:
    """How many people have a place or wait and can be written to, by seminar and language."""
    rows = session.execute(
        select(Registration.seminar_id, Registration.locale, func.count())
        .join(Seminar)
        .where(Seminar.tour_id == tour_id, _written_to(now))
        .group_by(Registration.seminar_id, Registration.locale)
    )
    return {(seminar_id, locale): count for seminar_id, locale, count in rows}


def people_told(
    session: Session,
    told: Languages,
    *,
    now: datetime,
    only: Collection[int] | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[Registration]:
    """Those who are told, seminar by seminar in the order of their names. One query.

    Args:
        session: The database.
        told: Of which seminars, by language.
        now: The present instant.
        only: The registrations that are looked for; all where None.
        offset: How many are left out at the beginning.
        limit: How many are given at most.
    """
    if only is not None and not only:
        return []
    wanted = [
        and_(Registration.locale == locale.value, Registration.seminar_id.in_(found))
        for locale, found in told.items()
        if found
    ]
    if not wanted:
        return []
    statement = (
        select(Registration)
        .join(Seminar)
        .where(or_(*wanted), _written_to(now))
        .order_by(Seminar.day, Seminar.id, Registration.name_key, Registration.id)
        .offset(offset)
    )
    if only is not None:
        statement = statement.where(Registration.id.in_(only))
    return list(session.scalars(statement if limit is None else statement.limit(limit)))


def _written_to(now: datetime) -> ColumnElement[bool]:
    return and_(Registration.are_live_at(now), Registration.email != "")


def _languages(
    change: Change, seminars: Mapping[int, Seminar], advisers: Mapping[int, Adviser]
) -> list[Locale]:
    if change.kind is ChangeKind.CANCELLED:
        return list(Locale)
    if change.kind not in PERSON_MAILS:
        return []
    if seminars[change.bid_id].state is not SeminarState.ANNOUNCED:
        return []
    if change.kind is ChangeKind.MOVED:
        return list(Locale)
    changed = changed_names(change, advisers)
    return [locale for locale in Locale if told_to_participants(changed, locale)]


def changed_names(change: Change, advisers: Mapping[int, Adviser]) -> tuple[ChangedFact, ...]:
    """The names of a seminar's advisers before and after, by language; where they are others."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ()
    facts = [
        ChangedFact(fact, _names(before, fact, advisers), _names(after, fact, advisers))
        for fact in (Fact.ADVISERS_JA, Fact.ADVISERS_EN)
    ]
    return tuple(each for each in facts if each.before != each.after)


def _names(appointment: Appointment, fact: Fact, advisers: Mapping[int, Adviser]) -> str:
    return advisers_said(fact, (advisers[each] for each in appointment.team))

"""Private feeds: an adviser's year, a host's seminar, a participant's registration.

Here seminars appear as soon as they are released, as tentative. They tell reminders, and never
their own address, which is a secret.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.calendars.feed import personal_feed
from seminar_service.calendars.values import CalendarEntry, FeedInfo
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.feeds import revisions
from seminar_service.feeds.parts import (
    Feed,
    UnbuiltFeed,
    each_language,
    latest,
    site_name,
)
from seminar_service.registrations.calendar_entries import registered_entry
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.calendar_entries import calendar_entry, with_reminder
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember


def unbuilt_adviser_feed(session: Session, adviser_id: int, addresses: Addresses) -> UnbuiltFeed:
    """`adviser_feed` with its revision, not built yet. One query.

    Raises:
        NotFound: there is no such adviser.
    """
    revision = revisions.adviser_feed_revision(session, adviser_id)
    return UnbuiltFeed(revision, lambda: adviser_feed(session, adviser_id, addresses))


def unbuilt_host_feed(session: Session, bid_id: int, addresses: Addresses) -> UnbuiltFeed:
    """`host_feed` with its revision, not built yet. One query.

    Raises:
        NotFound: there is no such bid.
    """
    revision = revisions.host_feed_revision(session, bid_id)
    return UnbuiltFeed(revision, lambda: host_feed(session, bid_id, addresses))


def unbuilt_registration_feed(
    session: Session, registration_id: int, addresses: Addresses
) -> UnbuiltFeed:
    """`registration_feed` with its revision, not built yet. One query.

    Raises:
        NotFound: there is no such registration.
    """
    revision = revisions.registration_feed_revision(session, registration_id)
    return UnbuiltFeed(revision, lambda: registration_feed(session, registration_id, addresses))


def adviser_feed(session: Session, adviser_id: int, addresses: Addresses) -> Feed:
    """All seminars of an adviser. Three queries.

    Raises:
        NotFound: there is no such adviser.
    """
    adviser = session.get(Adviser, adviser_id)
    if adviser is None:
        raise NotFound("adviser")
    taken = Seminar.team.any(TeamMember.adviser_id == adviser_id)
    names = each_language(lambda locale: f"{site_name(locale)} {adviser.display_name(locale)}")
    info = FeedInfo(names, each_language(_about_adviser), addresses.locale)
    return _feed(info, _entries(session, taken, addresses), addresses, adviser.calendar_changed_at)


def host_feed(session: Session, bid_id: int, addresses: Addresses) -> Feed:
    """The seminar that became of a bid, with those cancelled before it. Three queries.

    Raises:
        NotFound: there is no such bid.
    """
    bid = session.get(Bid, bid_id)
    if bid is None:
        raise NotFound("bid")
    names = each_language(lambda locale: f"{site_name(locale)} {bid.host_name}")
    info = FeedInfo(names, each_language(_about_host), addresses.locale)
    entries = _entries(session, Seminar.bid_id == bid_id, addresses)
    return _feed(info, entries, addresses, bid.created_at)


def registration_feed(session: Session, registration_id: int, addresses: Addresses) -> Feed:
    """The seminar of a registration; empty once the person has withdrawn. Three queries.

    Raises:
        NotFound: there is no such registration.
    """
    registration = session.scalar(
        select(Registration)
        .options(
            joinedload(Registration.seminar).selectinload(Seminar.topics),
            joinedload(Registration.seminar)
            .selectinload(Seminar.team)
            .joinedload(TeamMember.adviser),
        )
        .where(Registration.id == registration_id)
    )
    if registration is None:
        raise NotFound("registration")
    names = each_language(_registration_name)
    info = FeedInfo(names, each_language(_about_registration), addresses.locale)
    entries = [registered_entry(registration, addresses)] if _is_kept(registration) else []
    return _feed(info, entries, addresses, registration.changed_at)


def _entries(
    session: Session, condition: ColumnElement[bool], addresses: Addresses
) -> list[CalendarEntry]:
    # Teams are small: read with their seminars they are a query less.
    statement = select(Seminar).options(
        selectinload(Seminar.topics), joinedload(Seminar.team).joinedload(TeamMember.adviser)
    )
    seminars = session.scalars(statement.where(condition)).unique()
    return [calendar_entry(seminar, addresses, invites=False) for seminar in seminars]


def _is_kept(registration: Registration) -> bool:
    """Whether the person still sees the seminar: until they withdraw, also when it is cancelled."""
    if registration.state is RegistrationState.CANCELLED:
        ended_with_seminar = registration.seminar.state is SeminarState.CANCELLED
        return ended_with_seminar and registration.withdrawn_at is None
    return registration.state is not RegistrationState.LAPSED


def _feed(
    info: FeedInfo, entries: Iterable[CalendarEntry], addresses: Addresses, changed_at: datetime
) -> Feed:
    shown = list(entries)
    modified = latest(changed_at, (entry.changed_at for entry in shown))
    return Feed(personal_feed(info, [with_reminder(each, addresses) for each in shown]), modified)


def _about_adviser(locale: Locale) -> str:
    return catalogue(locale).gettext("Your seminars, as soon as they are planned. For you alone.")


def _about_host(locale: Locale) -> str:
    return catalogue(locale).gettext("The seminar that you asked for. For you alone.")


def _registration_name(locale: Locale) -> str:
    return catalogue(locale).gettext("My seminar")


def _about_registration(locale: Locale) -> str:
    return catalogue(locale).gettext("The seminar for which you registered. For you alone.")

"""Feeds for everybody: the tour, an earlier year, a prefecture, one seminar.

They hold what was announced, and go on holding what was cancelled after that.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from seminar_service.calendars.feed import single_entry
from seminar_service.calendars.values import FeedInfo
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.feeds.kept import kept_public_feed
from seminar_service.feeds.parts import (
    Feed,
    each_language,
    latest,
    site_name,
    with_details,
)
from seminar_service.seminars import calendar_texts
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


def tour_feed(session: Session, addresses: Addresses) -> Feed:
    """The seminars of all open tours. Four queries.

    As a rule one tour is open. Where the next one opens before the last seminar of this one,
    nothing that is still to come disappears from calendars.

    Raises:
        NotFound: no tour is open.
    """
    info = FeedInfo(
        names=each_language(site_name),
        descriptions=each_language(_about_tour),
        locale=addresses.locale,
        address=addresses.tour_feed(),
        page=addresses.home(),
    )
    return _open_tours(session, addresses, info)


def prefecture_feed(session: Session, code: str, addresses: Addresses) -> Feed:
    """The seminars of the open tours in one prefecture; none may be there yet. Four queries.

    Raises:
        PrefectureUnknown: there is no such prefecture.
        NotFound: no tour is open.
    """
    place = prefecture(code)
    info = FeedInfo(
        names=each_language(lambda locale: f"{site_name(locale)} {place.name(locale)}"),
        descriptions=each_language(lambda locale: _about_prefecture(place.name(locale), locale)),
        locale=addresses.locale,
        address=addresses.prefecture_feed(code),
        page=addresses.seminars_in(code),
    )
    return _open_tours(session, addresses, info, Seminar.place == code)


def year_feed(session: Session, fiscal_year: int, addresses: Addresses) -> Feed:
    """The seminars of one fiscal year's tour, open or archived. Four queries.

    Raises:
        NotFound: there is no such tour, or it is still being prepared.
    """
    tour = session.scalar(
        select(Tour).where(Tour.fiscal_year == fiscal_year, Tour.stage != TourStage.PREPARATION)
    )
    if tour is None:
        raise NotFound("tour")
    info = FeedInfo(
        names=each_language(tour.name),
        descriptions=each_language(_about_tour),
        locale=addresses.locale,
        address=addresses.year_feed(fiscal_year),
        page=addresses.year(fiscal_year),
    )
    seminars = _public_seminars(session, Seminar.tour_id == tour.id)
    return _feed(info, seminars, addresses, tour.calendar_changed_at)


def seminar_file(session: Session, public_id: str, addresses: Addresses) -> Feed:
    """One public seminar. Three queries.

    Raises:
        NotFound: no such seminar is public.
    """
    seminars = _public_seminars(session, Seminar.public_id == public_id)
    if not seminars:
        raise NotFound("seminar")
    seminar, entry = seminars[0], calendar_entry(seminars[0], addresses)
    info = FeedInfo(
        names=each_language(lambda locale: calendar_texts.title(seminar, locale)),
        descriptions=each_language(site_name),
        locale=addresses.locale,
        address=addresses.seminar_file(public_id),
        page=addresses.seminar(public_id),
    )
    return Feed(single_entry(info, entry), entry.changed_at)


def _open_tours(
    session: Session, addresses: Addresses, info: FeedInfo, *conditions: ColumnElement[bool]
) -> Feed:
    stages = _shown_tours(session)
    opened = [tour_id for tour_id, (stage, _) in stages.items() if stage is TourStage.OPEN]
    if not opened:
        raise NotFound("tour")
    # A tour that was archived takes its seminars along, so its time of change counts too.
    changed_at = max(changed for _, changed in stages.values())
    seminars = _public_seminars(session, Seminar.tour_id.in_(opened), *conditions)
    return _feed(info, seminars, addresses, changed_at)


def _shown_tours(session: Session) -> Mapping[int, tuple[TourStage, datetime]]:
    rows = session.execute(
        select(Tour.id, Tour.stage, Tour.calendar_changed_at).where(
            Tour.stage != TourStage.PREPARATION
        )
    )
    return {tour_id: (stage, changed_at) for tour_id, stage, changed_at in rows}


def _public_seminars(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Seminar]:
    statement = with_details().where(Seminar.is_public, *conditions).order_by(Seminar.id)
    return session.scalars(statement).all()


def _feed(
    info: FeedInfo, seminars: Sequence[Seminar], addresses: Addresses, changed_at: datetime
) -> Feed:
    entries = tuple(calendar_entry(seminar, addresses) for seminar in seminars)
    modified = latest(changed_at, (entry.changed_at for entry in entries))
    return Feed(kept_public_feed(info, entries), modified)


def _about_tour(locale: Locale) -> str:
    _ = catalogue(locale).gettext
    return _("Free seminars on intellectual property all over Japan, with changes as they happen.")


def _about_prefecture(place: str, locale: Locale) -> str:
    _ = catalogue(locale).gettext
    said = _("Free seminars on intellectual property in %(place)s, with changes as they happen.")
    return said % {"place": place}

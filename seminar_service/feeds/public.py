"""Feeds for everybody: the tour, an earlier year, a prefecture, one seminar.

They hold what was announced, and go on holding what was cancelled after that.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from seminar_service.calendars.feed import joined_feed, single_entry
from seminar_service.calendars.values import FeedInfo
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.tour_codes import TourCode
from seminar_service.feeds.kept import written_rows
from seminar_service.feeds.parts import (
    Feed,
    each_language,
    latest,
    site_name,
)
from seminar_service.seminars import calendar_texts, public
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.calendar_rows import CalendarRow, Shown, calendar_rows
from seminar_service.storage.reading import Reader
from seminar_service.tours.values import TourRow, TourStage

_BEFORE_ALL_TOURS: Final = datetime(2000, 1, 1, tzinfo=UTC)


def tour_feed(reader: Reader, addresses: Addresses) -> Feed:
    """The seminars of all tours that are not archived, and what is to come. Four queries.

    Between two tours those of the last one stay. There may be none at all: whoever has subscribed
    sees the first ones appear.
    """
    info = FeedInfo(
        names=each_language(site_name),
        descriptions=each_language(_about_tour),
        locale=addresses.locale,
        address=addresses.tour_feed(),
        page=addresses.home(),
    )
    return _current_tours(reader, addresses, info)


def prefecture_feed(reader: Reader, code: str, addresses: Addresses) -> Feed:
    """The same as `tour_feed`, in one prefecture; none may be there yet. Four queries.

    Raises:
        PrefectureUnknown: there is no such prefecture.
    """
    place = prefecture(code)
    info = FeedInfo(
        names=each_language(lambda locale: f"{site_name(locale)} {place.name(locale)}"),
        descriptions=each_language(lambda locale: _about_prefecture(place.name(locale), locale)),
        locale=addresses.locale,
        address=addresses.prefecture_feed(code),
        page=addresses.seminars_in(code),
    )
    return _current_tours(reader, addresses, info, place=code)


def year_feed(reader: Reader, code: TourCode, addresses: Addresses) -> Feed:
    """The seminars of one tour, whatever its stage. Four queries.

    Raises:
        NotFound: there is no such tour, or the public does not know of it yet.
    """
    tour = public.tours(reader).of_code(code)
    if tour is None:
        raise NotFound("tour")
    info = FeedInfo(
        names=each_language(tour.name),
        descriptions=each_language(_about_tour),
        locale=addresses.locale,
        address=addresses.year_feed(code),
        page=addresses.year(code),
    )
    rows = calendar_rows(reader, Shown(tour_id=tour.id))
    return _feed(info, rows, addresses, tour.calendar_changed_at)


def seminar_file(reader: Reader, public_id: str, addresses: Addresses) -> Feed:
    """One public seminar. Three queries.

    Raises:
        NotFound: no such seminar is public.
    """
    rows = calendar_rows(reader, Shown(public_id=public_id))
    if not rows:
        raise NotFound("seminar")
    seminar, entry = rows[0], calendar_entry(rows[0], addresses)
    info = FeedInfo(
        names=each_language(lambda locale: calendar_texts.title(seminar, locale)),
        descriptions=each_language(site_name),
        locale=addresses.locale,
        address=addresses.seminar_file(public_id),
        page=addresses.seminar(public_id),
    )
    return Feed(single_entry(info, entry), entry.changed_at)


def _current_tours(
    reader: Reader, addresses: Addresses, info: FeedInfo, place: str | None = None
) -> Feed:
    known = public.tours(reader)
    kept = _kept_tour(known)
    shown = Shown(kept_tour_id=kept.id if kept else None, place=place)
    # A tour that was archived takes its seminars along, so its time of change counts too.
    changes = (tour.calendar_changed_at for tour in (*known.known, *known.hidden))
    return _feed(info, calendar_rows(reader, shown), addresses, latest(_BEFORE_ALL_TOURS, changes))


def _kept_tour(known: public.Tours) -> TourRow | None:
    """The last tour of the archive while none is open: nobody's calendar is wiped meanwhile."""
    if any(tour.stage is TourStage.OPEN for tour in known.known):
        return None
    archived = [tour for tour in known.known if tour.stage is TourStage.ARCHIVED]
    return archived[-1] if archived else None


def _feed(
    info: FeedInfo, rows: Sequence[CalendarRow], addresses: Addresses, changed_at: datetime
) -> Feed:
    entries = written_rows(rows, addresses)
    modified = latest(changed_at, (entry.changed_at for entry in entries))
    return Feed(joined_feed(info, [entry.content for entry in entries]), modified)


def _about_tour(locale: Locale) -> str:
    _ = catalogue(locale).gettext
    return _("Free seminars on intellectual property all over Japan, with changes as they happen.")


def _about_prefecture(place: str, locale: Locale) -> str:
    _ = catalogue(locale).gettext
    said = _("Free seminars on intellectual property in %(place)s, with changes as they happen.")
    return said % {"place": place}

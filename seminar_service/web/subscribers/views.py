"""Feeds and files, by the addresses that calendars subscribe to."""

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.feeds import personal as personal_feeds
from seminar_service.feeds import public as public_feeds
from seminar_service.feeds.parts import Feed, UnbuiltFeed
from seminar_service.storage.reading import reading
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.subscribers import bp
from seminar_service.web.subscribers.answers import private_calendar, public_calendar
from seminar_service.web.templating import settings


@bp.get("/feeds/tour.ics")
@public_calendar
def tour_feed() -> Feed:
    """Everything that is to come, of all tours."""
    with reading(db.engine) as reader:
        return public_feeds.tour_feed(reader, addresses())


@bp.get("/feeds/years/<tour:tour_code>.ics")
@public_calendar
def year_feed(tour_code: TourCode) -> Feed:
    """The seminars of one fiscal year."""
    with reading(db.engine) as reader:
        return public_feeds.year_feed(reader, tour_code, addresses())


@bp.get("/feeds/prefectures/<code>.ics")
@public_calendar
def prefecture_feed(code: str) -> Feed:
    """The same in one prefecture."""
    with reading(db.engine) as reader:
        return public_feeds.prefecture_feed(reader, code, addresses())


@bp.get("/seminars/<public_id>.ics")
@public_calendar
def seminar_file(public_id: str) -> Feed:
    """One seminar, to be put into a calendar once."""
    with reading(db.engine) as reader:
        return public_feeds.seminar_file(reader, public_id, addresses())


@bp.get("/feeds/hosts/<token>.ics")
@private_calendar
def host_feed(token: str) -> UnbuiltFeed:
    """The seminar of a host's bid."""
    bid_id = links.visit(db.session(), LinkPurpose.HOST_FEED, token, now=now())
    return personal_feeds.unbuilt_host_feed(db.session(), bid_id, addresses())


@bp.get("/feeds/advisers/<token>.ics")
@private_calendar
def adviser_feed(token: str) -> UnbuiltFeed:
    """All seminars of an adviser."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER_FEED, token, now=now())
    return personal_feeds.unbuilt_adviser_feed(db.session(), adviser_id, addresses())


@bp.get("/feeds/registrations/<token>.ics")
@private_calendar
def registration_feed(token: str) -> UnbuiltFeed:
    """The seminar of a registration."""
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION_FEED, token, now=now())
    return personal_feeds.unbuilt_registration_feed(db.session(), registration_id, addresses())


def addresses() -> Addresses:
    """Builds absolute addresses in the reader's language."""
    return Addresses(settings().base_url, Locale(current_locale()))

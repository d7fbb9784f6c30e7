"""Feeds and files, by the addresses that calendars subscribe to."""

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.feeds import personal as personal_feeds
from seminar_service.feeds import public as public_feeds
from seminar_service.feeds.parts import Feed
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.subscribers import bp
from seminar_service.web.subscribers.answers import calendar
from seminar_service.web.templating import settings


@bp.get("/feeds/tour.ics")
@calendar(private=False)
def tour_feed() -> Feed:
    """Everything that is to come, of all tours."""
    return public_feeds.tour_feed(db.session(), addresses())


@bp.get("/feeds/years/<int:fiscal_year>.ics")
@calendar(private=False)
def year_feed(fiscal_year: int) -> Feed:
    """The seminars of one fiscal year."""
    return public_feeds.year_feed(db.session(), fiscal_year, addresses())


@bp.get("/feeds/prefectures/<code>.ics")
@calendar(private=False)
def prefecture_feed(code: str) -> Feed:
    """The same in one prefecture."""
    return public_feeds.prefecture_feed(db.session(), code, addresses())


@bp.get("/seminars/<public_id>.ics")
@calendar(private=False)
def seminar_file(public_id: str) -> Feed:
    """One seminar, to be put into a calendar once."""
    return public_feeds.seminar_file(db.session(), public_id, addresses())


@bp.get("/feeds/hosts/<token>.ics")
@calendar(private=True)
def host_feed(token: str) -> Feed:
    """The seminar of a host's bid."""
    bid_id = links.visit(db.session(), LinkPurpose.HOST_FEED, token, now=now())
    return personal_feeds.host_feed(db.session(), bid_id, addresses())


@bp.get("/feeds/advisers/<token>.ics")
@calendar(private=True)
def adviser_feed(token: str) -> Feed:
    """All seminars of an adviser."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER_FEED, token, now=now())
    return personal_feeds.adviser_feed(db.session(), adviser_id, addresses())


@bp.get("/feeds/registrations/<token>.ics")
@calendar(private=True)
def registration_feed(token: str) -> Feed:
    """The seminar of a registration."""
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION_FEED, token, now=now())
    return personal_feeds.registration_feed(db.session(), registration_id, addresses())


def addresses() -> Addresses:
    """Builds absolute addresses in the reader's language."""
    return Addresses(settings().base_url, Locale(current_locale()))

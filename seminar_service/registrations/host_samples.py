"""What letters to hosts and subscribers say, for the staff to look at."""

from datetime import timedelta
from typing import Final

from seminar_service.bids.mails import topic_names, wish_ranges
from seminar_service.bids.model import Bid
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.vocabulary import AttendanceMode, BidSource, Choice
from seminar_service.registrations.shared_lists import Numbers, SharedPerson
from seminar_service.seminars.mails import team_names
from seminar_service.seminars.model import Seminar
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import DayRange

_ASKED_BEFORE: Final = timedelta(weeks=8)
_HOSTS: Final = {Locale.JA: "見本商工会議所", Locale.EN: "Mihon Chamber of Commerce"}
_COMPANIES: Final = {Locale.JA: "見本工業株式会社", Locale.EN: "Mihon Industries"}
_TOPICS: Final = {Locale.JA: "営業秘密", Locale.EN: "Trade secrets"}
_ADVISERS: Final = {Locale.JA: "見本 太郎", Locale.EN: "Taro Mihon"}
_NOTES: Final = {
    Locale.JA: "ここに事務局の書いた文が入ります。",
    Locale.EN: "Here stands what the office has written.",
}
_REASONS: Final = {
    Locale.JA: "候補日にお伺いできるアドバイザーがいませんでした。",
    Locale.EN: "No adviser could come on the possible dates.",
}


def host_context(
    seminar: Seminar, name: str, locale: Locale, addresses: Addresses, token: str
) -> dict[str, object]:
    """All that a letter to a host may need beside the seminar; `name` is who is named in it."""
    bid = seminar.bid or _bid(seminar, locale)
    real = seminar.bid is not None
    told = {
        "seminar": seminar,
        "numbers": [Numbers(AttendanceMode.ON_SITE, seated=12, waiting=0)],
        "new": 4,
        "takes": True,
        "opens_at": None,
        "seminar_address": addresses.seminar(seminar.public_id),
        "own_address": addresses.bid(token),
    }
    person = SharedPerson(name, "", _COMPANIES[locale], "", AttendanceMode.ON_SITE)
    days = DayRange(seminar.day, seminar.day + timedelta(days=2))
    advisers = (team_names(seminar, locale) if real else "") or _ADVISERS[locale]
    feed = addresses.host_feed(token)
    asked = {"seminar": seminar, "before": None, "advisers": advisers, "host_feed_address": feed}
    return {
        "bid": bid,
        "note": _NOTES[locale],
        "topics": topic_names(bid, locale) if real else [_TOPICS[locale]],
        "wishes": wish_ranges(bid, calendar_of(bid.tour)) if real else [(Choice.FIRST, [days])],
        "advisers": advisers,
        "dates": [asked],
        "due_on": seminar.day - _ASKED_BEFORE,
        "answers_address": addresses.bid_dates(token),
        "host_feed_address": feed,
        "tour_name": bid.tour.name(locale),
        "call_opens_on": bid.tour.call_opens_on,
        "call_closes_on": bid.tour.call_closes_on,
        "invitation_address": addresses.invitation(token),
        "end_address": addresses.invitation_end(token),
        "plan_again": True,
        "tallies": [told],
        "people": [person],
        "more": 0,
        "further": 11,
    }


def refusal(locale: Locale) -> str:
    """Why a plan has no seminar for a host."""
    return _REASONS[locale]


def subscriber_context(
    seminar: Seminar, locale: Locale, addresses: Addresses, token: str
) -> dict[str, object]:
    """All that a letter to somebody who waits for a seminar may need."""
    return {
        "place": prefecture(seminar.place).name(locale),
        "topic": _TOPICS[locale],
        "seminars": [(seminar, addresses.seminar(seminar.public_id))],
        "alert_address": addresses.alert(token),
    }


def _bid(seminar: Seminar, locale: Locale) -> Bid:
    """A bid that is nowhere kept."""
    return Bid(
        tour=seminar.tour,
        number=1,
        source=BidSource.FORM,
        host_name=_HOSTS[locale],
        venue_name=seminar.venue_name,
        place=seminar.place,
        starts_at=seminar.starts_at,
        ends_at=seminar.ends_at,
    )

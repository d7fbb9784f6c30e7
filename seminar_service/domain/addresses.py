"""Absolute addresses of the service's pages and feeds, for mails, calendars and codes to scan."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from seminar_service.domain.errors import BaseUrlMalformed
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode

_WEB_SCHEMES: Final = ("http", "https")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Builds addresses in one language.

    Attributes:
        base_url: Where the service is reached, with its path if it has one, such as
            `https://seminar.example.jp`.
        locale: Language of the pages and feeds; English ones lie under `/en`.
    """

    base_url: str
    locale: Locale = Locale.JA

    def __post_init__(self) -> None:
        """Refuse what cannot begin an address.

        Raises:
            BaseUrlMalformed: When the base is not an absolute http or https address, or has a
                query or fragment.
        """
        parts = urlsplit(self.base_url)
        if parts.scheme not in _WEB_SCHEMES or not parts.hostname or parts.query or parts.fragment:
            raise BaseUrlMalformed(self.base_url, "an address such as https://seminar.example.jp")

    def home(self) -> str:
        """The front page."""
        return self._at("/")

    def page(self, path: str) -> str:
        """The page at a path of the site, which is quoted already and has no language."""
        return self._at(path)

    def bid(self, token: str) -> str:
        """A host's own bid, by its secret token."""
        return self._at(f"/bids/{_part(token)}")

    def invitation(self, token: str) -> str:
        """Where an invited host asks for a seminar, by the secret token of a mail."""
        return self._at(f"/invitations/{_part(token)}")

    def invitation_end(self, token: str) -> str:
        """Where an invited host ends all invitations, by the secret token of a mail."""
        return self._at(f"/invitations/{_part(token)}/end")

    def counter(self, token: str) -> str:
        """A support counter's own page, by its secret token."""
        return self._at(f"/counter/{_part(token)}")

    def bid_dates(self, token: str) -> str:
        """Where a host answers about all its dates, by the secret token."""
        return self._at(f"/bids/{_part(token)}/dates")

    def adviser_dates(self, token: str) -> str:
        """Where an adviser answers about all dates, by the secret token."""
        return self._at(f"/adviser/{_part(token)}/dates")

    def adviser(self, token: str) -> str:
        """An adviser's own page, by its secret token."""
        return self._at(f"/adviser/{_part(token)}")

    def adviser_days(self, token: str, tour: TourCode) -> str:
        """Where an adviser marks the days of a tour's year, by the secret token."""
        return self._at(f"/adviser/{_part(token)}/days/{tour}")

    def adviser_calendar(self, token: str) -> str:
        """Where an adviser says which calendar is fetched every night, by the secret token."""
        return self._at(f"/adviser/{_part(token)}/own-calendar")

    def seminar(self, public_id: str) -> str:
        """The page of a seminar."""
        return self._at(f"/seminars/{_part(public_id)}")

    def seminar_file(self, public_id: str) -> str:
        """The calendar file of a seminar."""
        return self._at(f"/seminars/{_part(public_id)}.ics")

    def register(self, public_id: str) -> str:
        """The form with which somebody registers for a seminar."""
        return self._at(f"/seminars/{_part(public_id)}/register")

    def registration(self, token: str) -> str:
        """One's own registration, by its secret token."""
        return self._at(f"/registrations/{_part(token)}")

    def party(self, token: str) -> str:
        """The page of a contact who has registered several people, by its secret token."""
        return self._at(f"/parties/{_part(token)}")

    def registration_button(self, token: str) -> str:
        """Where somebody confirms a registration, by the secret token of a mail."""
        return self._at(f"/registrations/{_part(token)}/confirm")

    def registration_offer(self, token: str) -> str:
        """Where somebody accepts or declines a place, by the secret token of the registration."""
        return self._at(f"/registrations/{_part(token)}/offer")

    def new_mail_address(self, token: str) -> str:
        """Where the owner of a new mail address confirms it, by the secret token of a mail."""
        return self._at(f"/addresses/{_part(token)}")

    def earlier_mail_address(self, token: str) -> str:
        """Where the owner of an earlier mail address takes a registration back, by its token."""
        return self._at(f"/addresses/{_part(token)}/back")

    def registration_stay(self, token: str) -> str:
        """Where somebody says whether they come at a new date, by the registration's token."""
        return self._at(f"/registrations/{_part(token)}/stay")

    def mailbox(self, token: str) -> str:
        """Where somebody confirms a mailbox, by the secret token of a mail."""
        return self._at(f"/mailboxes/{_part(token)}")

    def alert(self, token: str) -> str:
        """Where somebody confirms or ends an alert, by the secret token of a mail."""
        return self._at(f"/alerts/{_part(token)}")

    def alert_end(self, token: str) -> str:
        """Where a mail program ends an alert for its owner, by the secret token of a mail."""
        return self._at(f"/alerts/{_part(token)}/end")

    def login(self) -> str:
        """Where the staff logs in."""
        return self._at("/organiser/login")

    def password(self, token: str) -> str:
        """Where a person chooses the password of the own account, by a secret token."""
        return self._at(f"/organiser/password/{_part(token)}")

    def staff_home(self) -> str:
        """What the staff sees first."""
        return self._at("/organiser/")

    def staff_bid(self, bid_id: int) -> str:
        """A bid, as the staff sees it."""
        return self._at(f"/organiser/bids/{bid_id}")

    def staff_engagement(self, tour: TourCode, adviser_id: int) -> str:
        """An adviser's part in a tour, as the staff sees it."""
        return self._at(f"/organiser/tours/{tour}/advisers/{adviser_id}")

    def staff_seminar(self, public_id: str) -> str:
        """A seminar, as the staff sees it."""
        return self._at(f"/organiser/seminars/{_part(public_id)}")

    def staff_registrations(self, public_id: str) -> str:
        """The registrations of a seminar, as the staff sees them."""
        return self._at(f"/organiser/seminars/{_part(public_id)}/registrations")

    def staff_bulletins(self) -> str:
        """Where a member of the staff chooses when to be told what has happened."""
        return self._at("/organiser/account/bulletins")

    def year(self, tour: TourCode) -> str:
        """The tour of a fiscal year."""
        return self._at(f"/years/{tour}")

    def seminars_in(self, code: str) -> str:
        """The seminars of one prefecture, by its code."""
        return self._at(f"/seminars?place={_part(code)}")

    def tour_feed(self) -> str:
        """The feed of everything that is to come."""
        return self._at("/feeds/tour.ics")

    def year_feed(self, tour: TourCode) -> str:
        """The feed of one fiscal year's tour."""
        return self._at(f"/feeds/years/{tour}.ics")

    def prefecture_feed(self, code: str) -> str:
        """The feed of one prefecture, by its code."""
        return self._at(f"/feeds/prefectures/{_part(code)}.ics")

    def host_feed(self, token: str) -> str:
        """A host's private feed, by its secret token."""
        return self._at(f"/feeds/hosts/{_part(token)}.ics")

    def adviser_feed(self, token: str) -> str:
        """An adviser's private feed, by its secret token."""
        return self._at(f"/feeds/advisers/{_part(token)}.ics")

    def registration_feed(self, token: str) -> str:
        """A participant's private feed, by its secret token."""
        return self._at(f"/feeds/registrations/{_part(token)}.ics")

    def _at(self, path: str) -> str:
        prefix = "/en" if self.locale == Locale.EN else ""
        return f"{self.base_url.rstrip('/')}{prefix}{path}"


def webcal(address: str) -> str:
    """Return the `webcal://` form of a feed's address, which opens Apple Calendar and Thunderbird.

    Never `webcals://`: telephones of Apple fail on it.
    """
    return f"webcal://{address.partition('://')[2]}"


def _part(text: str) -> str:
    return quote(text, safe="")

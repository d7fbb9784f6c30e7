"""What people do on the pages, one function per step of the story."""

from dataclasses import dataclass
from datetime import date

from playwright.sync_api import expect

from tests.browser.groundwork import PASSWORD, PLANNER, Ground
from tests.browser.visitor import Visitor

PLANNING_MILLISECONDS = 60_000


@dataclass(frozen=True)
class Request:
    """What a host asks for."""

    host: str
    email: str
    venue: str
    seats: int
    day: date


@dataclass(frozen=True)
class Person:
    """Who registers."""

    name: str
    email: str


def ask_for_a_seminar(host: Visitor, request: Request, ground: Ground) -> None:
    """From the front page through the form, a question about so few seats, and the check."""
    words = host.words
    host.open("/")
    host.follow(words("Ask for a seminar"))
    _fill_in_request(host, request, ground)
    host.press(words("Continue and check"))
    host.press(words("Keep as entered"))
    host.sees(request.venue)
    host.press(words("Send this request"))
    host.sees(request.email)


def _fill_in_request(host: Visitor, request: Request, ground: Ground) -> None:
    words = host.words
    host.tick(words("Chamber of commerce and industry"))
    host.fill(words("Name of the organisation"), request.host)
    host.fill(words("Name of the person in charge"), "窓口 花子")
    host.fill(words("Email address"), request.email)
    host.fill(words("Telephone number"), "０５２－０００－００００")
    host.select(words("Prefecture"), words.prefecture("23"))
    host.fill(words("Building and room"), request.venue)
    host.fill(words("Address of the venue"), "名古屋市中区栄1-1")
    host.fill(words("Number of seats"), str(request.seats))
    host.fill(words("Begins at"), "13:30")
    host.fill(words("Ends at"), "16:30")
    row = words("%(list)s, row %(row)d", list=words("First choice"), row=1)
    host.fill(words("%(row)s: from", row=row), request.day.isoformat())
    host.tick(ground.topic[words.locale])
    host.tick(words("Open to everybody"))
    host.tick(words("I have read how the data are used, and agree."))


def log_in(organiser: Visitor, email: str = PLANNER) -> None:
    """Come in by the organiser's door."""
    words = organiser.words
    organiser.open("/organiser/")
    # Flask-Security words the labels of these.
    organiser.page.locator("[name=email]").fill(email)
    organiser.page.locator("[type=password]").fill(PASSWORD)
    organiser.press(words("Log in"))


def accept(organiser: Visitor, request: Request, tour_name: str) -> None:
    """Find the new request among the bids and accept it for planning."""
    words = organiser.words
    organiser.follow(tour_name)
    organiser.follow(words("Bids"))
    organiser.follow(request.host)
    organiser.follow(words("Accept for planning"))
    organiser.press(words("Accept for planning"))
    organiser.is_told(words("The bid has been accepted for planning."))


def plan(organiser: Visitor) -> None:
    """Let the planner work for at most ten seconds, watch it, look at its plan from all sides."""
    words = organiser.words
    organiser.follow(words("Planning"))
    organiser.select(words("Time limit"), words.count("%(num)d second", "%(num)d seconds", 10))
    organiser.press(words("Plan the tour"))
    organiser.sees(words("Cost of the best plan"))
    ready = organiser.page.get_by_role("link", name=words("See the plan"))
    expect(ready).to_be_visible(timeout=PLANNING_MILLISECONDS)
    organiser.look()
    organiser.follow(words("See the plan"))
    organiser.sees(words("proven to be the best"))
    for view in ("Seminars", "Calendar", "Advisers' year", "Map", "Journeys", "Compare"):
        organiser.follow(words(view), within=organiser.page.locator("main .tabs"))


def release(organiser: Visitor, request: Request) -> None:
    """See what releasing the plan will do, then do it."""
    words = organiser.words
    organiser.follow(words("Preview the release"))
    organiser.sees(request.host)
    organiser.press(words("Release this plan and send the emails"))
    organiser.sees(words("Waiting for confirmation"))


def confirm_date(reader: Visitor, link: str) -> None:
    """Agree to the one date that is asked about on the page that the mail leads to."""
    words = reader.words
    reader.open(link)
    reader.tick(words("Yes, this date suits"))
    reader.press(words("Send the answers"))
    thanks = "Thank you. %(num)d date is confirmed.", "Thank you. %(num)d dates are confirmed."
    reader.is_told(words.count(*thanks, 1))


def announce(organiser: Visitor) -> None:
    """Make the confirmed seminar public."""
    words = organiser.words
    organiser.follow(words("Seminars"))
    organiser.press(words("Announce the ticked seminars"))
    organiser.sees(words("Open for registration"))


def register(participant: Visitor, person: Person, button: str) -> None:
    """From the front page to a registration of one's own; `button` is the seminar page's."""
    words = participant.words
    participant.open("/")
    participant.go(participant.page.locator(".entries .entry__title a").first)
    participant.follow(button)
    participant.fill(words("Name"), person.name)
    participant.fill(words("Furigana"), "さんか しゃ")
    participant.fill(words("Email address"), person.email)
    participant.fill(words("Company or organisation"), "例示工業株式会社")
    participant.select(words("Number of employees"), words("21 to 50"))
    participant.tick(words("Executive or owner"))
    participant.tick(words("I agree to the handling of my personal data as described above"))
    participant.press(words("Check what you entered"))
    participant.sees(person.email)


def withdraw(participant: Visitor, link: str) -> None:
    """Give up one's place on the page that the mail leads to."""
    words = participant.words
    participant.open(link)
    participant.follow(words("Cancel the registration"))
    participant.press(words("Cancel the registration"))
    participant.sees(words("This registration has been cancelled. Thank you for telling us."))

"""What participants do on the pages about their registration, one function per step."""

from playwright.sync_api import expect

from tests.browser.registration_ground import Announced
from tests.browser.steps import Person
from tests.browser.visitor import Visitor


def confirm(participant: Visitor, link: str, then_sees: str) -> None:
    """Press the button to which a mail leads; `then_sees` stands on the own page afterwards."""
    words = participant.words
    participant.open(link)
    participant.press(words("Confirm the registration"))
    participant.is_told(words("Thank you. Your registration is confirmed."))
    participant.sees(then_sees)


def accept_offer(participant: Visitor, link: str) -> None:
    """Take the place that is offered."""
    words = participant.words
    participant.open(link)
    participant.press(words("Accept the place"))
    participant.is_told(words("Thank you. The place is yours."))
    participant.sees(words("You have a place. We look forward to seeing you."))


def register_again(participant: Visitor, person: Person, link: str) -> None:
    """From the link in an offer that has lapsed to the waiting list."""
    words = participant.words
    participant.open(link)
    participant.sees(words("The time to answer has passed"))
    participant.follow(words("To your registration"))
    participant.sees(words("This registration has lapsed"))
    participant.follow(words("Register again"))
    fill_in(participant, person)
    participant.press(words("Check what you entered"))
    participant.sees(person.email)
    participant.press(words("Join the waiting list"))


def fill_in(participant: Visitor, person: Person) -> None:
    """Enter what the form of a seminar must know."""
    words = participant.words
    participant.fill(words("Name"), person.name)
    participant.fill(words("Email address"), person.email)
    participant.tick(words("Executive or owner"))
    participant.tick(words("I agree to the handling of my personal data as described above"))


def change_department(participant: Visitor, link: str, department: str) -> None:
    """Change an answer on the page to which a mail leads."""
    words = participant.words
    participant.open(link)
    participant.follow(words("Change what you entered"))
    participant.fill(words("Department and position"), department)
    participant.press(words("Save"))
    participant.is_told(words("Saved."))
    participant.sees(department)


def ask_for_links(participant: Visitor, email: str) -> None:
    """From the front page: have the links to all one's registrations sent again."""
    words = participant.words
    participant.open("/")
    participant.follow(words("See or cancel your registration"))
    participant.fill(words("Email address"), email)
    participant.press(words("Send me the links"))
    participant.sees(
        words(
            "If there are registrations with this email address, an email with their links is on"
            " its way. For safety this page says no more."
        )
    )


def sees_registration(participant: Visitor, link: str, person: Person, of: Announced) -> None:
    """See whose registration a link shows, and for which seminar."""
    participant.open(link)
    participant.sees(person.name)
    expect(participant.page.locator(f"main a[href$='/seminars/{of.public_id}']")).to_be_visible()

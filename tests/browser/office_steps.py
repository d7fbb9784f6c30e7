"""What the office does with registrations on the pages, one function per step."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import expect

from seminar_service.domain.locales import Locale
from seminar_service.notices.values import Letter
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.downloads import FileKind
from tests.browser.registration_ground import Announced
from tests.browser.steps import Person
from tests.browser.visitor import Visitor


def move(clerk: Visitor, year: int, person: Person, to: Announced) -> None:
    """Find somebody in the list, and move them to another seminar; they are told."""
    words = clerk.words
    clerk.open(f"/organiser/tours/{year}/registrations")
    clerk.follow(person.name)
    clerk.follow(words("Move to another seminar"))
    clerk.page.locator("#to").select_option(value=to.public_id)
    clerk.press(words("Continue"))
    clerk.sees(to.host)
    clerk.tick(words("Tell them by email"))
    clerk.press(words("Move to another seminar"))
    clerk.is_told(words("%(what)s: %(number)d", what=words("Registrations moved"), number=1))


def write_to(
    clerk: Visitor, year: int, seminar: Announced, letters: Mapping[Locale, Letter]
) -> None:
    """Draft a message to the executives who have a place at a seminar."""
    words = clerk.words
    clerk.open(f"/organiser/tours/{year}/notices")
    clerk.follow(words("Write a message"))
    clerk.page.locator("#seminar").select_option(value=seminar.public_id)
    clerk.select(words("Takes part as"), words("Executive or owner"))
    for state in RegistrationState:
        clerk.page.locator(f"[name=states][value={state.value}]").set_checked(
            state is RegistrationState.CONFIRMED
        )
    for locale, letter in letters.items():
        clerk.page.locator(f"#subject_{locale.value}").fill(letter.subject)
        clerk.page.locator(f"#body_{locale.value}").fill(letter.body)
    clerk.press(words("Save the draft"))
    clerk.is_told(words("The draft is kept. Nothing has been sent yet."))


def send_to(clerk: Visitor, people: int) -> None:
    """Send the draft at once; at night a question comes in between."""
    words = clerk.words
    clerk.press(words.count("Send to %(num)s person", "Send to %(num)s people", people))
    if clerk.page.get_by_role("button", name=words("Keep as entered")).count():
        clerk.press(words("Keep as entered"))
    clerk.is_told(words("The message goes at its time. Until then you can call it back."))


def look_at_file(clerk: Visitor, seminar: Announced, content: str) -> None:
    """Send a CSV file for a seminar, and see what would become of it."""
    words = clerk.words
    clerk.open(f"/organiser/seminars/{seminar.public_id}/registrations")
    clerk.follow(words("From a file"))
    clerk.page.locator("#file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content.encode("utf-8-sig")}
    )
    clerk.press(words("Look at it"))
    clerk.sees(words("What would become of the file"))


def foresees(clerk: Visitor, person: Person, fate: str) -> None:
    """See what would become of somebody in the file."""
    line = clerk.page.locator("main tbody tr").filter(has_text=person.name)
    expect(line).to_contain_text(clerk.words(fate))


def bring_in(clerk: Visitor) -> None:
    """Agree to what the page says would become of the file; people are told."""
    words = clerk.words
    clerk.tick(words("Tell them by email"))
    clerk.tick(words("All these people have agreed to the handling of their personal data"))
    clerk.press(words("Bring them in"))
    clerk.sees(words("The file is brought in"))


def take_out(clerk: Visitor, seminar: Announced, kind: FileKind) -> bytes:
    """The list of a seminar's registrations as a file."""
    words = clerk.words
    clerk.open(f"/organiser/seminars/{seminar.public_id}/registrations")
    clerk.page.locator("[name=kind_of_file]").select_option(value=kind.value)
    with clerk.page.expect_download() as downloaded:
        clerk.page.get_by_role("button", name=words("Download"), exact=True).click()
    file = downloaded.value
    assert file.suggested_filename.endswith(f".{kind.value}")
    return Path(file.path()).read_bytes()

"""What the contact of a group does on the pages, one function per step."""

from collections.abc import Sequence

from tests.browser.steps import Person
from tests.browser.visitor import Visitor

COMPANY = "例示工業株式会社"


def register_party(contact: Visitor, who: Person, people: Sequence[Person]) -> None:
    """From the front page to the page of a group; whoever has no address shares the contact's."""
    words = contact.words
    contact.open("/")
    contact.go(contact.page.locator(".entries .entry__title a").first)
    contact.follow(words("Register"))
    contact.follow(words("Register several people in one go"))
    _make_room(contact, len(people))
    contact.fill(words("Your name"), who.name)
    contact.fill(words("Your email address"), who.email)
    contact.fill(words("Company or organisation"), COMPANY)
    contact.select(words("Number of employees"), words("21 to 50"))
    for number, person in enumerate(people, start=1):
        _fill_in(contact, number, person)
    contact.tick(
        words(
            "I agree to the handling of personal data as described above, and so does everybody"
            " in this group"
        )
    )
    contact.press(words("Check what you entered"))
    for person in people:
        contact.sees(person.name)
    contact.press(words("Register now"))
    contact.sees(words("Thank you. The registrations of your group have arrived."))


def put_in_substitute(contact: Visitor, link: str, former: Person, successor: Person) -> None:
    """Let somebody else of the company come, on the page of the group."""
    words = contact.words
    contact.open(link)
    contact.follow(f"{words('Exchange')} {former.name}")
    contact.sees(former.name)
    contact.fill(words("Name"), successor.name)
    contact.fill(words("Email address"), successor.email)
    contact.tick(words("Engineer or researcher"))
    contact.tick(
        words(
            "This person has agreed to having these details passed on, and to their handling as"
            " the registration form says"
        )
    )
    contact.press(words("Hand over the place"))
    contact.sees(successor.name)


def _make_room(contact: Visitor, people: int) -> None:
    rows = contact.page.locator("[name^='people-'][name$='-name']")
    while rows.count() < people:
        contact.press(contact.words("Add one person"))


def _fill_in(contact: Visitor, number: int, person: Person) -> None:
    words = contact.words

    def label(field: str) -> str:
        return words("Person %(number)d: %(field)s", number=number, field=words(field))

    contact.fill(label("Name"), person.name)
    contact.fill(label("Email address"), person.email)
    region = contact.page.get_by_role("region", name=words("Person %(number)d", number=number))
    region.get_by_label(words("Executive or owner")).check()

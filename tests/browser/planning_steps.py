"""What a planner does in the planning room, one function per step."""

from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.browser.planning_ground import Asking
from tests.browser.visitor import Visitor
from tests.browser.waiting import PATIENCE_SECONDS

WAIT_MS = PATIENCE_SECONDS * 1000
REASON = "通院のため"
"""Why an adviser declines."""


def watch(planner: Visitor, result: str) -> None:
    """Wait in front of a run for its end, and follow the link to what came of it."""
    link = planner.page.get_by_role("link", name=planner.words(result)).first
    expect(link).to_be_visible(timeout=WAIT_MS)
    planner.look()
    planner.go(link)


def choose_time(planner: Visitor) -> None:
    """Give the planner ten seconds at most."""
    words = planner.words
    planner.select(words("Time limit"), words.count("%(num)d second", "%(num)d seconds", 10))


def plan_tour(planner: Visitor, year: int) -> str:
    """Let the tour be planned; the address of the plan."""
    planner.open(f"/organiser/tours/{year}/planning")
    choose_time(planner)
    planner.press(planner.words("Plan the tour"))
    watch(planner, "See the plan")
    return planner.page.url


def lock(planner: Visitor, asking: Asking) -> None:
    """Keep a seminar of the list where it is, in every plan that is made from now on."""
    words = planner.words
    planner.press(words("Lock"), within=line_of(planner, asking))
    expect(line_of(planner, asking)).to_contain_text(words("locked"))


def copy(planner: Visitor) -> str:
    """Begin a draft with the plan; the address of the draft."""
    planner.press(planner.words("Copy and edit by hand"))
    return planner.page.url


def _open_form(planner: Visitor, draft: str, asking: Asking) -> None:
    open_whole(planner, draft)
    change = f"{planner.words('Change')} {asking.host}"
    planner.go(line_of(planner, asking).get_by_role("link", name=change))


def hold_by_form(planner: Visitor, draft: str, asking: Asking, day: date) -> None:
    """Put a seminar on a day by its form, whatever stands against it."""
    _open_form(planner, draft, asking)
    planner.page.locator("#own-day").fill(day.isoformat())
    planner.press(planner.words("Use this day and these advisers"))


def refuse(planner: Visitor, draft: str, asking: Asking) -> None:
    """Refuse a bid by hand."""
    _open_form(planner, draft, asking)
    planner.press(planner.words("Refuse this bid in the draft"))


def plan_the_rest_again(planner: Visitor) -> None:
    """Let the planner plan all that is not locked, from the page of the draft."""
    planner.follow(planner.words("Plan the rest again"))
    choose_time(planner)
    planner.press(planner.words("Start the planner"))
    watch(planner, "See what the planner suggests")


def open_whole(planner: Visitor, address: str) -> None:
    """Open an address that a page had, without what it chose and where on it somebody was."""
    planner.open(urlsplit(address)._replace(query="", fragment="").geturl())


def line_of(planner: Visitor, asking: Asking) -> Locator:
    """The line of a bid in the table of the page."""
    return planner.page.locator(f"#bid-{asking.id}")


def suppose(planner: Visitor, year: int, name: str, change: str, number: str) -> None:
    """Begin a scenario with one change that is a number, and let the planner answer it."""
    words = planner.words
    planner.open(f"/organiser/tours/{year}/scenarios")
    planner.fill(words("Name of the scenario"), name)
    planner.press(words("Begin"))
    planner.follow(words(change))
    planner.page.locator("main form [type=text], main form [type=number]").first.fill(number)
    planner.press(words("Assume this"))
    choose_time(planner)
    planner.press(words("Plan this scenario"))
    watch(planner, "See the plan")


def answer(reader: Visitor, link: str, *, against: Asking | None = None) -> None:
    """Agree to all dates that are asked about, but to that of one bid."""
    words = reader.words
    reader.open(link)
    for part in reader.page.locator("main form section").all():
        declines = against and part.get_by_text(against.host).count()
        label = "No, this date does not suit" if declines else "Yes, this date suits"
        part.get_by_label(words(label)).check()
        if declines:
            part.locator("textarea").fill(REASON)
    reader.press(words("Send the answers"))

"""Every page of a tour under way, in both languages, looked at as visitors do."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from seminar_service.domain.locales import Locale
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.forms_scenarios import FORMS
from tests.browser import steps
from tests.browser.groundwork import LaterGround, lay_later_ground, rows_of
from tests.browser.registering_ground import RegistrationGround, lay_registration_ground
from tests.browser.service import Installation
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAN_PAGES = (
    "",
    "/seminars",
    "/calendar",
    "/timeline",
    "/map",
    "/map?map=geographic",
    "/itineraries",
    "/workload",
    "/refusals",
)


@pytest.fixture
def ground(installation: Installation) -> LaterGround:
    """A tour under way."""
    return lay_later_ground(installation)


@pytest.fixture
def registering(installation: Installation, ground: LaterGround) -> RegistrationGround:
    """All that registrations of the tour can be."""
    with rows_of(installation) as session:
        tour = session.scalars(select(Tour).where(Tour.fiscal_year == ground.year)).one()
        return lay_registration_ground(session, tour, datetime.now(UTC))


def public_pages(ground: LaterGround) -> list[str]:
    """What everybody may see, and what a secret link opens."""
    seminar = f"/seminars/{ground.public_id}"
    pages = ["/", "/seminars", seminar, f"{seminar}/register", "/bids/new", "/calendar", "/years"]
    return [
        *pages,
        "/seminars/changes",
        "/links",
        "/links/all/sent",
        "/alerts/new?place=13",
        "/alerts/new/sent",
        *("/news", "/whats-on", "/materials", "/learn"),
        *ground.secret_pages,
    ]


BESIDE = ("/calendar", "/timeline", "/map")
"""The drawings of two plans beside each other."""


def several_pages(ground: LaterGround) -> tuple[str, str]:
    """Where several seminars of the draft are changed in one step."""
    asked = f"adviser={ground.adviser_id}&from={ground.year}-04-01&until={ground.year + 1}-03-31"
    return f"handover?{asked}", f"trips/{ground.adviser_id}/{ground.held_id}"


def staff_pages(ground: LaterGround) -> list[str]:
    """What the organiser's staff sees."""
    tour = f"/organiser/tours/{ground.year}"
    bid = f"/organiser/bids/{ground.bid_id}"
    plan = f"/organiser/plans/{ground.plan_id}"
    draft = f"/organiser/plans/{ground.draft_id}"
    scenario = f"/organiser/scenarios/{ground.scenario_id}"
    seminar = f"/organiser/seminars/{ground.public_id}"
    person = f"/organiser/registrations/{ground.registration_id}"
    chosen = "/organiser/registrations/chosen"
    return [
        *("/organiser/", "/organiser/tours/new"),
        *("/organiser/pages", "/organiser/pages/new", "/organiser/news", "/organiser/news/new"),
        *("/organiser/courses", "/organiser/courses/import"),
        *(tour + page for page in ("", "/bids", "/advisers", "/planning", "/seminars", "/notices")),
        *(tour + page for page in ("/earlier-hosts/invite", "/earlier-hosts?years=3")),
        *(tour + page for page in ("/confirmations", "/confirmations?show=all")),
        f"{tour}/confirmations/hosts/{ground.bid_id}",
        *(tour + page for page in ("/settings", "/bids/new", "/bids/import", "/advisers/import")),
        *(f"{tour}/disruptions", f"/organiser/disruptions/{ground.disruption_id}"),
        f"{tour}/declines/{ground.decline_id}",
        *(tour + page for page in ("/earlier-hosts", f"/bids/chosen?id={ground.bid_id}&name=ask")),
        *(bid + page for page in ("", "/accept", "/ask", "/reject", "/edit")),
        f"{tour}/notices/new",
        *(f"/organiser/notices/{notice_id}" for notice_id in ground.notice_ids),
        f"/organiser/notices/{ground.notice_ids[0]}/edit",
        *(plan + page for page in (*PLAN_PAGES, "/compare", "/release", "/name")),
        *(f"{each}/seminars/{ground.held_id}" for each in (plan, draft)),
        *(draft + page for page in ("/name", "/edit", f"/edit/{ground.held_id}", "/release")),
        *(f"{draft}/edit/{page}" for page in several_pages(ground)),
        *(f"{tour}/releases", f"{plan}/released"),
        *(f"{plan}/release/{page}" for page in ("mails", "mails?to=participant", "words")),
        *(f"{plan}/release/changes?kind={kind}" for kind in ("new", "refused")),
        *(f"{draft}/release/mails{page}" for page in ("", f"/told-{ground.asked_id}")),
        *(f"{draft}/compare{page}" for page in BESIDE),
        f"{draft}/compare/timeline?with={ground.draft_id}&only=different",
        f"{draft}/compare/map?map=geographic",
        f"{plan}/year",
        *(f"{draft}/timeline{query}" for query in ("", "?zoom=month&group=region")),
        *(f"{draft}/again/{task}" for task in ("rest?all=1", "improve", "repair")),
        *(f"/organiser/planning-runs/{ground.suggesting_id}{end}" for end in ("", "/suggestion")),
        *(f"{draft}/suggestions/{ground.suggesting_id}{view}" for view in ("", *BESIDE)),
        f"{tour}/scenarios",
        *(scenario + page for page in ("", "/name", "/adopt", *(f"/add/{kind}" for kind in FORMS))),
        *(seminar + page for page in ("", "/edit", "/cancel")),
        *(seminar + page for page in ("/registrations", "/registrations/new")),
        *(seminar + page for page in ("/figures", "/prints", "/prints/sign", "/flyer")),
        *(tour + page for page in ("/registrations", "/duplicates", "/figures")),
        *(f"{person}{page}" for page in ("", "/edit", "/links")),
        *(f"{chosen}?id={ground.registration_id}&deed={deed}" for deed in ("withdraw", "note")),
        *(f"/organiser/{page}" for page in ("advisers", "alerts", "topics", "mail")),
    ]


@pytest.mark.parametrize("locale", Locale)
def test_every_page_is_sound_on_desktops_and_telephones(
    ground: LaterGround, visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    for page in public_pages(ground):
        visitor.open(page)
    steps.log_in(visitor)
    for page in staff_pages(ground):
        visitor.open(page)
    # A flyer is in its own language, whatever that of the page before.
    visitor.open(f"/organiser/seminars/{ground.public_id}/flyer/{locale.value}")


def registration_pages(ground: LaterGround, registering: RegistrationGround) -> list[str]:
    """What the staff sees of a hybrid seminar, of its people and of what they are sent."""
    tour = f"/organiser/tours/{ground.year}"
    seminar = f"/organiser/seminars/{registering.hybrid}"
    sitting, waiting = (f"/organiser/registrations/{each}" for each in registering.people[:2])
    letter = f"{tour}/mails/registration_confirmed"
    chosen = f"/organiser/registrations/chosen?id={registering.people[0]}&deed=transfer"
    return [
        *(seminar + page for page in ("", "/online", "/kept-back", "/questions", "/figures")),
        *(seminar + page for page in ("/registrations", "/registrations/import", "/prints")),
        *(sitting + page for page in ("", "/edit", "/mode", "/substitute", "/links")),
        *(waiting + page for page in ("", "/priority", "/beyond")),
        chosen,
        *(tour + page for page in ("/mails", "/mails/settings", "/questions", "/answers")),
        *(letter, f"{letter}/edit"),
        *(tour + page for page in ("/registrations", "/registrations/import", "/settings/edit")),
    ]


@pytest.mark.parametrize("locale", Locale)
def test_every_page_of_registering_is_sound(
    ground: LaterGround,
    registering: RegistrationGround,
    visit: Callable[[Locale], Visitor],
    locale: Locale,
) -> None:
    visitor = visit(locale)
    for page in registering.public_pages:
        visitor.open(page)
    steps.log_in(visitor)
    for page in registration_pages(ground, registering):
        visitor.open(page)


@pytest.mark.parametrize("locale", Locale)
def test_forms_that_come_back_with_mistakes_are_sound(
    ground: LaterGround, visit: Callable[[Locale], Visitor], locale: Locale
) -> None:
    visitor = visit(locale)
    for page, button in (
        ("/bids/new", "Continue and check"),
        (f"/seminars/{ground.public_id}/register", "Check what you entered"),
    ):
        visitor.open(page)
        visitor.press(visitor.words(button))
        visitor.sees(visitor.words("Please check what you entered"))

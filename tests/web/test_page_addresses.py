"""What search engines are told of every page that everybody may find."""

from collections import ChainMap
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.pages.news import add_news
from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Words
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from seminar_service.web.secrecy import is_secret
from tests.factories import NOW, make_bid, make_counter, make_seminar, make_tour
from tests.learning import support as learning
from tests.learning.support import CODE
from tests.pages import support as pages

SITE = "http://127.0.0.1:8000"
# Open pages that say what became of a form, and answers that are no pages.
NO_PAGES_TO_FIND = {
    "operation.healthz",
    "operation.readyz",
    "public.alert_sent",
    "public.certificate",
    "public.known",
    "public.links_sent",
    "public.link_sent",
    "public.news_feed",
    "subscribers.prefecture_feed",
    "subscribers.seminar_file",
    "subscribers.tour_feed",
    "subscribers.year_feed",
}
OPEN, FULL, HELD = "c7d8f9g1", "c7d8f9g2", "c7d8f9g3"
PAGES_OF_NONE = (f"/seminars/{HELD}/register", f"/seminars/{HELD}/register/party")
HELD_ON = date(2025, 10, 7)
VALUES: dict[str, list[dict[str, Any]]] = {
    "public_id": [{"public_id": each} for each in (OPEN, FULL, HELD)],
    "tour_code": [{"tour_code": TourCode(2026)}, {"tour_code": TourCode(2025)}],
    "code": [{"code": "23"}],
    "name": [{"name": "trade-secrets"}],
    "course_code": [{"course_code": CODE}],
    "number": [{"number": 1}],
}
Read = Callable[[str], BeautifulSoup]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What pages say of themselves does not depend on the database."""
    return sqlite_url


@pytest.fixture
def seminars(session: Session) -> list[Seminar]:
    """Two that are alike but for their days, the second one full, and one of an earlier tour.

    Beside them a page, a piece of news, a course and a support counter.
    """
    pages.add(session)
    news = Words("更新", "更新しました。", "Renewed", "It was renewed.")
    add_news(session, news, NOW, actor=pages.STAFF, now=NOW)
    learning.add(session)
    make_counter(session)
    tour = make_tour(session)
    earlier = make_tour(session, 2025, stage=TourStage.ARCHIVED)
    bids = [make_bid(session, each) for each in (tour, tour, earlier)]
    return [
        make_seminar(session, bids[0], public_id=OPEN, day=date(2026, 10, 6)),
        make_seminar(session, bids[1], public_id=FULL, day=date(2026, 10, 7), taken=40),
        make_seminar(session, bids[2], public_id=HELD, day=HELD_ON, state=SeminarState.HELD),
    ]


@pytest.fixture
def read(client: FlaskClient) -> Read:
    """Reads a page that answers."""

    def read(path: str) -> BeautifulSoup:
        answer = client.get(path)
        assert answer.status_code == 200, path
        return BeautifulSoup(answer.data, "html.parser")

    return read


def paths(app: Flask) -> list[str]:
    """The paths of all pages that everybody may find, with the seminars and years that there are.

    A seminar that takes nobody any more has no page to register on.
    """
    found: list[str] = []
    news_code = db.session.scalars(select(NewsItem.public_id)).one()
    values = VALUES | {"news_code": [{"news_code": news_code}]}
    for rule in app.url_map.iter_rules():
        if is_secret(app, rule.endpoint) or rule.endpoint in NO_PAGES_TO_FIND:
            continue
        if "GET" not in (rule.methods or ()):
            continue
        with app.test_request_context():
            named = product(*(values[name] for name in sorted(rule.arguments)))
            found += [
                app.url_for(rule.endpoint, _external=False, **dict(ChainMap(*each)))
                for each in named
            ]
    return sorted(set(found) - set(PAGES_OF_NONE))


def said(page: BeautifulSoup, selector: str, attribute: str) -> str:
    """What one tag of the head says."""
    tag = page.select_one(f"head {selector}")
    assert tag is not None, selector
    return str(tag[attribute])


@pytest.mark.usefixtures("seminars")
def test_every_public_page_has_a_title_and_a_description_of_its_own(app: Flask, read: Read) -> None:
    pages = {prefix + path: read(prefix + path) for path in paths(app) for prefix in ("", "/en")}
    titles = {path: page.title.get_text() for path, page in pages.items() if page.title}
    descriptions = {
        path: said(page, "meta[name=description]", "content") for path, page in pages.items()
    }

    assert len(pages) >= 22
    for texts in (titles, descriptions):
        assert set(texts) == set(pages)
        assert all(texts.values())
        assert sorted(texts.values()) == sorted(set(texts.values()))


@pytest.mark.usefixtures("seminars")
def test_every_public_page_names_its_address_in_both_languages(app: Flask, read: Read) -> None:
    for path in paths(app):
        japanese, english = SITE + path, f"{SITE}/en{path}"
        for own, address in (("", japanese), ("/en", english)):
            page = read(own + path)
            assert said(page, "link[rel=canonical]", "href") == address
            assert {
                str(link["hreflang"]): link["href"]
                for link in page.select("head link[rel=alternate][hreflang]")
            } == {"ja": japanese, "en": english, "x-default": japanese}


@pytest.mark.usefixtures("seminars")
def test_a_filtered_list_is_the_list_to_search_engines(read: Read) -> None:
    page = read("/en/seminars?place=23&order=places")

    assert said(page, "link[rel=canonical]", "href") == f"{SITE}/en/seminars"


def test_the_address_is_that_of_the_settings_whatever_host_was_asked(
    client: FlaskClient,
) -> None:
    page = BeautifulSoup(client.get("/", base_url="http://localhost:8000").data, "html.parser")

    assert said(page, "link[rel=canonical]", "href") == f"{SITE}/"


@pytest.mark.usefixtures("seminars")
def test_pages_that_are_not_to_be_found_name_no_addresses(client: FlaskClient) -> None:
    for path in (
        "/organiser/login",
        "/nothing-here",
        "/seminars/zzzzzzzz",
        *PAGES_OF_NONE,
    ):
        assert "canonical" not in client.get(path).text


def test_a_name_in_a_description_never_becomes_markup(
    session: Session, seminars: list[Seminar], client: FlaskClient
) -> None:
    seminars[0].venue_name = '"><script>alert(1)</script>'
    session.commit()
    text = client.get(f"/seminars/{seminars[0].public_id}").text

    assert "<script>alert" not in text
    page = BeautifulSoup(text, "html.parser")
    assert '"><script>alert(1)</script>' in said(page, "meta[name=description]", "content")

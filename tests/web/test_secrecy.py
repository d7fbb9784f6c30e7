"""Which pages are secret, and what is said with them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from seminar_service.accounts.model import RoleName
from seminar_service.web.secrecy import SECRET_HEADERS, is_secret

STAFF = {"organisers", "desk", "account", "security", "counters"}
OPEN = {
    "hosts.new_bid",
    "operation.healthz",
    "operation.readyz",
    "public.alert_sent",
    "public.counters",
    "public.counters_of",
    "public.certificate",
    "public.course",
    "public.course_test",
    "public.courses",
    "public.known",
    "public.lesson",
    "public.links_sent",
    "public.lost_link",
    "public.link_sent",
    "public.materials",
    "public.new_alert",
    "public.news",
    "public.news_feed",
    "public.news_item",
    "public.page",
    "public.register",
    "public.register_party",
    "public.seminar",
    "public.seminar_changes",
    "public.seminars",
    "public.tour",
    "public.whats_on",
    "public.year",
    "public.years",
    "subscribers.guide",
    "subscribers.prefecture_feed",
    "subscribers.seminar_file",
    "subscribers.tour_feed",
    "subscribers.year_feed",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Secrecy does not depend on the database."""
    return sqlite_url


def is_for_some(rule: Rule) -> bool:
    """Whether an address holds a secret, or belongs to the staff."""
    return "token" in rule.arguments or rule.endpoint.partition(".")[0] in STAFF


def test_every_address_with_a_token_and_every_page_of_the_staff_is_secret(app: Flask) -> None:
    asked = [rule for rule in app.url_map.iter_rules() if is_for_some(rule)]
    assert len(asked) > 80
    assert [rule.rule for rule in asked if not is_secret(app, rule.endpoint)] == []


def test_what_is_open_to_everybody_stands_in_a_list(app: Flask) -> None:
    assert {e for e in app.view_functions if not is_secret(app, e)} == OPEN


@pytest.mark.parametrize("path", ["/organiser/login", "/organiser/password", "/bids/sent"])
def test_a_secret_page_says_so_whatever_its_path_begins_with(
    client: FlaskClient, path: str
) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in SECRET_HEADERS} == SECRET_HEADERS


def test_pages_of_the_staff_are_found_by_no_search_engine(
    sign_in: Callable[[RoleName], FlaskClient],
) -> None:
    headers = sign_in(RoleName.VIEWER).get("/organiser/").headers
    assert {name: headers[name] for name in SECRET_HEADERS} == SECRET_HEADERS


@pytest.mark.parametrize(
    "path", ["/registrations/k3Jd8/confrim", "/adviser/k3Jd8/feed", "/nothing-here"]
)
def test_an_address_that_no_view_answers_for_may_be_a_secret_one_with_a_slip(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code in {404, 405}
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/", "/bids/new", "/calendar", "/years"])
def test_open_pages_are_found(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "X-Robots-Tag" not in headers
    assert "no-store" not in headers["Cache-Control"]


@pytest.mark.own_application
def test_a_view_moved_to_another_path_stays_secret(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/shop", "hosts.moved", lambda: "moved")
    assert client.get("/shop").headers["Cache-Control"] == "private, no-store"

"""No redirect and no link leaves the site, whatever a request says."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.accounts.model import RoleName, User
from seminar_service.web.own_addresses import on_this_site
from tests.conftest import PASSWORD
from tests.web.conftest import Visit

HERE = "http://127.0.0.1:8000"
LEAVING = (
    "//evil.example",
    "///evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\r\n/evil.example",
    "\x00//evil.example",
    "http://evil.example/x",
    "HTTP://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "https:///evil.example",
    "ja\tvascript:alert(1)",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://127.0.0.1:8000@evil.example/",
    "http://127.0.0.1:8000.evil.example/",
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Addresses do not depend on the database."""
    return sqlite_url


def as_browsers_read_it(location: str) -> str:
    """Where a browser goes from a page of ours, as the URL standard has it."""
    text = location.strip("".join(map(chr, range(0x21))))
    text = text.translate(dict.fromkeys(map(ord, "\t\r\n"))).replace("\\", "/")
    if text.lower().startswith(("http:", "https:")):
        text = text.partition(":")[0] + "://" + text.partition(":")[2].lstrip("/")
    if text.startswith("//"):
        text = "//" + text.lstrip("/")
    return urljoin(HERE + "/organiser/login", text)


@pytest.mark.parametrize("location", LEAVING)
def test_an_address_that_leaves_becomes_one_that_stays(location: str) -> None:
    assert not as_browsers_read_it(location).startswith(HERE + "/")
    assert as_browsers_read_it(on_this_site(location)).startswith(HERE + "/")


@given(st.text(alphabet="/\\:@?#. \t\r\n\x00eHhtps-", max_size=14))
def test_whatever_an_address_is_made_of_it_stays(location: str) -> None:
    reached = urlsplit(as_browsers_read_it(on_this_site(location)))
    assert (reached.scheme, reached.netloc) == ("http", "127.0.0.1:8000")


@pytest.mark.parametrize(
    "location",
    ["/", "/organiser/", "/en/seminars?page=2#list", "?page=2", "/years/2015", "#top", "/a//b"],
)
def test_an_address_that_stays_is_left_as_it_is(location: str) -> None:
    assert on_this_site(location) == location


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_missing_slash_leads_to_a_path(visit: Visit, language: str, method: str) -> None:
    browser = visit(hosts=("*",))
    answer = browser.open(
        f"{language}/organiser?page=2", method=method, headers={"Host": "evil.example"}
    )
    assert answer.status_code == 308
    assert answer.location == f"{language}/organiser/?page=2"
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/en/%5cevil.example",
        "/en/%5c%5cevil.example",
        "/en//evil.example",
        "/en///evil.example",
        "/en/%2f%2fevil.example",
        "/en/%09/evil.example",
        "/%5cevil.example",
        "/%5c%5cevil.example",
        "/%2fevil.example",
        "/en/en//evil.example",
        "/en/organiser%5c..%5c..",
        "/%22%3e%3cscript%3e",
    ],
)
def test_no_link_of_a_page_leaves_whatever_its_path(visit: Visit, path: str) -> None:
    page = visit(hosts=("*",)).get(path + "?next=//evil.example", headers={"Host": "evil.example"})
    soup = BeautifulSoup(page.text, "html.parser")
    links = [str(tag["href"]) for tag in soup.find_all(href=True)]
    links += [str(tag["action"]) for tag in soup.find_all(action=True)]
    assert len(links) > 3
    for link in links:
        assert link.startswith("mailto:") or as_browsers_read_it(link).startswith(HERE + "/"), link


def test_the_page_in_the_other_language_has_the_same_path_and_question(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/en/nothing/あ?q=%E3%81%82&a=b").text, "html.parser")
    link = page.find("a", hreflang="ja")
    assert link is not None
    assert link["href"] == "/nothing/%E3%81%82?q=%E3%81%82&a=b"


@pytest.mark.parametrize("target", LEAVING)
def test_signing_in_leads_nowhere_else(
    app: Flask, make_account: Callable[[RoleName, str], User], target: str
) -> None:
    make_account(RoleName.VIEWER, "viewer@example.jp")
    browser = app.test_client()
    answer = browser.post(
        "/organiser/login",
        query_string={"next": target},
        data={"email": "viewer@example.jp", "password": PASSWORD, "next": target},
    )
    # It has no effect: a right password is a right password.
    assert answer.status_code == 302
    assert as_browsers_read_it(answer.location or "").startswith(HERE + "/")


def test_signing_in_leads_back_to_where_one_was(
    app: Flask, make_account: Callable[[RoleName, str], User]
) -> None:
    make_account(RoleName.VIEWER, "viewer@example.jp")
    answer = app.test_client().post(
        "/organiser/login?next=/organiser/mail",
        data={"email": "viewer@example.jp", "password": PASSWORD, "next": "/organiser/mail"},
    )
    assert answer.location == "/organiser/mail"

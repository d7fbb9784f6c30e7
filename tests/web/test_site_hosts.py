"""Which names the service answers to."""

import pytest

from seminar_service.web.site_hosts import host_name
from tests.web.conftest import Visit

ADDRESS = "https://seminar.example.jp"


@pytest.mark.parametrize(
    "host",
    [
        "seminar.example.jp",
        "seminar.example.jp:443",
        "SEMINAR.example.jp.",
        "127.0.0.1:8000",
        "localhost",
        "[::1]:8000",
        "old.example.jp",
    ],
)
def test_it_answers_to_its_own_names_and_to_the_machine_itself(visit: Visit, host: str) -> None:
    browser = visit(base_url=ADDRESS, hosts=("old.example.jp",))
    assert browser.get("/calendar", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:443",
        "seminar.example.jp.evil.example",
        "evil-seminar.example.jp",
        "seminar.example.jp@evil.example",
        "evil.example/seminar.example.jp",
        "seminar.example.jp evil.example",
        "seminar.example.jp, evil.example",
        "",
        ":8000",
        "[::1",
        "[seminar.example.jp]",
        "127.0.0.2",
    ],
)
def test_it_answers_to_no_other_name_but_for_health_checks(visit: Visit, host: str) -> None:
    browser = visit(base_url=ADDRESS)
    for path in ("/calendar", "/organiser", "/en/nothing", "/static/icon.svg"):
        answer = browser.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert "Location" not in answer.headers
    assert browser.get("/healthz", headers={"Host": host}).status_code == 200
    assert browser.get("/readyz", headers={"Host": host}).status_code == 200


def test_any_name_will_do_where_that_is_set(visit: Visit) -> None:
    browser = visit(hosts=("*",))
    assert browser.get("/calendar", headers={"Host": "anything.example"}).status_code == 200


def test_the_name_that_a_trusted_proxy_was_asked_for_counts(visit: Visit) -> None:
    browser = visit(base_url=ADDRESS, proxies=1)
    asked = {"Host": "127.0.0.1:8000", "X-Forwarded-Host": "evil.example"}
    assert browser.get("/calendar", headers=asked).status_code == 400
    assert visit(base_url=ADDRESS).get("/calendar", headers=asked).status_code == 200


@pytest.mark.parametrize(
    ("host", "name"),
    [("A.example:80", "a.example"), ("[2001:DB8::1]:80", "2001:db8::1"), ("a b", None), ("", None)],
)
def test_a_host_header_is_read_without_its_port(host: str, name: str | None) -> None:
    assert host_name(host) == name

"""Which addresses may be asked."""

from ipaddress import ip_address

import pytest

from seminar_service.fetching.addresses import LONGEST_ADDRESS, host_of, is_public, normalised
from seminar_service.fetching.errors import AddressMalformed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://cal.example.jp/a.ics", "https://cal.example.jp/a.ics"),
        ("  webcal://cal.example.jp/a.ics ", "https://cal.example.jp/a.ics"),
        ("WEBCALS://Cal.Example.JP", "https://cal.example.jp/"),
        ("https://cal.example.jp:443/a?b=c&d=%20#e", "https://cal.example.jp/a?b=c&d=%20"),
        ("https://カレンダー.example.jp/予定.ics", None),
        ("https://[2606:4700::1111]/a", "https://[2606:4700::1111]/a"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str | None) -> None:
    found = normalised(typed)
    assert found.isascii()
    assert kept in (None, found)
    assert normalised(found) == found


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "cal.example.jp/a.ics",
        "http://cal.example.jp/a.ics",
        "ftp://cal.example.jp/a.ics",
        "file:///etc/passwd",
        "https:///a.ics",
        "https://name:word@cal.example.jp/a.ics",
        "https://@cal.example.jp/a.ics",
        "https://cal.example.jp:8443/a.ics",
        "https://cal.example.jp:99999/a.ics",
        "https://[::1/a.ics",
        "https://[cal]/a.ics",
        "https://cal.example.jp/a b.ics",
        "https://cal.example.jp/a\r\nHost: other",
        "https://\u2488.example.jp-\u0001/",
        "https://cal.example.jp/" + "a" * LONGEST_ADDRESS,
    ],
)
def test_others_are_refused_and_not_quoted(typed: str) -> None:
    with pytest.raises(AddressMalformed) as refused:
        normalised(typed)
    assert "cal" not in str(refused.value).replace("webcal", "")


def test_others_see_the_host_alone() -> None:
    assert host_of("https://cal.example.jp/secret/a.ics?key=1") == "cal.example.jp"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",  # carriers' own networks
        "100.100.100.200",
        "169.254.169.254",  # what providers tell their machines
        "168.63.129.16",
        "0.0.0.0",  # noqa: S104 (an address to be refused)
        "192.0.2.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
        "5f00::1",
    ],
)
def test_hosts_that_not_everybody_reaches_are_none_to_ask(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize(
    "number",
    ["8.8.8.8", "203.104.209.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)
def test_public_hosts_may_be_asked(number: str) -> None:
    assert is_public(ip_address(number))

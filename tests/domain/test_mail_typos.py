"""Slips in the domains of well-known mail providers."""

import pytest

from seminar_service.domain.mail_typos import KNOWN, likely_address, likely_domain, one_slip_apart


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.cm", "gmail.com"),
        ("gmial.con", "gmail.com"),
        ("gmail.jp", "gmail.com"),
        ("gmail.co.jp", "gmail.com"),
        ("gmail.ne.jp", "gmail.com"),
        ("gmailcom.com", None),
        ("docomo.ne.jo", "docomo.ne.jp"),
        ("docomo.co.jp", "docomo.ne.jp"),
        ("docomo.jp", "docomo.ne.jp"),
        ("dokomo.ne.jp", "docomo.ne.jp"),
        ("docomone.jp", "docomo.ne.jp"),
        ("docmo.ne.jp", "docomo.ne.jp"),
        ("ezweb.ne.jo", "ezweb.ne.jp"),
        ("ezwed.ne.jp", "ezweb.ne.jp"),
        ("ezweb.co.jp", "ezweb.ne.jp"),
        ("yahoo.co.jo", "yahoo.co.jp"),
        ("yaho.co.jp", "yahoo.co.jp"),
        ("yahooo.co.jp", "yahoo.co.jp"),
        ("yahoo.cojp", "yahoo.co.jp"),
        ("softbank.ne.jo", "softbank.ne.jp"),
        ("sofbank.ne.jp", "softbank.ne.jp"),
        ("i.softbank.jo", "i.softbank.jp"),
        ("icloud.co", "icloud.com"),
        ("iclould.com", "icloud.com"),
        ("icloud.jp", "icloud.com"),
        ("hotmial.com", "hotmail.com"),
        ("hotmail.co.jo", "hotmail.co.jp"),
        ("outlok.jp", "outlook.jp"),
        ("outlook.con", "outlook.com"),
        ("nifyt.com", "nifty.com"),
        ("bigrobe.ne.jp", "biglobe.ne.jp"),
    ],
)
def test_a_near_miss_is_recognised(typed: str, meant: str | None) -> None:
    assert likely_domain(typed) == meant


@pytest.mark.parametrize("domain", sorted(KNOWN))
def test_a_well_known_domain_is_never_asked_about(domain: str) -> None:
    assert likely_domain(domain) is None


@pytest.mark.parametrize(
    "domain",
    [
        "example.jp",
        "example.com",
        "inpit.go.jp",
        "toyohashi-cci.or.jp",
        "yahoo.fr",
        "yahoo.co.uk",
        "outlook.fr",
        "hotmail.de",
        "live.ca",
        "au.jp",
        "mi.com",
        "localhost",
        "xn--czrr0ogxbdv4b.jp",
        "",
    ],
)
def test_other_domains_are_nothing_to_ask_about(domain: str) -> None:
    assert likely_domain(domain) is None


def test_the_part_before_the_at_sign_stays_as_it_was_typed() -> None:
    assert likely_address("Hanako.Y+tour@gmial.com") == "Hanako.Y+tour@gmail.com"
    assert likely_address("hanako@GMIAL.COM") == "hanako@gmail.com"
    assert likely_address("hanako@gmail.com") is None


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ("hanoko@example.jp", True),
        ("hnaako@example.jp", True),
        ("hanak@example.jp", True),
        ("hanako@example.jp", False),
        ("hanako1@example.com", False),
        ("taro@example.jp", False),
    ],
)
def test_two_addresses_may_be_a_slip_apart(other: str, apart: bool) -> None:
    assert one_slip_apart("hanako@example.jp", other) is apart

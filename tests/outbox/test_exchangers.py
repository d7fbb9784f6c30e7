"""Whether a domain takes mail, by a DNS of the test's own."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

import dns.exception
import dns.name
import dns.rdtypes.ANY.MX
import dns.resolver
import pytest

from seminar_service.outbox.exchangers import LONGEST_SECONDS, MOST_AT_ONCE, MailDomains, Resolver


@dataclass
class Exchanger:
    """What an MX record says."""

    exchange: str


class FakeResolver:
    """Answers from a table: records by domain and type, or what to raise."""

    def __init__(self, known: dict[str, dict[str, list[object]] | type[Exception]]) -> None:
        self._known = known
        self.lifetimes: list[float] = []

    def resolve(
        self, qname: str, rdtype: str, *, lifetime: float, search: bool
    ) -> Iterable[object]:
        """Answer as dnspython does."""
        assert not search
        assert qname.endswith(".")
        self.lifetimes.append(lifetime)
        records = self._known.get(qname.rstrip("."), dns.resolver.NXDOMAIN)
        if isinstance(records, type):
            raise records
        if rdtype not in records:
            raise dns.resolver.NoAnswer
        return records[rdtype]


@pytest.mark.parametrize(
    ("records", "answer"),
    [
        ({"MX": [Exchanger("mail.example.jp.")]}, True),
        ({"MX": [Exchanger(".")]}, False),
        ({"MX": [Exchanger(".")], "A": ["192.0.2.1"]}, False),
        ({"A": ["192.0.2.1"]}, True),
        ({"AAAA": ["2001:db8::1"]}, True),
        ({}, False),
        (dns.resolver.NXDOMAIN, False),
        (dns.resolver.NoNameservers, None),
        (dns.resolver.LifetimeTimeout, None),
        (dns.exception.Timeout, None),
        (dns.resolver.NoResolverConfiguration, None),
        (OSError, None),
    ],
)
def test_a_domain_takes_mail_as_its_records_say(
    records: dict[str, list[object]] | type[Exception], answer: bool | None
) -> None:
    resolver = FakeResolver({"example.jp": records})

    assert MailDomains(lambda: resolver).takes_mail("example.jp") is answer
    assert all(0 < lifetime <= LONGEST_SECONDS for lifetime in resolver.lifetimes)


@pytest.mark.parametrize("domain", ["a" * 64 + ".jp", "a..jp", ""])
def test_a_domain_that_is_none_is_nothing_to_ask_about(domain: str) -> None:
    class Strict(FakeResolver):
        def resolve(
            self, qname: str, rdtype: str, *, lifetime: float, search: bool
        ) -> Iterable[object]:
            dns.name.from_text(qname)
            return super().resolve(qname, rdtype, lifetime=lifetime, search=search)

    assert MailDomains(lambda: Strict({"": OSError})).takes_mail(domain) is None


def test_where_no_resolver_can_be_made_nobody_knows() -> None:
    def fail() -> Resolver:
        raise dns.resolver.NoResolverConfiguration

    assert MailDomains(fail).takes_mail("example.jp") is None


def test_beyond_a_few_at_a_time_nobody_waits() -> None:
    go_on, asked = threading.Event(), threading.Semaphore(0)

    class Slow(FakeResolver):
        def resolve(
            self, qname: str, rdtype: str, *, lifetime: float, search: bool
        ) -> Iterable[object]:
            asked.release()
            go_on.wait(20)
            return super().resolve(qname, rdtype, lifetime=lifetime, search=search)

    domains = MailDomains(lambda: Slow({}))
    threads = [
        threading.Thread(target=domains.takes_mail, args=("example.jp",))
        for _ in range(MOST_AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert asked.acquire(timeout=20)

    assert domains.takes_mail("example.jp") is None

    go_on.set()
    for thread in threads:
        thread.join()
    assert domains.takes_mail("example.jp") is False

"""Does a domain take mail? What the DNS says within a second [RFC 5321, 5; RFC 7505]."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Final, Protocol

import dns.exception
import dns.resolver

LONGEST_SECONDS: Final = 1.0
MOST_AT_ONCE: Final = 4
MOST_KEPT: Final = 2_000


class Resolver(Protocol):
    """Asks the DNS, as dnspython's resolver does."""

    def resolve(
        self, qname: str, rdtype: str, *, lifetime: float, search: bool
    ) -> Iterable[object]:
        """The records of one type.

        Raises:
            dns.resolver.NXDOMAIN: there is no such domain.
            dns.resolver.NoAnswer: there is, without such records.
            dns.exception.DNSException: nobody knows.
        """


class MailDomains:
    """Tells whether domains take mail, and asks no more than a few at a time.

    Args:
        make_resolver: Makes what asks; called when it is first needed.
    """

    def __init__(self, make_resolver: Callable[[], Resolver] | None = None) -> None:
        self._make_resolver = make_resolver or _system_resolver
        self._resolver: Resolver | None = None
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    def takes_mail(self, domain: str) -> bool | None:
        """Whether a domain in ASCII takes mail; None where no answer comes in time."""
        if not self._turns.acquire(blocking=False):
            return None
        try:
            return self._ask(domain)
        except (dns.exception.DNSException, OSError, ValueError):
            return None
        finally:
            self._turns.release()

    def _ask(self, domain: str) -> bool:
        if self._resolver is None:
            self._resolver = self._make_resolver()
        ends = time.monotonic() + LONGEST_SECONDS
        try:
            exchangers = _records(self._resolver, domain, "MX", ends)
            if exchangers:
                return any(str(getattr(each, "exchange", each)) != "." for each in exchangers)
            # Without an exchanger, the domain's own address takes the mail.
            return any(_records(self._resolver, domain, kind, ends) for kind in ("A", "AAAA"))
        except dns.resolver.NXDOMAIN:
            return False


def _records(resolver: Resolver, domain: str, kind: str, ends: float) -> list[object]:
    left = max(ends - time.monotonic(), 0.01)
    try:
        # Absolute, so that no search path of this machine makes a domain of a slip.
        return list(resolver.resolve(f"{domain}.", kind, lifetime=left, search=False))
    except dns.resolver.NoAnswer:
        return []


def _system_resolver() -> Resolver:
    resolver = dns.resolver.Resolver()
    resolver.cache = dns.resolver.LRUCache(MOST_KEPT)
    return resolver

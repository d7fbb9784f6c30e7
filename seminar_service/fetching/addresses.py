"""Which addresses may be asked: https alone, on its usual port, and public hosts alone.

A calendar's address is a secret, which nobody on the way may read: so no http. `webcal` is what
calendar programs write in place of https.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from seminar_service.fetching.errors import AddressMalformed

LONGEST_ADDRESS: Final = 1_000
HTTPS_PORT: Final = 443
_SCHEMES: Final = frozenset({"https", "webcal", "webcals"})
_QUOTED_ALREADY: Final = "/?&=:;@!$'()*+,~%[]-._"
_EXPECTED: Final = "an address that begins with https:// or webcal://, without name and password"

_UNICAST: Final = ip_network("2000::/3")
"""All that is given out to public networks of IPv6."""
_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Public hosts of IPv4, as a network sees them that speaks IPv6 alone."""
_NOT_PUBLIC: Final = tuple(
    ip_network(each)
    for each in (
        "168.63.129.16/32",  # what Azure tells its machines: public by its number alone
        "192.88.99.0/24",  # relays of 6to4, and 6to4 itself: they lead to any IPv4 host
        "2002::/16",
        "2001::/23",  # Teredo, benchmarks and the like
        "2001:db8::/32",
        "3fff::/20",
    )
)


def normalised(typed: str) -> str:
    """An address as it is kept and asked: https, host in ASCII, without what follows a `#`.

    Raises:
        AddressMalformed: It is none, is too long, names another port, or carries a password.
    """
    text = typed.strip()
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise AddressMalformed(typed, _EXPECTED) from None
    usable = parts.scheme in _SCHEMES and host and "@" not in parts.netloc
    if not usable or port not in {None, HTTPS_PORT} or not text.isprintable() or " " in text:
        raise AddressMalformed(typed, _EXPECTED)
    path, query = (quote(each, safe=_QUOTED_ALREADY) for each in (parts.path, parts.query))
    address = urlunsplit(("https", _in_ascii(host or "", typed), path or "/", query, ""))
    if len(address) > LONGEST_ADDRESS:
        raise AddressMalformed(typed, _EXPECTED)
    return address


def host_of(address: str) -> str:
    """The host of a normalised address: as much as others may see of it."""
    return urlsplit(address).hostname or ""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to a host that everybody reaches.

    Not so: what lies in this machine, beside it, or in a private network, also where such a host
    is written as one of IPv6; what providers tell their machines; groups of hosts.
    """
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
        if address not in _UNICAST or address.scope_id:
            return False
    if any(address in network for network in _NOT_PUBLIC if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The host of IPv4 that an address of IPv6 stands for."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _in_ascii(host: str, typed: str) -> str:
    """The host as the DNS knows it; numbers of IPv6 stay in their brackets.

    Raises:
        AddressMalformed: It is no name and no number.
    """
    if ":" in host:
        return f"[{_number(host, typed)}]"
    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise AddressMalformed(typed, _EXPECTED) from None


def _number(host: str, typed: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(host)
    except ValueError:
        raise AddressMalformed(typed, _EXPECTED) from None

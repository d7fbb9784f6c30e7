"""Slips of the finger in the domains of mail providers that many people use."""

from typing import Final

from seminar_service.domain.mail_addresses import domain_on_the_wire

# Those of which people are customers in Japan, and some elsewhere. A domain in this list is
# never asked about, so it also has those that differ from another one by a letter.
# fmt: off
KNOWN: Final = frozenset({
    "gmail.com", "googlemail.com", "yahoo.co.jp", "yahoo.ne.jp", "yahoo.com", "ymail.ne.jp",
    "ymail.com", "docomo.ne.jp", "ezweb.ne.jp", "au.com", "auone.jp", "softbank.ne.jp",
    "softbank.jp", "i.softbank.jp", "softbank.co.jp", "ymobile.ne.jp", "uqmobile.jp", "rakuten.jp",
    "rakuten.com", "rakumail.jp", "vodafone.ne.jp", "willcom.com", "disney.ne.jp", "icloud.com",
    "me.com", "mac.com", "outlook.jp", "outlook.com", "hotmail.co.jp", "hotmail.com", "live.jp",
    "live.com", "msn.com", "aol.com", "aol.jp", "gmx.com", "gmx.de", "gmx.net", "mail.com",
    "email.com", "nifty.com", "nifty.ne.jp", "ocn.ne.jp", "ocn.jp", "biglobe.ne.jp", "biglobe.jp",
    "plala.or.jp", "so-net.ne.jp", "so-net.jp", "dion.ne.jp", "jcom.zaq.ne.jp", "jcom.home.ne.jp",
    "eonet.ne.jp", "asahi-net.or.jp", "sakura.ne.jp", "excite.co.jp", "infoseek.jp", "goo.jp",
    "mail.goo.ne.jp", "tiki.ne.jp", "wakwak.com", "hi-ho.ne.jp", "mopera.net", "protonmail.com",
    "proton.me",
})
# fmt: on
# Providers with one domain only: whatever follows the name, this is meant.
_ONE_DOMAIN: Final = {
    "gmail": "gmail.com",
    "docomo": "docomo.ne.jp",
    "ezweb": "ezweb.ne.jp",
    "icloud": "icloud.com",
}
SHORTEST_NAME: Final = 5  # one letter more or less makes another word of a shorter one


def likely_address(address: str) -> str | None:
    """Return the address that was probably meant, or None where nothing seems wrong."""
    domain = domain_on_the_wire(address)
    meant = likely_domain(domain)
    return None if meant is None else f"{address.rpartition('@')[0]}@{meant}"


def likely_domain(domain: str) -> str | None:
    """Return the well-known domain that was probably meant by one that is not."""
    if domain in KNOWN or "." not in domain:
        return None
    if domain.partition(".")[0] in _ONE_DOMAIN:
        return _ONE_DOMAIN[domain.partition(".")[0]]
    near = [known for known in sorted(KNOWN) if _is_near(domain, known)]
    return min(near, key=lambda known: _slips(domain, known), default=None)


def one_slip_apart(address: str, other: str) -> bool:
    """Tell whether two addresses differ by one letter: missing, too many, wrong, or swapped."""
    return _slips(address, other) == 1


def _is_near(domain: str, known: str) -> bool:
    """Whether both differ by a slip, or by one before and one behind the last dot."""
    name, _, end = domain.rpartition(".")
    known_name, _, known_end = known.rpartition(".")
    if len(known_name) < SHORTEST_NAME:
        return False
    return _slips(domain, known) == 1 or (
        _slips(name, known_name) <= 1 and _slips(end, known_end) <= 1
    )


def _slips(typed: str, meant: str) -> int:
    """How many letters are too many, missing, wrong, or changed with their neighbour; 9 at most.

    The optimal string alignment distance, not counted further where it is large anyway.
    """
    if abs(len(typed) - len(meant)) > 2:  # noqa: PLR2004 (more than is ever asked for)
        return 9
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(meant, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row[-1], 9)

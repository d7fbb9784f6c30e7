"""Mail addresses: the form in which they are kept, shown, compared and written.

Kept and shown is what people read, 山田商店.jp and all; on the wire and in `mailto:` the domain
stands in ASCII [RFC 5890 to 5895]. Where a domain makes no sense, it stays as it was typed:
whether an address is one is for the form to say.
"""

import hashlib
import re
from typing import Final
from urllib.parse import quote

import idna

from seminar_service.domain.text_folding import fold_width

# What a local part may hold without quotes, and what a domain looks like in ASCII [RFC 5321].
_ATOM: Final = r"[^\s\x00-\x20()<>\[\]:;@\\,\".\x7f-\x9f]+"
_LOCAL_PART: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_DOMAIN: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]+")
# Beside letters, digits and "-._~", these stand for themselves in a mailto [RFC 6068, 2].
_MAILTO_SAFE: Final = "!$'*+"
LONGEST_DOMAIN: Final = 253
_GMAIL: Final = "gmail.com"
_WITHOUT_DOTS: Final = {_GMAIL, "googlemail.com"}


def normalise_mail_address(address: str) -> str:
    """Return an address as it is kept: ASCII width, trimmed, the domain small and readable."""
    local, at, domain = _split(fold_width(address).strip())
    return f"{local}{at}{_readable(domain.lower())}"


def mail_key(address: str) -> str:
    """Return what two spellings of one mail address share.

    Upper and lower case never tell two people apart in practice, so they do not count, nor
    does whether a domain is written in ASCII.
    """
    return normalise_mail_address(address).casefold()


def address_digest(address: str) -> str:
    """What tells a mailbox from others without naming it, in 64 hexadecimal digits.

    It hangs on no secret, so that it stays the same for good. Whoever has a list of addresses finds
    out which of them are meant.
    """
    return hashlib.sha256(mail_key(address).encode()).hexdigest()


def postbox_key(address: str) -> str:
    """Return what addresses share whose mails lie in one box, as far as one can see from outside.

    What follows a plus sign is a note of the owner's own, and Gmail ignores dots. Good for
    counting, not for telling whose a mailbox is.
    """
    local, at, domain = mail_key(address).rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _WITHOUT_DOTS:
        local, domain = local.replace(".", ""), _GMAIL
    return f"{local}{at}{domain}"


def address_on_the_wire(address: str) -> str:
    """Return an address as mail servers and calendars know it: with the domain in ASCII."""
    local, at, domain = _split(address)
    return f"{local}{at}{_ascii(domain)}"


def domain_on_the_wire(address: str) -> str:
    """Return the domain of an address in ASCII and small letters."""
    return _ascii(_split(address)[2]).lower()


def has_plain_local_part(address: str) -> bool:
    """Tell whether what stands before the @ is ASCII, so that every mail server takes it."""
    return _split(address)[0].isascii()


def can_be_written(address: str) -> bool:
    """Tell whether an address can stand in a mail and a command to a server as it is.

    That is a dot-atom at a domain, without quotes, comments or anything that looks like an
    encoded word.
    """
    local, at, domain = _split(address)
    return (
        bool(at)
        and "=?" not in address
        and bool(_LOCAL_PART.fullmatch(local))
        and bool(_DOMAIN.fullmatch(_ascii(domain)))
    )


def mailto(address: str) -> str:
    """Return the address of a link that writes to somebody [RFC 6068]."""
    local, at, domain = _split(address_on_the_wire(address))
    return f"mailto:{quote(local, safe=_MAILTO_SAFE)}{at}{quote(domain, safe='')}"


def _split(address: str) -> tuple[str, str, str]:
    local, at, domain = address.rpartition("@")
    return local, at, domain


def _ascii(domain: str) -> str:
    if domain.isascii() or len(domain) > LONGEST_DOMAIN:
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return domain


def _readable(domain: str) -> str:
    if (domain.isascii() and "xn--" not in domain) or len(domain) > LONGEST_DOMAIN:
        return domain
    try:
        return idna.decode(idna.encode(domain, uts46=True))
    except idna.IDNAError:
        return domain

"""The mailbox to which mail comes back, as a setting names it."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

SCHEMES: Final = {"imaps": 993, "imap+starttls": 143, "imap": 143}
"""How the line is secured, and on which port a server listens then."""

EXAMPLE: Final = "imaps://user:password@imap.example.jp/INBOX"

# Names outside ASCII would have to be written in a UTF-7 of IMAP's own [RFC 3501, 5.1.3].
_FOLDER: Final = re.compile(r"[ !#-\[\]-~]{1,200}")


@dataclass(frozen=True)
class BounceAccount:
    """Where mail that came back is read; the password stands in no log.

    Attributes:
        scheme: `imaps`, `imap+starttls` or `imap`.
        host: The server.
        port: The port on which it listens.
        user: Who logs in.
        password: The password.
        folder: The folder that is read.
    """

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @classmethod
    def of(cls, url: str) -> "BounceAccount":
        """What an address says.

        Raises:
            ValueError: it is none; the text quotes nothing of it, because it holds a password.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or SCHEMES.get(parts.scheme, 0)
        except ValueError:
            raise ValueError("has an impossible port or host") from None
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        complete = parts.scheme in SCHEMES and parts.hostname and parts.username and parts.password
        if not complete or not port or parts.query or parts.fragment:
            raise ValueError(f"must look like {EXAMPLE}")
        if not _FOLDER.fullmatch(folder):
            raise ValueError("must name a folder in ASCII, without quotes and backslashes")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname or "",
            port=port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            folder=folder,
        )

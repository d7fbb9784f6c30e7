"""The desk's seal: what names a client or tells a matter is kept under it, and opened with it.

Its keys lie outside the database (`SEMINAR_DESK_KEYS`). Each field is closed by itself; who has the
database alone, such as a backup, reads how many cases there are and what is counted of them.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Final, Self

from seminar_service.access.sealing import Seal
from seminar_service.config import Settings
from seminar_service.consultations.model import Case
from seminar_service.consultations.values import CaseSecrets, Client
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.text_folding import fold_spaces, fold_width

PURPOSE: Final = "consultations"
_KEYED: Final = ("email", "telephone", "company")


class DeskKeysMissing(DomainError):  # noqa: N818 (named after what is missing)
    """The installation has no keys for the desk, so that nothing can be told to it."""

    code = "desk_keys_missing"
    category = Category.NOT_FOUND


@dataclass(frozen=True)
class DeskSeal:
    """Closes and opens what lies under seal; the first key closes, each one opens."""

    seal: Seal

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The desk's seal of an installation.

        Raises:
            DeskKeysMissing: It has no keys for the desk.
        """
        if not settings.desk_keys:
            raise DeskKeysMissing
        return cls(Seal(PURPOSE, settings.desk_keys))

    def close(self, text: str) -> str:
        """A text as it is kept; nothing stays nothing."""
        return self.seal.close(text) if text else ""

    def open(self, kept: str) -> str:
        """The text that was kept.

        Raises:
            SealBroken: No key that is known opens it.
        """
        return self.seal.open(kept) if kept else ""

    def close_bytes(self, content: bytes) -> bytes:
        """A file's content as it is kept."""
        return self.seal.close_bytes(content)

    def open_bytes(self, kept: bytes) -> bytes:
        """The content that was kept.

        Raises:
            SealBroken: No key that is known opens it.
        """
        return self.seal.open_bytes(kept)

    def digests(self, kind: str, value: str) -> list[str]:
        """What is kept of an address by which a client is found again, under each key.

        The first is what is kept from now on. Nobody without the keys can try values. Empty for
        nothing.
        """
        folded = _folded(kind, value)
        return [_digest(key, kind, folded) for key in self.seal.secrets] if folded else []

    def write(self, case: Case, secrets: CaseSecrets) -> None:
        """Put what lies under seal into a case. Part of the caller's transaction."""
        client = secrets.client
        case.client = self.close(_written(client)) if client.is_named else ""
        case.matter, case.next_step = self.close(secrets.matter), self.close(secrets.next_step)
        for kind in _KEYED:
            setattr(case, f"{kind}_key", next(iter(self.digests(kind, getattr(client, kind))), ""))

    def read(self, case: Case) -> CaseSecrets:
        """What lies under seal in a case; `reading` says who may call this.

        Raises:
            SealBroken: No key that is known opens it.
        """
        return CaseSecrets(
            client=self.client(case),
            matter=self.open(case.matter),
            next_step=self.open(case.next_step),
        )

    def client(self, case: Case) -> Client:
        """Who asks: for those who may read it, and for mails to themselves.

        Raises:
            SealBroken: No key that is known opens it.
        """
        return Client(**json.loads(self.open(case.client))) if case.client else Client()


def _written(client: Client) -> str:
    return json.dumps(asdict(client), ensure_ascii=False)


def _folded(kind: str, value: str) -> str:
    if kind == "email":
        return mail_key(value) if value else ""
    if kind == "telephone":
        return "".join(letter for letter in fold_width(value) if letter.isdigit())
    return fold_spaces(fold_width(value)).casefold().replace(" ", "")


def _digest(key: str, kind: str, folded: str) -> str:
    derived = hmac.new(key.encode(), b"client:" + kind.encode(), hashlib.sha256).digest()
    return hmac.new(derived, folded.encode(), hashlib.sha256).hexdigest()

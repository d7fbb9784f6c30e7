"""Secrets of others that the service must be able to read again: kept under a seal.

What only has to be recognised is hashed (`links.py`). An address with somebody else's token is
asked again and again, so it lies in the database encrypted: who has a copy of that alone, such as
a backup, cannot use it.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from seminar_service.config import Settings


class SealBroken(Exception):  # noqa: N818 (named after what happened)
    """It was sealed under a secret key that is not known any more."""


@dataclass(frozen=True)
class Seal:
    """Closes and opens secrets of one purpose, also those of former secret keys.

    Attributes:
        purpose: What the secrets are; others cannot be opened with it.
        secrets: The secret key, then those before it.
    """

    purpose: str
    secrets: Sequence[str]

    def __repr__(self) -> str:
        """Without the secret keys."""
        return f"Seal({self.purpose!r})"

    @classmethod
    def of(cls, settings: Settings, purpose: str) -> "Seal":
        """The seal of an installation for one purpose."""
        return cls(purpose, (settings.secret_key, *settings.former_secret_keys))

    def close(self, secret: str) -> str:
        """A secret as it may be kept."""
        return self._fernet().encrypt(secret.encode()).decode("ascii")

    def open(self, kept: str) -> str:
        """The secret that was kept.

        Raises:
            SealBroken: It is not one of ours, or the key is not known any more.
        """
        return self.open_bytes(kept.encode()).decode()

    def close_bytes(self, content: bytes) -> bytes:
        """The same of a file's content."""
        return self._fernet().encrypt(content)

    def open_bytes(self, kept: bytes) -> bytes:
        """The content that was kept.

        Raises:
            SealBroken: It is not one of ours, or the key is not known any more.
        """
        try:
            return self._fernet().decrypt(kept)
        except InvalidToken:
            raise SealBroken from None

    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(self._key(secret)) for secret in self.secrets])

    def _key(self, secret: str) -> bytes:
        derived = hmac.new(secret.encode(), b"seal:" + self.purpose.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(derived.digest())

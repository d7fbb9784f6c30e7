"""Keys for one purpose each, derived from the secret key and from those before it."""

import hashlib
import hmac

from seminar_service.config import Settings


def derived(secret: str, purpose: str) -> str:
    """A key of 256 bits for one purpose, in hexadecimal."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def keys_for(settings: Settings, purpose: str) -> list[str]:
    """The keys for a purpose: the present one first, then those of former secret keys."""
    return [
        derived(secret, purpose) for secret in (settings.secret_key, *settings.former_secret_keys)
    ]

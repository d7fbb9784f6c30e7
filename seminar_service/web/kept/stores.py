"""Where answers are kept: in the process, and in a Redis that several processes share.

Both are cachelib's: one interface, a bound, ends of life, and a client of Redis that is there
already. Flask-Caching wraps the same stores in decorators whose keys and ends it decides itself;
here an answer ends by its revision. What is shared is bytes under a seal, never a pickle: whoever
can write into that Redis can neither run code here nor put a page into a reader's hand.
"""

import hmac
from collections.abc import Callable
from hashlib import sha256
from time import monotonic
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import redis
import structlog
from cachelib import RedisCache, SimpleCache
from cachelib.serializers import RedisSerializer, SimpleSerializer

from seminar_service.web.kept.answers import KeptAnswer

MOST_ANSWERS: Final = 400
"""Answers that one process keeps, the oldest make way; a page has at most 150 kB."""
LARGEST_ANSWER: Final = 8 * 1024 * 1024
LIFE_SECONDS: Final = 24 * 60 * 60
REDIS_SECONDS: Final = 0.25
"""How long the Redis may take for an answer."""
REDIS_PAUSE_SECONDS: Final = 10.0
"""How long nobody asks it again after it failed."""
MEMORY, NOTHING, REDIS_SCHEMES = "memory", "none", ("redis", "rediss")
_PREFIX: Final = "seminar_pages:"

log = structlog.get_logger(__name__)


class PageStore(Protocol):
    """Keeps answers under keys, for as long as there is room."""

    def own(self, key: str) -> KeptAnswer | None:
        """The answer that this process keeps."""

    def shared(self, key: str) -> KeptAnswer | None:
        """The answer that others have put where it is shared."""

    def put(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer in the place of an earlier one, for all that share the store."""

    def put_own(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer in this process, as it was found where it is shared."""

    def clear(self) -> None:
        """Forget what this process keeps."""


class _AsItIs(SimpleSerializer):
    def dumps(self, value: Any, protocol: int = 0) -> Any:  # noqa: ANN401, ARG002 (the library's signature)
        return value

    def loads(self, bvalue: Any) -> Any:  # noqa: ANN401 (the library's signature)
        return bvalue


class _Memory(SimpleCache):
    """Values stay what they are: nothing is copied or pickled."""

    serializer = _AsItIs()


class _Plain(RedisSerializer):
    def dumps(self, value: Any, protocol: int = 0) -> bytes:  # noqa: ANN401, ARG002 (the library's signature)
        return bytes(value)

    def loads(self, value: bytes | None) -> Any:  # noqa: ANN401 (the library's signature)
        return value


class _Bytes(RedisCache):
    """Values are bytes."""

    serializer = _Plain()


class OwnStore:
    """Keeps answers in the memory of this process."""

    def __init__(self) -> None:
        self._cache = _Memory(threshold=MOST_ANSWERS, default_timeout=LIFE_SECONDS)

    def own(self, key: str) -> KeptAnswer | None:
        """The answer that this process keeps."""
        found: KeptAnswer | None = self._cache.get(key)
        return found

    def shared(self, key: str) -> KeptAnswer | None:  # noqa: ARG002 (nothing is shared here)
        """Nothing: no other process can put anything here."""
        return None

    def put(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer in the place of an earlier one."""
        self.put_own(key, answer)

    def put_own(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer in this process."""
        if len(answer.body) <= LARGEST_ANSWER:
            self._cache.set(key, answer)

    def clear(self) -> None:
        """Forget everything."""
        self._cache.clear()


class SharedStore(OwnStore):
    """Keeps answers in this process, and for others in a Redis.

    Each process looks at its own first, so that the Redis is asked only before something is built.
    While it does not answer, everybody builds alone.

    Args:
        url: Of the Redis.
        secret: Seals what is kept.
        mark: Stands for everything but the database that answers depend on: programs, texts and
            settings. Processes of two versions share nothing.
    """

    def __init__(self, url: str, secret: str, mark: str) -> None:
        super().__init__()
        client = redis.Redis.from_url(
            url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        )
        self._redis = _Bytes(client, default_timeout=LIFE_SECONDS, key_prefix=_PREFIX)
        self._secret = sha256(f"kept pages {secret}".encode()).digest()
        self._mark = mark
        self._away_until = 0.0

    def shared(self, key: str) -> KeptAnswer | None:
        """The answer that some process has put there; None where its seal is not ours."""
        if monotonic() < self._away_until:
            return None
        try:
            content = self._redis.get(self._name(key))
        except redis.ResponseError:  # something of another kind, which our next answer replaces
            log.warning("kept_page_not_ours")
            return None
        except (redis.RedisError, UnicodeError) as error:
            self._leave(error)
            return None
        return self._opened(key, content) if isinstance(content, bytes) else None

    def put(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer in the place of an earlier one, here and there."""
        super().put(key, answer)
        if len(answer.body) > LARGEST_ANSWER or monotonic() < self._away_until:
            return
        content = answer.to_bytes()
        try:
            self._redis.set(self._name(key), self._seal(key, content) + content)
        except redis.RedisError as error:
            self._leave(error)

    def _opened(self, key: str, content: bytes) -> KeptAnswer | None:
        seal, rest = content[: sha256().digest_size], content[sha256().digest_size :]
        if not hmac.compare_digest(seal, self._seal(key, rest)):
            log.warning("kept_page_not_ours")
            return None
        return KeptAnswer.from_bytes(rest)

    def _seal(self, key: str, content: bytes) -> bytes:
        named = self._name(key).encode() + b"\n"
        return hmac.new(self._secret, named + content, sha256).digest()

    def _name(self, key: str) -> str:
        return sha256(f"{self._mark}\n{key}".encode()).hexdigest()

    def _leave(self, error: Exception) -> None:
        self._away_until = monotonic() + REDIS_PAUSE_SECONDS
        log.warning("kept_pages_not_shared", error=type(error).__name__)


def store_of(url: str, secret: str, mark: Callable[[], str]) -> PageStore | None:
    """The store that a setting names: `memory:`, a Redis, or None for `none:`.

    `mark` is asked only where something is shared.
    """
    scheme = urlsplit(url).scheme
    if scheme == NOTHING:
        return None
    return SharedStore(url, secret, mark()) if scheme in REDIS_SCHEMES else OwnStore()

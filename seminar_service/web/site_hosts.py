"""The names by which the service lets itself be called."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ANY = "*"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
HEALTH = ("/healthz", "/readyz")
REFUSAL = (
    "このアドレスでは受け付けていません。\nThis service does not answer to that name.\n".encode()
)
LONGEST_LOGGED = 100
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:\[\]/\\@]+))(?::[0-9]{0,5})?")

log = structlog.get_logger(__name__)


class KnownHosts:
    """WSGI middleware that answers only to known names, and 400 to others.

    No address on a page is built from the Host header; this stands behind that, for what
    libraries make of it, and against pages elsewhere whose name is made to point here. Health
    checks come by any address.

    Args:
        application: What answers.
        names: Host names without port, beside those of this machine itself; `*` is all.
    """

    def __init__(self, application: "WSGIApplication", names: Collection[str]) -> None:
        self.application = application
        self._names = LOOPBACK | {name.lower() for name in names}

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        host = environ.get("HTTP_HOST")
        if host is None or environ.get("PATH_INFO") in HEALTH or self._is_known(host):
            return self.application(environ, start_response)
        shown = ascii(host[:LONGEST_LOGGED])
        log.warning("host_refused", host=shown, see="SEMINAR_BASE_URL, SEMINAR_HOSTS")
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(REFUSAL))),
            ("Cache-Control", "no-store"),
        ]
        start_response("400 Bad Request", headers)
        return (REFUSAL,)

    def _is_known(self, host: str) -> bool:
        found = host_name(host)
        return found is not None and (found in self._names or ANY in self._names)


def host_name(host: str) -> str | None:
    """The name in a Host header, in small letters and without port; None if it is none."""
    found = _HOST.fullmatch(host)
    if found is None:
        return None
    return str(found["v6"] or found["name"]).lower().rstrip(".")

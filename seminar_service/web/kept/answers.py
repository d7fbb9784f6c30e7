"""An answer as it is kept, and as it is given: whole, compressed, or as 304 (412)."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from json import dumps, loads
from typing import TYPE_CHECKING, Final

from werkzeug.datastructures import Headers
from werkzeug.http import is_resource_modified, parse_accept_header, parse_etags
from werkzeug.test import run_wsgi_app

from seminar_service.revisions.values import RevisionNumbers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OK: Final = "200 OK"
NOT_MODIFIED: Final = "304 NOT MODIFIED"
PRECONDITION_FAILED: Final = "412 PRECONDITION FAILED"
_OF_THE_BODY: Final = frozenset(
    {"content-type", "content-length", "content-encoding", "content-language", "content-location"}
)
_COMPRESSION: Final = 6


@dataclass
class KeptAnswer:
    """An answer with what it was built from.

    Attributes:
        headers: Names and values, with `ETag` and without the length.
        body: What is sent to who takes it as it is.
        revision: How far what it shows was before it was built.
        minute: The minute in which it was built; None where it does not depend on the clock.
        built_at: When that was, in seconds of the clock that all processes of the machine share.
        begun_at: The same on the steady clock of this process; None where another one built it.
    """

    headers: list[tuple[str, str]]
    body: bytes
    revision: RevisionNumbers
    minute: int | None
    built_at: float
    begun_at: float | None = field(default=None, compare=False)
    _compressed: bytes | None = field(default=None, repr=False, compare=False)

    def to_bytes(self) -> bytes:
        """The answer as others may keep it: a line of JSON, and the body."""
        head = [
            self.headers,
            self.revision.pages,
            self.revision.calendars,
            self.minute,
            self.built_at,
        ]
        return dumps(head).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, content: bytes) -> "KeptAnswer":
        """Read what `to_bytes` wrote; raises ValueError for anything else."""
        head, _, body = content.partition(b"\n")
        headers, pages, calendars, minute, built_at = loads(head)
        revision = RevisionNumbers(pages, calendars)
        return cls([(name, value) for name, value in headers], body, revision, minute, built_at)

    def give(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one reader."""
        headers = dict(self.headers)
        etag, changed_at = headers.get("ETag"), headers.get("Last-Modified")
        if not is_resource_modified(environ, etag=etag, last_modified=changed_at):
            # Its body's headers stay away, lest the reader replace what is kept by them.
            told = [each for each in self.headers if each[0].lower() not in _OF_THE_BODY]
            has_other = parse_etags(environ.get("HTTP_IF_MATCH"))
            start_response(PRECONDITION_FAILED if has_other else NOT_MODIFIED, told)
            return ()
        body, coded = self.body, []
        if _takes_gzip(environ):
            body, coded = self._in_gzip(), [("Content-Encoding", "gzip")]
        start_response(OK, [*self.headers, *coded, ("Content-Length", str(len(body)))])
        return (body,)

    def _in_gzip(self) -> bytes:
        if self._compressed is None:
            self._compressed = gzip.compress(self.body, _COMPRESSION, mtime=0)
        return self._compressed


@dataclass
class PassedOn:
    """An answer that nobody keeps: a refusal, a redirect, or one for a single reader."""

    status: str
    headers: Headers
    body: bytes

    def give(self, _: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer as the application did."""
        start_response(self.status, self.headers.to_wsgi_list())
        return (self.body,)


def passed_on(application: "WSGIApplication", environ: "WSGIEnvironment") -> PassedOn:
    """Let an application answer a request, to the end."""
    body, status, headers = run_wsgi_app(application, environ, buffered=True)
    return PassedOn(status, headers, b"".join(body))


def answer_of(
    answered: PassedOn, revision: RevisionNumbers, minute: int | None, built_at: float
) -> KeptAnswer | None:
    """What the application answered as it is kept; None where it is not for everybody."""
    headers = answered.headers
    is_public = "public" in headers.get("Cache-Control", "")
    is_whole = answered.status == OK and "ETag" in headers
    if not (is_public and is_whole) or "Set-Cookie" in headers:
        return None
    told = [pair for pair in headers if pair[0].lower() not in {"content-length", "vary"}]
    vary = {part.strip() for part in headers.get("Vary", "").split(",") if part.strip()}
    told.append(("Vary", ", ".join(sorted({*vary, "Accept-Encoding"}))))
    return KeptAnswer(told, answered.body, revision, minute, built_at)


def _takes_gzip(environ: "WSGIEnvironment") -> bool:
    text = environ.get("HTTP_ACCEPT_ENCODING", "")
    return bool(text) and parse_accept_header(text).quality("gzip") > 0

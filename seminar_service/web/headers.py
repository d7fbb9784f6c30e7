"""Security headers on every answer, whoever gives it: a page, a file, a refusal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.datastructures import Headers

from seminar_service.web.cookies import completed

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
CONTENT_SECURITY_POLICY = "; ".join(POLICY)
HEADERS = {
    # Whatever does not say otherwise is for one reader, who asks again.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=31536000"
HSTS_SUBDOMAINS = HSTS + "; includeSubDomains"


class SecurityHeaders:
    """WSGI middleware that adds the headers to what has none of the name.

    Args:
        application: What answers, with everything around it that answers by itself.
        hsts_subdomains: Whether browsers should use https for every name below this one, too.
    """

    def __init__(self, application: "WSGIApplication", *, hsts_subdomains: bool) -> None:
        self.application = application
        self._hsts = HSTS_SUBDOMAINS if hsts_subdomains else HSTS

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        wanted = dict(HEADERS)
        if environ["wsgi.url_scheme"] == "https":
            wanted["Strict-Transport-Security"] = self._hsts

        def start(
            status: str, given: list[tuple[str, str]], failure: "OptExcInfo | None" = None
        ) -> object:
            headers = Headers(
                [(key, completed(value) if key == "Set-Cookie" else value) for key, value in given]
            )
            for name, value in wanted.items():
                headers.setdefault(name, value)
            return start_response(status, headers.to_wsgi_list(), failure)

        return self.application(environ, start)  # type: ignore[arg-type]  # write() is of no use here

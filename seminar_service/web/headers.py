"""Security headers on every answer."""

from flask import Flask, Response, request

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
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=31536000"
SECRET_PREFIXES = ("/adviser/", "/bids/", "/registrations/")
PUBLIC_EXCEPTIONS = ("/bids/new",)
SECRET_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
STAFF_PREFIX = "/organiser/"


def init_app(app: Flask) -> None:
    """Send the headers with every answer; a view's own value wins."""

    @app.after_request
    def _add_headers(response: Response) -> Response:
        if _is_behind_secret_link(request.path):
            response.headers.update(SECRET_HEADERS)
        if request.path.startswith(STAFF_PREFIX):
            response.headers.setdefault("Cache-Control", "private, no-store")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        return response


def _is_behind_secret_link(path: str) -> bool:
    """Whether nobody may store, list or pass on the address, because it is a permission."""
    return path.startswith(SECRET_PREFIXES) and path not in PUBLIC_EXCEPTIONS

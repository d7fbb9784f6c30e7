"""Answers: the application's, and the server's own refusals; each leaves one line in the log."""

from http import HTTPStatus
from time import monotonic
from typing import Any

import structlog
from waitress.task import ErrorTask, WSGITask

from seminar_service.logs import mask_path

REASONS = {
    400: ("リクエストを読み取れません。", "This request cannot be read."),
    408: ("時間内に届きませんでした。", "The request did not arrive in time."),
    413: ("送られた内容が大きすぎます。", "This is more than the service takes at once."),
    414: ("アドレスが長すぎます。", "This address is too long."),
    431: ("リクエストのヘッダーが大きすぎます。", "The headers of this request are too large."),
    500: ("内部でエラーが発生しました。", "Something went wrong inside the service."),
    501: ("この送信方法には対応していません。", "This way of sending is not supported."),
}
HEADERS = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
)

log = structlog.get_logger(__name__)


class AnswerTask(WSGITask):
    """Lets the application answer one request, which has been read whole."""

    _ends_with_its_head = False

    def service(self) -> None:
        """Answer, and log it."""
        started = monotonic()
        try:
            super().service()
        finally:
            if self.wrote_header:
                log_answer(self.request, int(self.status.split(" ", 1)[0]), monotonic() - started)

    def build_response_header(self) -> bytes:
        """The head of the answer; a server that is about to end keeps no connection."""
        asked_to_close = self.request.headers.get("CONNECTION", "").lower() == "close"
        if self.channel.server.is_stopping or asked_to_close:
            self.set_close_on_finish()
        self._ends_with_its_head = self.version == "1.1" and not self.has_body
        head: bytes = super().build_response_header()
        self._ends_with_its_head = False
        return head

    def set_close_on_finish(self) -> None:
        """Close the connection after the answer, unless its head says where it ends.

        waitress closes after every answer without a length, also after a 304, which must not have
        one: each reader who has a page already would pay for it with a new connection.
        """
        if not self._ends_with_its_head:
            super().set_close_on_finish()

    def finish(self) -> None:
        """End the answer; to HEAD nothing follows its headers."""
        if self.request.command == "HEAD":
            if not self.wrote_header:
                self.write(b"")
            return
        super().finish()


class RefusalTask(ErrorTask):
    """Refuses a request that the application never sees, in one short sentence."""

    def execute(self) -> None:
        """Answer and close; what the sender still sends is thrown away for a moment."""
        code = int(self.request.error.code)
        self.channel.is_refused = True
        self.status = f"{code} {HTTPStatus(code).phrase}"
        self.response_headers.extend(HEADERS)
        self.set_close_on_finish()
        body = refusal(code)
        self.content_length = len(body)
        self.write(b"" if getattr(self.request, "command", "") == "HEAD" else body)
        log_answer(self.request, code, 0.0)


def refusal(code: int) -> bytes:
    """The sentence that goes with a status, in both languages."""
    return ("\n".join(REASONS.get(code, REASONS[500])) + "\n").encode()


def whole_refusal(code: int) -> bytes:
    """A refusal as it goes over the line."""
    body = refusal(code)
    headers = (*HEADERS, ("Content-Length", str(len(body))), ("Connection", "close"))
    lines = [f"HTTP/1.1 {code} {HTTPStatus(code).phrase}", *(f"{k}: {v}" for k, v in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def log_answer(request: Any, status: int, seconds: float) -> None:  # noqa: ANN401 (waitress has no types)
    """Log an answer: what was asked for without its tokens, and nothing about who asked."""
    log.info(
        "request",
        method=getattr(request, "command", None),
        path=mask_path(getattr(request, "request_uri", "")),
        status=status,
        milliseconds=round(seconds * 1000),
    )

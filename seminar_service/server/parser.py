"""Requests as they come in: waitress's parser, with what it lets pass refused.

What two programs could read differently is refused: behind a proxy it would let one person's
request become a part of another's.
"""

import re
from copy import copy
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import BadRequest

from seminar_service.server.limits import FILE_FORMS, LARGEST_FILE_FORM, LONGEST_REQUEST_LINE

VERSIONS = ("1.0", "1.1")
_TRANSFER_ENCODING = re.compile(
    rb"^transfer-encoding[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE
)
# RFC 9112: visible ASCII and spaces. Anything else would also reach logs as it is.
_REQUEST_LINE = re.compile(rb"[\x20-\x7e]*")
_FOLDED = re.compile(rb"\r\n[ \t]")


class UriTooLong(BadRequest):
    """The request line is longer than any address of ours."""

    code = 414
    reason = "URI Too Long"


class RequestParser(HTTPRequestParser):
    """Reads one request, piece by piece."""

    adj: Any  # waitress's settings, which it gives no type

    def received(self, data: bytes) -> int:
        """Take what came; says how many bytes of it belong to this request."""
        line = (self.header_plus + data)[: LONGEST_REQUEST_LINE + 2]
        is_first = not self.headers_finished
        consumed: int = super().received(data)
        if is_first and len(line) > LONGEST_REQUEST_LINE and b"\r\n" not in line.lstrip():
            self.error = UriTooLong("")
            self.completed = True
        if self.completed:
            # Nobody is told to go on who has sent all or is refused. waitress would do so, and
            # wait for more.
            self.expect_continue = False
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Read request line and headers.

        Raises:
            ParsingError: they cannot be read, or could be read in two ways.
        """
        if not _REQUEST_LINE.fullmatch(header_plus.partition(b"\r\n")[0]):
            raise ParsingError("request line")
        if _FOLDED.search(header_plus):
            raise ParsingError("folded header")
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # a length of 5,000 digits, an address that is none
            raise ParsingError("number or address") from error
        self._refuse_ambiguous(_TRANSFER_ENCODING.findall(header_plus))
        self._take_files_where_forms_have_them()

    def _take_files_where_forms_have_them(self) -> None:
        """Let a body be larger at the addresses of forms that may hold files, and there alone."""
        if self.command == "POST" and FILE_FORMS.search(self.path):
            wider: Any = copy(self.adj)
            wider.max_request_body_size = LARGEST_FILE_FORM
            self.adj = wider

    def _refuse_ambiguous(self, encodings: list[bytes]) -> None:
        if self.version not in VERSIONS:
            raise ParsingError("version")
        if self.version == "1.1" and not self.headers.get("HOST"):
            raise ParsingError("host")
        if not encodings:
            return
        if self.version == "1.0" or "CONTENT_LENGTH" in self.headers:
            raise ParsingError("two lengths")
        if [encoding.strip(b" \t").lower() for encoding in encodings] != [b"chunked"]:
            raise ParsingError("transfer encoding")

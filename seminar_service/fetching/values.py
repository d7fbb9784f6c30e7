"""What is asked of an address, and what comes of it; as both processes write it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from seminar_service.domain.uploads import MEGABYTE

LARGEST_ANSWER: Final = MEGABYTE
"""Bytes of an answer, unpacked."""
LONGEST_SECONDS: Final = 20.0
"""How long all of it may take, from the first name that is looked up to the last byte."""
CONNECT_SECONDS: Final = 5.0
SILENT_SECONDS: Final = 10.0
"""How long a server may say nothing."""
PROCESSOR_SECONDS: Final = 5
MOST_BYTES: Final = 512 * MEGABYTE
"""Memory of the process that asks."""
MOST_REDIRECTS: Final = 5
LONGEST_MARK: Final = 300
"""Characters of what a server calls its answer; longer names are dropped."""


class Fault(StrEnum):
    """Why nothing came."""

    HOST_UNKNOWN = "host_unknown"
    NOT_PUBLIC = "not_public"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    REDIRECTED = "redirected"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"


class FetchFailed(Exception):  # noqa: N818 (named after what happened)
    """Nothing came; its text never says from which address.

    Attributes:
        fault: Why.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Marks:
    """What a server called its last answer; asked again, it says whether that still holds."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Wanted:
    """An address that `fetching.addresses.normalised` has made, and what came of it before."""

    address: str
    marks: Marks = Marks()

    def to_bytes(self) -> bytes:
        """For the other process."""
        said = [self.address, self.marks.etag, self.marks.last_modified]
        return json.dumps(said).encode("ascii")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Wanted":
        """What the other process wrote."""
        address, etag, last_modified = json.loads(data)
        return cls(address, Marks(etag, last_modified))


@dataclass(frozen=True)
class Answer:
    """What came: bytes with what the server calls them, or None where what came before holds."""

    content: bytes | None
    marks: Marks = Marks()


def answer_to_bytes(answer: Answer) -> bytes:
    """For the other process: a line about the answer, then the answer."""
    marks = answer.marks
    said = {
        "etag": marks.etag,
        "last_modified": marks.last_modified,
        "same": answer.content is None,
    }
    return json.dumps(said).encode("ascii") + b"\n" + (answer.content or b"")


def fault_to_bytes(fault: Fault) -> bytes:
    """The same, where nothing came."""
    return json.dumps({"fault": fault.value}).encode("ascii") + b"\n"


def answer_from_bytes(data: bytes) -> Answer:
    """What the other process wrote.

    Raises:
        FetchFailed: Nothing came.
    """
    line, _, content = data.partition(b"\n")
    said: Mapping[str, Any] = json.loads(line)
    if "fault" in said:
        raise FetchFailed(Fault(said["fault"]))
    marks = Marks(said["etag"], said["last_modified"])
    return Answer(None if said["same"] else content, marks)

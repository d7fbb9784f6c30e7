"""Files that people send: which kinds are taken, how they are told, and what they are called.

A kind is told by the ending of the name and by how the file begins; no file is ever opened. So
none is taken that would have to be: documents of office programs are archives, which look like any
other from outside, and may load things from elsewhere. Who has one can save it as PDF.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.text_folding import fold_spaces, is_writable

MEGABYTE: Final = 1024 * 1024
LARGEST_MEGABYTES: Final = 5
"""More no question takes."""
LONGEST_NAME: Final = 100
"""Letters of a file's name that are kept."""
_LONGEST_READ: Final = 2_000
"""Letters of a name as it was sent that are looked at."""
_NO_PART_OF_A_NAME: Final = re.compile(r'[<>:"|?*/\\]+')
# What turns the direction of a text hides an ending: they are told by their category.
_UNSEEN: Final = frozenset({"Cf", "Co", "Cn", "Zl", "Zp"})


class UploadKind(StrEnum):
    """The kinds of files that are taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        """As what it is given out, whatever its sender called it."""
        return "application/pdf" if self is UploadKind.PDF else f"image/{self.value}"

    @property
    def endings(self) -> tuple[str, ...]:
        """How names of such files end; the usual one first."""
        return (".jpg", ".jpeg") if self is UploadKind.JPEG else (f".{self.value}",)

    @property
    def beginning(self) -> bytes:
        """How such files begin."""
        return _BEGINNINGS[self]


_BEGINNINGS: Final = {
    UploadKind.PDF: b"%PDF-",
    UploadKind.JPEG: b"\xff\xd8\xff",
    UploadKind.PNG: b"\x89PNG\r\n\x1a\n",
}


class UploadKindRefused(DomainError):  # noqa: N818 (named after the rule)
    """A file is of no kind that is taken, or its name says another kind than its content."""

    code = "upload_kind_refused"
    category = Category.INVALID


def kind_of(name: str, content: bytes) -> UploadKind:
    """Tell the kind of a file.

    Raises:
        UploadKindRefused: It is none that is taken, or name and content say different things.
    """
    ending = name[-10:].lower()
    for kind in UploadKind:
        if ending.endswith(kind.endings) and content.startswith(kind.beginning):
            return kind
    raise UploadKindRefused(f"a file of {len(content)} bytes")


def upload_name(name: str, kind: UploadKind) -> str:
    """What a file is called here: the last part of the name it came with, made harmless.

    Only what can be seen stays, in one line; the ending is the kind's. Never a path.
    """
    last = re.split(r"[/\\]", name[-_LONGEST_READ:])[-1]
    folded = unicodedata.normalize("NFC", last)
    seen = "".join(
        letter
        for letter in folded
        if is_writable(letter) and unicodedata.category(letter) not in _UNSEEN
    )
    stem = fold_spaces(_NO_PART_OF_A_NAME.sub(" ", seen))
    for ending in kind.endings:
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)]
            break
    stem = stem.replace("=?", "= ?").strip(". ")[: LONGEST_NAME - len(kind.endings[0])]
    return f"{stem or 'file'}{kind.endings[0]}"

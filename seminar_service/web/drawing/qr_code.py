"""QR codes, as what a template draws of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import segno

QUIET_ZONE: Final = 4
"""Modules of white around a code, without which many cameras do not see it [ISO/IEC 18004]."""
CORRECTION: Final = "m"
"""It is read with 15 % of it dirty or folded away."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code in modules, the smallest squares of it.

    Attributes:
        side: How wide and high it is, with the white around it.
        path: Its dark squares, as the path of an SVG.
    """

    side: int
    path: str


def qr_code(address: str) -> QrCode:
    """A QR code of an address."""
    code = segno.make_qr(address, error=CORRECTION)
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET_ZONE)]
    return QrCode(len(rows), "".join(_bars(rows)))


def _bars(rows: Sequence[bytes]) -> Iterator[str]:
    """Each dark bar of each row as a rectangle."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, modules in groupby(row):
            width = len(list(modules))
            if is_dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width

"""QR codes."""

import re

import segno

from seminar_service.web.drawing.qr_code import CORRECTION, QUIET_ZONE, qr_code

SHORT = "https://seminar.example.jp/seminars/ABCDEFGH"


def test_its_squares_are_those_of_the_library_within_a_quiet_zone() -> None:
    code = qr_code(SHORT)
    dark = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
        for step in range(int(width))
    }
    expected = {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(segno.make_qr(SHORT, error=CORRECTION).matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    }
    assert dark == expected


def test_it_grows_with_the_address() -> None:
    assert qr_code(SHORT).side == 33 + 2 * QUIET_ZONE
    assert qr_code(SHORT * 4).side > qr_code(SHORT).side

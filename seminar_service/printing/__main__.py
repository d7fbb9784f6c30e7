"""The process that makes one file: an order on standard input, the file on standard output.

It gets no settings, opens no database and no connection. It ends after one file, so that its memory
goes back, and can be stopped at any moment.
"""

import sys

from seminar_service.printing.errors import NothingFits
from seminar_service.printing.fonts import has_japanese_font
from seminar_service.printing.values import MOST_BYTES, PROCESSOR_SECONDS, Exit, Order
from seminar_service.process_limits import limit_process


def main() -> Exit:
    """Make the file; how it ends says why there is none."""
    limit_process(processor_seconds=PROCESSOR_SECONDS, most_bytes=MOST_BYTES)
    try:
        from seminar_service.printing.rendering import (  # noqa: PLC0415 (needs libraries of the system)
            printed,
        )

        if not has_japanese_font():
            return Exit.FONT_MISSING
    except OSError:
        return Exit.LIBRARIES_MISSING
    try:
        file = printed(Order.from_bytes(sys.stdin.buffer.read()))
    except NothingFits:
        return Exit.NOTHING_FITS
    except MemoryError:
        return Exit.TOO_LARGE
    sys.stdout.buffer.write(file.to_bytes())
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())

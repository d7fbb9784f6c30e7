"""The process that reads one file: it on standard input, its days on standard output.

It gets no settings, opens no database and no connection. It ends after one file, and can be stopped
at any moment: an entry may repeat every second for a thousand years.
"""

import sys

from seminar_service.busy.values import MOST_BYTES, PROCESSOR_SECONDS, Asked, Exit
from seminar_service.process_limits import limit_process


def main() -> Exit:
    """Read it; how it ends says why nothing is known of it."""
    limit_process(processor_seconds=PROCESSOR_SECONDS, most_bytes=MOST_BYTES)
    from seminar_service.busy.reading import (  # noqa: PLC0415 (a library that reads strangers' files)
        TooMany,
        Unreadable,
        busy_days,
    )

    try:
        found = busy_days(Asked.from_bytes(sys.stdin.buffer.read()))
    except Unreadable:
        return Exit.UNREADABLE
    except (TooMany, MemoryError, RecursionError):
        return Exit.TOO_MANY
    sys.stdout.buffer.write(found.to_bytes())
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())

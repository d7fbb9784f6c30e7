"""The process that asks one address: it on standard input, what came on standard output.

It gets no settings, no proxy of the environment, and opens no database. It ends after one answer,
and can be stopped at any moment: a server may send a byte a minute.
"""

import sys

from seminar_service.fetching.values import (
    MOST_BYTES,
    PROCESSOR_SECONDS,
    Fault,
    FetchFailed,
    Wanted,
    answer_to_bytes,
    fault_to_bytes,
)
from seminar_service.process_limits import limit_process


def main() -> int:
    """Ask it."""
    limit_process(processor_seconds=PROCESSOR_SECONDS, most_bytes=MOST_BYTES)
    from seminar_service.fetching.getting import (  # noqa: PLC0415 (speaks with strangers)
        Rules,
        get,
    )

    try:
        said = answer_to_bytes(get(Wanted.from_bytes(sys.stdin.buffer.read()), Rules()))
    except FetchFailed as failure:
        said = fault_to_bytes(failure.fault)
    except MemoryError:
        said = fault_to_bytes(Fault.TOO_LARGE)
    sys.stdout.buffer.write(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.bench_web`."""

import signal
import sys
from types import FrameType

from tests.bench_web.cli import main


def end(number: int, _: FrameType | None) -> None:
    """End as an interrupt from the keyboard does, so that what the bench runs is ended too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    sys.exit(main())

"""A process that handles what strangers send ends where its limits are."""

import signal
import subprocess
import sys

import pytest

LIMITED = """
from seminar_service.process_limits import limit_process
limit_process(processor_seconds=1, most_bytes=300_000_000)
"""


def run(code: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", LIMITED + code]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


def test_a_process_that_takes_little_goes_on() -> None:
    assert run("print('done')").stdout == b"done\n"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS knows no limit of memory")
def test_one_that_takes_too_much_memory_is_told_so() -> None:
    code = "try:\n    bytearray(10**9)\nexcept MemoryError:\n    print('no memory')"
    assert run(code).stdout == b"no memory\n"


def test_one_that_takes_too_long_is_ended() -> None:
    ended = run("while True:\n    pass")
    assert ended.returncode in {-signal.SIGXCPU, -signal.SIGKILL}

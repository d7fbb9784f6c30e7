"""Where a measurement was made: the machine, the versions, how busy it was before."""

import os
import platform
import shlex
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.record import Sitting
from tests.bench.running import ROOT

LIBRARIES = ("highspy", "numba", "numpy", "ortools")
CPU_INFO = Path("/proc/cpuinfo")


def look_around(arguments: Sequence[str]) -> Sitting:
    """Return what is known of machine and software now, before anything is run.

    Args:
        arguments: What the bench was called with.
    """
    libraries = {name: version(name) for name in LIBRARIES}
    return Sitting(
        began=datetime.now(UTC).isoformat(" ", "minutes"),
        commit=_commit(),
        machine={
            "processor": _processor(),
            "cores": str(len(os.sched_getaffinity(0))),
            "memory": f"{_memory_bytes() / 2**30:.0f} GiB",
            "system": f"{platform.system()} {platform.machine()}",
        },
        versions={"Python": platform.python_version(), **libraries},
        load=round(os.getloadavg()[0], 2),
        command=shlex.join(arguments),
    )


def _processor() -> str:
    lines = CPU_INFO.read_text(encoding="utf-8").splitlines() if CPU_INFO.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _commit() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "unknown"

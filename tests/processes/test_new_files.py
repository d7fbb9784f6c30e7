"""What the commands of an operator leave in files, with the usual umask of a shell."""

import os
import stat
from pathlib import Path

from tests.processes.conftest import make_environ
from tests.processes.running import free_port, process, run_command, wait_until_served


def test_nothing_that_the_service_makes_can_be_read_by_others(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o755)
    environ = make_environ(instance)
    before = os.umask(0o022)
    try:
        run_command(environ, "init")
        port = free_port()
        with process(environ, tmp_path / "service.log", "serve", "--port", str(port)):
            wait_until_served(port)
            made = [instance, *instance.rglob("*")]
            open_ones = [path.name for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077]
    finally:
        os.umask(before)
    assert {"seminar.db", "queue.db"} <= {path.name for path in made}
    assert open_ones == []

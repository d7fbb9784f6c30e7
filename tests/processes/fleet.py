"""Processes of one installation that are killed and started again, as machines do it to them."""

import os
import random
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.processes.running import MODULE, STOP_SECONDS, wait_until_served

LONGEST_LIFE_SECONDS = 3.0
MOST_KILLS = 10


class Fleet:
    """Some processes, each a command of the service, started in process groups of their own.

    Whoever serves pages is killed only after it has begun to: what never answers proves nothing.

    Attributes:
        kills: How many were killed.
    """

    def __init__(
        self, environ: Mapping[str, str], commands: Sequence[tuple[str, ...]], log: Path
    ) -> None:
        self._environ = dict(environ)
        self._commands = list(commands)
        self._log = log
        self._running: list[subprocess.Popen[bytes]] = []
        self.kills = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """All of them, until the block ends."""
        self._running = [self._start(command) for command in self._commands]
        try:
            yield
        finally:
            for each in self._running:
                each.send_signal(signal.SIGTERM)
            for each in self._running:
                each.wait(STOP_SECONDS)

    @contextmanager
    def killed_now_and_then(self, chance: random.Random) -> Iterator[None]:
        """Kill one after the other at random instants, ten in all; each comes back.

        Fewer where the block ends before.
        """
        over = threading.Event()
        killer = threading.Thread(target=self._kill_until, args=(over, chance))
        killer.start()
        try:
            yield
        finally:
            over.set()
            killer.join()

    def _kill_until(self, over: threading.Event, chance: random.Random) -> None:
        while not over.is_set() and self.kills < MOST_KILLS:
            place = chance.randrange(len(self._running))
            _wait_until_up(self._commands[place])
            over.wait(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
            self._kill(place)

    def _kill(self, place: int) -> None:
        victim = self._running[place]
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        self.kills += 1
        self._running[place] = self._start(self._commands[place])

    def _start(self, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as file:
            return subprocess.Popen(
                [*MODULE, *command], env=self._environ, stderr=file, start_new_session=True
            )


def _wait_until_up(command: tuple[str, ...]) -> None:
    if "--port" in command:
        wait_until_served(int(command[command.index("--port") + 1]))

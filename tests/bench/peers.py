"""The programs that are run: the planner's own command, and those of others."""

import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.bench.errors import BadPeer
from tests.bench.record import PLANNER
from tests.bench.running import ROOT

NAME = re.compile(r"[\w.+-]+")


@dataclass(frozen=True, slots=True)
class Program:
    """A program that plans a tour.

    Attributes:
        name: What tables, chart and files call it.
        words: Its command. `{instance}`, `{plan}` and `{seconds}` in them stand for the file to
            read, the file to write and the time limit.
    """

    name: str
    words: tuple[str, ...]

    @classmethod
    def peer(cls, text: str) -> Self:
        """Return the program that `NAME=COMMAND` describes; no shell reads the command.

        Raises:
            BadPeer: The name is missing or taken, the command does not say which files it reads and
                writes, or there is no such program.
        """
        name, _, command = text.partition("=")
        if not NAME.fullmatch(name) or name == PLANNER:
            raise BadPeer(f"{text!r} must be NAME=COMMAND, with a word other than {PLANNER}")
        if "{instance}" not in command or "{plan}" not in command:
            raise BadPeer(f"the command of {name} must contain {{instance}} and {{plan}}")
        try:
            words = tuple(shlex.split(command))
        except ValueError as error:
            raise BadPeer(f"the command of {name}: {error}") from error
        if shutil.which(words[0]) is None and not (ROOT / words[0]).is_file():
            raise BadPeer(f"the command of {name}: there is no program {words[0]}")
        return cls(name, words)

    @property
    def is_peer(self) -> bool:
        """Whether somebody else's program is meant."""
        return self.name != PLANNER

    def command(self, instance: Path, plan: Path, seconds: float) -> list[str]:
        """Return the command for one run."""
        values = {
            "{instance}": str(instance),
            "{plan}": str(plan),
            "{seconds}": f"{seconds:g}",
        }
        return [_filled(word, values) for word in self.words]


def planner(workers: int, seed: int) -> Program:
    """Return the planner's own command line.

    Args:
        workers: Processes that may compute at the same time, 1 or more.
        seed: Any integer.
    """
    solve = (sys.executable, "-m", "solver", "solve", "{instance}", "-o", "{plan}")
    effort = ("--time-limit", "{seconds}", "--workers", str(workers), "--seed", str(seed))
    return Program(PLANNER, (*solve, *effort, "--progress"))


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(name, value)
    return word

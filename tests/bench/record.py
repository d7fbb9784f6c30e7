"""What was measured, as values and as the file from which table and chart can be made again."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from solver.commands.destination import Destination
from tests.bench.curve import Point
from tests.bench.errors import BadRecord

FORMAT = "seminar-bench/1"
PLANNER = "solver"
"""The name of the planner itself among the programs that were run."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One call of the bench: when and where its runs were made.

    Attributes:
        began: Date and time, UTC.
        commit: What was checked out; `+` behind it where files had been changed.
        machine: Name of each property of the machine, and its value.
        versions: Name of Python and of each library, and its version.
        load: Processes that wanted a processor in the minute before, on average.
        command: The arguments of the bench.
    """

    began: str
    commit: str
    machine: dict[str, str]
    versions: dict[str, str]
    load: float
    command: str


@dataclass(frozen=True, slots=True)
class Run:
    """One program on one instance, once.

    Attributes:
        instance: Name of the instance.
        bids: Number of its bids.
        advisers: Number of its advisers.
        program: `PLANNER`, or the name of a peer.
        sitting: Position of its sitting in the record.
        limit_seconds: Wall time that it was given.
        seconds: Wall time from the start of its process to its end.
        peak_bytes: The most memory that its processes held together, None where not measured.
        status: The status of its plan; `undecided` where it ended without one.
        objective_yen: What its plan costs, recomputed; None without a valid one.
        bound_yen: The bound that its plan claims, None where it claims none.
        curve: What was known when.
        faults: What must not happen, and did.
    """

    instance: str
    bids: int
    advisers: int
    program: str
    sitting: int
    limit_seconds: float
    seconds: float
    peak_bytes: int | None
    status: str
    objective_yen: int | None
    bound_yen: int | None
    curve: tuple[Point, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass
class Record:
    """All runs that table and chart show."""

    sittings: list[Sitting] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def forget(self, instances: set[str]) -> None:
        """Drop the runs of some instances, which are about to be measured anew."""
        self.runs = [run for run in self.runs if run.instance not in instances]

    def instances(self) -> list[str]:
        """Return the names of the instances, in the order of their first runs."""
        return list(dict.fromkeys(run.instance for run in self.runs))

    def runs_of(self, instance: str, program: str = PLANNER) -> list[Run]:
        """Return the runs of one program on one instance."""
        return [run for run in self.runs if (run.instance, run.program) == (instance, program)]

    def peers(self) -> list[str]:
        """Return the names of the programs other than the planner."""
        return [name for name in dict.fromkeys(run.program for run in self.runs) if name != PLANNER]


def write_record(record: Record, path: Path) -> None:
    """Write the file from which everything else can be made again; a run to a line."""
    sittings = ",\n ".join(_line(asdict(sitting)) for sitting in record.sittings)
    runs = ",\n ".join(_line(_document(run)) for run in record.runs)
    text = f'{{"format": "{FORMAT}",\n"sittings": [\n {sittings}],\n"runs": [\n {runs}]}}\n'
    Destination(path).write(text)


def read_record(path: Path) -> Record:
    """Return what such a file holds.

    Raises:
        BadRecord: There is none, or it holds something else.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise BadRecord(f"{path}: its format is not {FORMAT}")
        sittings = [Sitting(**entry) for entry in document["sittings"]]
        return Record(sittings, [_run(entry) for entry in document["runs"]])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRecord(f"{path}: no record of a bench: {error}") from error


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _document(run: Run) -> dict[str, Any]:
    points = [
        [round(point.seconds, 3), point.objective_yen, point.bound_yen, point.phase]
        for point in run.curve
    ]
    return asdict(run) | {"seconds": round(run.seconds, 3), "curve": points}


def _run(entry: dict[str, Any]) -> Run:
    curve = tuple(Point(*point) for point in entry["curve"])
    return Run(**{**entry, "curve": curve, "faults": tuple(entry["faults"])})

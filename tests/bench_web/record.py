"""What was measured: values alone."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a server has to do for an answer."""

    BARE = "bare"
    NOT_MODIFIED = "304"
    UNCHANGED = "unchanged"
    FRESH = "built anew"


ASKED = {Kind.NOT_MODIFIED: 0.5, Kind.UNCHANGED: 0.5, Kind.FRESH: 0.15}
"""The share of the bare route's rate that each kind of answer is to reach."""


@dataclass(frozen=True)
class Installation:
    """What serves: on which database, with how many processes."""

    database: str
    processes: int

    def __str__(self) -> str:
        """Name it in a heading."""
        plural = "" if self.processes == 1 else "es"
        return f"{self.database}, {self.processes} process{plural}"


@dataclass(frozen=True)
class Measured:
    """One kind of answer for one page.

    Attributes:
        rate: Answers per second.
        half, most: Within how many milliseconds half, and 99 of 100 answers came.
        processor: Processor time of the web processes for an answer, in milliseconds.
    """

    rate: float
    half: float
    most: float
    processor: float


@dataclass
class PageRuns:
    """All that was measured of one page with so many seminars."""

    installation: Installation
    seminars: int
    page: str
    rows: int
    size: int
    runs: dict[Kind, list[Measured]] = field(default_factory=dict)

    def best(self, kind: Kind) -> Measured | None:
        """The run that was disturbed least: the one with the highest rate."""
        return max(self.runs.get(kind, ()), key=lambda run: run.rate, default=None)

    def ratio(self, kind: Kind) -> float | None:
        """The share of the bare route's rate."""
        found, bare = self.best(kind), self.best(Kind.BARE)
        return found.rate / bare.rate if found and bare else None

    def processor_ratio(self, kind: Kind) -> float | None:
        """The same by processor time: what other work on the machine disturbs less."""
        kinds = self.runs.get(kind, ()), self.runs.get(Kind.BARE, ())
        least = [min((run.processor for run in runs), default=0.0) for runs in kinds]
        return least[1] / least[0] if all(least) else None


@dataclass(frozen=True)
class Registrations:
    """How many people registered for one seminar in a second."""

    installation: Installation
    seminars: int
    rate: float


ASKED_BIDS = 500
"""Up to so many bids the pages of the planning room keep to their times; with more they open."""
LARGEST_PAGE = 500_000
"""Bytes of a page of the planning room, compressed."""


@dataclass(frozen=True)
class PlanningTimes:
    """How long a planner waits for something of a draft with so many bids.

    Attributes:
        within: What is asked for, in milliseconds; 0 where nothing is.
        half, most: What half of the answers took at most, and the slowest, in milliseconds.
        work: The processor time of the cheapest answer, in milliseconds.
        size: Bytes of the compressed answer.
    """

    database: str
    bids: int
    name: str
    within: float
    half: float
    most: float
    work: float
    size: int

    @property
    def is_missed(self) -> bool:
        """Whether it takes longer than asked for, or is larger than any page may be."""
        is_late = self.bids <= ASKED_BIDS and bool(self.within) and self.work > self.within
        return is_late or self.size > LARGEST_PAGE


@dataclass
class Record:
    """Everything of one sitting."""

    machine: str
    began: str
    commit: str
    versions: str
    load: float
    arguments: str
    pages: list[PageRuns] = field(default_factory=list)
    registrations: list[Registrations] = field(default_factory=list)
    planning: list[PlanningTimes] = field(default_factory=list)
    note: str = ""

"""What can go wrong in the planner, under one base class."""

from collections.abc import Sequence
from dataclasses import dataclass


class SolverError(Exception):
    """Base class of every error that the planner raises on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an instance document.

    Attributes:
        path: JSON path of the faulty value, such as `$.bids[3].end`.
        message: What is wrong with it, in English.
    """

    path: str
    message: str

    def document(self) -> dict[str, str]:
        """Return the fault as it stands in the `errors` of an invalid plan."""
        return {"path": self.path, "message": self.message}


class InvalidInstance(SolverError):  # noqa: N818 - named after the status it leads to
    """The instance breaks its format.

    Attributes:
        errors: Every fault that was found, in the order of the document.
        name: The name that the document gives itself, empty where it has none.
    """

    def __init__(self, errors: Sequence[Fault], name: str = "") -> None:
        self.errors = tuple(errors)
        self.name = name
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in errors))


class InvalidPlan(SolverError):  # noqa: N818 - the counterpart of InvalidInstance
    """A plan document cannot be read as a plan for its instance."""


class UnusableFile(SolverError):  # noqa: N818 - says what it is about
    """A file is missing, is no UTF-8 text, or may not be read or written."""


class UnknownExecutor(SolverError):  # noqa: N818 - says what it is about
    """A name leads to no factory of executors, see `solver.executors`."""


class InvalidMove(SolverError):  # noqa: N818 - the counterpart of InvalidPlan
    """A move names a bid or an adviser that does not exist, or locks what is not published."""

"""What can go wrong in the bench, under one base class."""


class BenchError(Exception):
    """Base class of every error that the bench raises on purpose; its text is for the user."""


class UnknownInstance(BenchError):  # noqa: N818 - says what it is about
    """A name asks for an instance that is not at hand."""


class BadPeer(BenchError):  # noqa: N818 - says what it is about
    """The words for a peer are not `NAME=COMMAND` with a place for the plan."""


class BadRecord(BenchError):  # noqa: N818 - says what it is about
    """The record of earlier runs is missing, or is none."""

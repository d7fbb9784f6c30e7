"""What can go wrong in the bench of the pages, under one base class."""


class WebBenchError(Exception):
    """Base class of every error that the bench raises on purpose; its text is for the user."""


class WrongAnswer(WebBenchError):  # noqa: N818 - says what it is about
    """A server answered otherwise than it should, or not at all."""


class NoPostgresql(WebBenchError):  # noqa: N818 - says what it is about
    """No PostgreSQL server answers where the tests look for one."""

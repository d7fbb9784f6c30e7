"""The two languages of the service."""

from enum import StrEnum


class Locale(StrEnum):
    """A language in which everything is said; Japanese comes first."""

    JA = "ja"
    EN = "en"

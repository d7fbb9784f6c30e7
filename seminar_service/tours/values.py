"""What a tour is, without a database: its stage and its rules."""

from enum import StrEnum


class TourStage(StrEnum):
    """Where a tour stands: prepared in private, shown to the public, or kept as an archive."""

    PREPARATION = "preparation"
    OPEN = "open"
    ARCHIVED = "archived"

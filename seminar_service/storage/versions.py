"""Rows that people change by forms, and the number by which two of them notice each other."""

from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.domain.history import SubjectKind


class Versioned:
    """A row with a version: it rises with every edit of the thing, its children included.

    Counters, periodic work and what calendars need leave it alone: otherwise everybody would
    collide all day. A subclass says as what the history knows it.
    """

    subject_kind: ClassVar[SubjectKind]

    id: Mapped[int]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

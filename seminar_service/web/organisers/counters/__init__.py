"""Support counters at the office: the directory, and files with it."""

from seminar_service.web.organisers.counters import (
    directory,  # noqa: F401 (importing a module adds its views)
    files,  # noqa: F401
    reports,  # noqa: F401
)

"""The figures of a tour and of a seminar, in charts and tables."""

from seminar_service.web.organisers.figures import (
    views,  # noqa: F401 (importing a module adds its views)
)

"""What the office publishes beside seminars: pages, news, courses."""

from seminar_service.web.organisers.website import (
    news,  # noqa: F401 (importing a module adds its views)
    pages,  # noqa: F401
    versions,  # noqa: F401
)

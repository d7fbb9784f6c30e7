"""What the office publishes beside seminars: pages, news, courses."""

from seminar_service.web.organisers.website import (
    courses,  # noqa: F401 (importing a module adds its views)
    news,  # noqa: F401
    pages,  # noqa: F401
    versions,  # noqa: F401
)

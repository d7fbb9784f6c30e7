"""Messages to participants at the office: lists, writing, what is done with one."""

from seminar_service.web.organisers.notices import (
    one,  # noqa: F401 (importing a module adds its views)
    steps,  # noqa: F401
    writing,  # noqa: F401
)

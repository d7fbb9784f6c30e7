"""The texts of a tour's emails at the office: the list, writing one, what is done with it."""

from seminar_service.web.organisers.mail_texts import (
    editor,  # noqa: F401 (importing a module adds its views)
    settings,  # noqa: F401
    steps,  # noqa: F401
)

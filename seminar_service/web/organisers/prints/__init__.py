"""What is printed for a seminar: the sign-in list, the sign for the door, the flyer."""

from seminar_service.web.organisers.prints import (
    flyers,  # noqa: F401 (importing a module adds its views)
    lists,  # noqa: F401
    overview,  # noqa: F401
    signs,  # noqa: F401
)

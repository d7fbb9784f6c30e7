"""Registrations at the office: lists, a person's page, what is done with them."""

from seminar_service.web.organisers.registrations import (
    callers,  # noqa: F401 (importing a module adds its views)
    deeds,  # noqa: F401
    desk,  # noqa: F401
    editing,  # noqa: F401
    exports,  # noqa: F401
    files,  # noqa: F401
    imports,  # noqa: F401
    lists,  # noqa: F401
    merging,  # noqa: F401
    person,  # noqa: F401
    slips,  # noqa: F401
    substituting,  # noqa: F401
    undoing,  # noqa: F401
)

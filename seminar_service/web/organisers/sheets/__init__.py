"""Bids and advisers from files: sent, looked at line by line, and brought in, all or none."""

from seminar_service.web.organisers.sheets import (
    advisers,  # noqa: F401 (importing a module adds its views)
    bids,  # noqa: F401
)

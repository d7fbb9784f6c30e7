"""Pamphlets and posters at the office: stock, orders, what was handed out."""

from seminar_service.web.organisers.handouts import (
    orders,  # noqa: F401 (importing a module adds its views)
    papers,  # noqa: F401
    report,  # noqa: F401
    seminars,  # noqa: F401
    stock,  # noqa: F401
)

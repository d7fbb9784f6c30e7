"""Counters as tests enter them."""

from typing import Any

from seminar_service.counters.values import CounterDetails


def details(**changes: Any) -> CounterDetails:
    """A counter in Tokyo."""
    usual: dict[str, Any] = {
        "prefecture": "13",
        "name_ja": "東京窓口",
        "address_ja": "千代田区1-1",
        "hours_ja": "平日",
    }
    return CounterDetails(**usual | changes)

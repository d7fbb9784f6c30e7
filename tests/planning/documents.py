"""Parts of plans as they are kept."""

from datetime import date, time
from typing import Any

from seminar_service.planning.queries.plans import COMPONENTS


def trip_document(
    departs: date, returns: date, *, leaves_at: time = time(8), bids: tuple[int, ...] = (1,)
) -> dict[str, Any]:
    """A journey from Tokyo to Aichi and home again, as a plan's itineraries keep it."""
    return {
        "departs": departs.isoformat(),
        "leaves_at": leaves_at.isoformat("minutes"),
        "returns": returns.isoformat(),
        "home_at": "19:00",
        "nights": (returns - departs).days,
        "fares_yen": 22_000,
        "hotels_yen": 10_000 * (returns - departs).days,
        "bids": list(bids),
        "legs": [
            _leg("13", "23", departs, leaves_at.isoformat("minutes"), "12:00"),
            _leg("23", "13", returns, "17:00", "19:00"),
        ],
    }


def _leg(origin: str, destination: str, day: date, leaves: str, arrives: str) -> dict[str, Any]:
    return {
        "from": origin,
        "to": destination,
        "day": day.isoformat(),
        "leaves_at": leaves,
        "arrives_at": arrives,
        "minutes": 120,
        "yen": 11_000,
    }


def components(**yen: int) -> dict[str, int]:
    """The parts of a plan's cost, 0 where a test says nothing."""
    return dict.fromkeys(COMPONENTS, 0) | yen

"""What upsets a tour, as rows."""

from datetime import date

from seminar_service.planning.disruption_model import DisruptedPlace, Disruption
from seminar_service.planning.disruption_values import DisruptionDetails
from tests.factories import NOW

DAY = date(2026, 10, 6)


def test_a_row_says_what_has_happened() -> None:
    places = [DisruptedPlace(place=code) for code in ("13", "27")]
    row = Disruption(first_day=DAY, last_day=DAY, reason="台風", places=places)

    assert row.details == DisruptionDetails(DAY, DAY, None, frozenset({"13", "27"}), "台風")


def test_it_counts_until_it_is_lifted() -> None:
    assert not Disruption().is_lifted
    assert Disruption(lifted_at=NOW).is_lifted

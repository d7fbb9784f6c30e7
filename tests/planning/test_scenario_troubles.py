"""Why what a scenario assumes cannot be."""

from seminar_service.planning.scenario_changes import NightsAway
from seminar_service.planning.scenario_troubles import ChangesImpossible, Trouble, TroubleKind


def test_the_error_holds_what_stands_against_it() -> None:
    trouble = Trouble(TroubleKind.ALREADY_SO, 0, NightsAway(3))

    error = ChangesImpossible((trouble,))

    assert error.troubles == (trouble,)
    assert str(error) == "already_so"

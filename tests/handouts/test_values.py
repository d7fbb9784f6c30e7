"""How many handouts a seminar needs."""

from seminar_service.handouts.values import POSTERS_OF_SEMINAR, HandoutKind, proposed


def test_a_seminar_needs_a_pamphlet_for_everybody_in_full_tens_and_two_posters() -> None:
    assert [proposed(HandoutKind.PAMPHLET, people) for people in (0, 1, 40, 41)] == [0, 10, 40, 50]
    assert proposed(HandoutKind.POSTER, 500) == POSTERS_OF_SEMINAR

"""How a wish of an adviser stands."""

from seminar_service.availability.states import WishState


def test_a_wish_is_open_until_the_office_has_answered() -> None:
    assert [each.value for each in WishState] == ["open", "granted", "refused"]

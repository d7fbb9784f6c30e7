"""Keys of forms."""

from seminar_service.web.key_fields import new_key


def test_every_key_is_another_one() -> None:
    assert len({new_key() for _ in range(50)}) == 50

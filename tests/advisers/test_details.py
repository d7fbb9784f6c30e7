from dataclasses import asdict

from seminar_service.advisers.details import USUAL_LIMITS


def test_usual_limits_let_an_adviser_do_something() -> None:
    assert all(limit > 0 for limit in asdict(USUAL_LIMITS).values())

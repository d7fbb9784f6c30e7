"""A web process. How it ends under load is told in `tests/processes`."""

import resource

import pytest

from seminar_service.server.process import OPEN_FILES, _allow_open_files

INFINITY = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("soft", "hard", "raised"),
    [
        (256, INFINITY, (OPEN_FILES, INFINITY)),
        (256, 1024, (1024, 1024)),
        (256, 1 << 20, (OPEN_FILES, 1 << 20)),
        (OPEN_FILES, 1 << 20, None),
        (INFINITY, INFINITY, None),
        (1 << 19, 1 << 20, None),
    ],
)
def test_the_limit_of_open_files_is_raised_where_it_is_low_and_may_be(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, raised: tuple[int, int] | None
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))

    _allow_open_files()

    assert asked == ([] if raised is None else [raised])

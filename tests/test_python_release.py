"""The warning about releases of Python with faults in the headers of mails."""

import sys

import pytest
import structlog

from seminar_service import python_release
from seminar_service.python_release import is_fixed, warn_of_old_python


@pytest.mark.parametrize(
    "version", [(3, 11, 15), (3, 12, 13), (3, 13, 12), (3, 14, 3), (3, 15, 0), (4, 0, 0)]
)
def test_a_corrected_release_is_nothing_to_warn_of(version: tuple[int, int, int]) -> None:
    assert is_fixed(version)


@pytest.mark.parametrize(
    "version",
    [(3, 11, 2), (3, 11, 7), (3, 12, 1), (3, 13, 0), (3, 13, 11), (3, 14, 2), (3, 10, 99)],
)
def test_an_older_release_is_known_as_one(version: tuple[int, int, int]) -> None:
    assert not is_fixed(version)


@pytest.mark.parametrize("corrected", [True, False])
def test_an_older_release_is_warned_of_in_one_line_unless_it_was_corrected(
    monkeypatch: pytest.MonkeyPatch, corrected: bool
) -> None:
    monkeypatch.setattr(python_release, "refuses_broken_headers", lambda: corrected)

    with structlog.testing.capture_logs() as lines:
        warn_of_old_python((3, 11, 7))

    assert [line["release"] for line in lines] == ([] if corrected else ["3.11.7"])


def test_what_this_python_does_with_a_broken_header_is_found_out_by_trying() -> None:
    assert python_release.refuses_broken_headers() or not is_fixed(sys.version_info[:3])

import pytest

from seminar_service.calendars import errors
from seminar_service.domain.errors import DomainError


@pytest.mark.parametrize(
    "error", [errors.TentativeInPublicFeed, errors.FeedTooLarge, errors.RevisionMissing]
)
def test_what_a_feed_refuses_to_say_is_a_fault_of_ours_and_nobodys_broken_rule(
    error: type[Exception],
) -> None:
    assert issubclass(error, errors.FeedError)
    assert not issubclass(error, DomainError)


def test_the_entry_that_must_not_reach_the_public_is_named() -> None:
    assert "abc" in str(errors.TentativeInPublicFeed("abc"))

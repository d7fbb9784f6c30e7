"""Values of revisions."""

from seminar_service.revisions.values import RevisionNumbers, Shown


def test_what_is_seen_in_calendars_is_seen_on_pages_too() -> None:
    assert max(Shown.ON_PAGES, Shown.EVERYWHERE) is Shown.EVERYWHERE


def test_revisions_are_told_apart_by_each_number() -> None:
    assert len({RevisionNumbers(1, 1), RevisionNumbers(1, 2), RevisionNumbers(2, 1)}) == 3

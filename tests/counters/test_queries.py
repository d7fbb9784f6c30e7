"""The directory shows what is listed; the staff reads the rest, too."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.counters import queries
from seminar_service.domain.errors import NotFound
from tests.factories import make_counter


def test_the_directory_runs_from_north_to_south_without_what_is_not_listed(
    session: Session,
) -> None:
    south, north = make_counter(session, prefecture="47"), make_counter(session, prefecture="01")
    second = make_counter(session, prefecture="01")
    hidden = make_counter(session, prefecture="01", is_listed=False)
    assert [each.id for each in queries.directory(session)] == [north.id, second.id, south.id]
    assert [each.id for each in queries.directory_of(session, "01")] == [north.id, second.id]
    assert hidden in queries.all_counters(session)


def test_a_counter_that_is_missing_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.counter(session, 99)

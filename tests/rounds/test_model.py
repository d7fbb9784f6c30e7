"""What the table of askings refuses."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.rounds.model import Asking
from tests.factories import make_adviser
from tests.rounds.support import DUE, wide_tour


@pytest.mark.parametrize("twice", ["adviser", "host"])
def test_nobody_has_two_rows_in_one_tour(session: Session, twice: str) -> None:
    tour, adviser = wide_tour(session), make_adviser(session)
    whose = {"adviser_id": adviser.id} if twice == "adviser" else {"contact_key": "a" * 64}
    session.add(Asking(tour_id=tour.id, due_on=DUE, **whose))
    session.commit()

    session.add(Asking(tour_id=tour.id, due_on=DUE, **whose))
    with pytest.raises(IntegrityError):
        session.commit()


@pytest.mark.parametrize("both", [True, False])
def test_a_row_is_of_a_host_or_of_an_adviser(session: Session, both: bool) -> None:
    tour, adviser = wide_tour(session), make_adviser(session)
    whose = {"adviser_id": adviser.id, "contact_key": "a" * 64} if both else {}
    session.add(Asking(tour_id=tour.id, due_on=DUE, **whose))

    with pytest.raises(IntegrityError):
        session.commit()

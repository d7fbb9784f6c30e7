"""What happens to registrations, as the database keeps it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.registrations.change_model import AddressChange, RegistrationUpload
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour


def test_a_new_mail_address_is_forgotten_with_its_registration(session: Session) -> None:
    tour = make_tour(session)
    row = make_registration(session, make_seminar(session, make_bid(session, tour)))
    session.add(
        AddressChange(
            registration=row, earlier_email=row.email, email="new@example.jp", asked_at=NOW
        )
    )
    session.commit()
    session.delete(row)
    session.commit()
    assert session.scalar(select(func.count(AddressChange.id))) == 0


def test_no_two_files_have_one_mark(session: Session) -> None:
    tour = make_tour(session)
    session.add_all(
        [RegistrationUpload(mark="one", tour_id=tour.id, rows="[]", made_at=NOW) for _ in "ab"]
    )
    with pytest.raises(IntegrityError):
        session.flush()

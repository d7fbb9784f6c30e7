"""What happens to registrations, as the database keeps it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.registrations.change_model import AddressChange
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

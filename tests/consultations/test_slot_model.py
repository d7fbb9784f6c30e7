"""What the database itself refuses about appointments."""

from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.consultations.slot_model import (
    Appointment,
    AppointmentState,
    AppointmentWay,
    DeskExpert,
    DeskSlot,
    Profession,
)
from tests.consultations.support import make_case, make_expert
from tests.factories import NOW


def booked(session: Session, slot: DeskSlot) -> Appointment:
    return Appointment(
        case_id=make_case(session).id,
        slot_id=slot.id,
        state=AppointmentState.BOOKED,
        way=AppointmentWay.ONLINE,
        uid=uuid4(),
        booked_at=NOW,
        changed_at=NOW,
    )


def make_slot(session: Session) -> DeskSlot:
    user = make_expert(session)
    session.add(DeskExpert(user_id=user.id, profession=Profession.LAWYER))
    session.flush()
    slot = DeskSlot(user_id=user.id, begins_at=NOW, minutes=45)
    session.add(slot)
    session.commit()
    return slot


def test_a_slot_is_booked_once_and_free_again_once_that_is_withdrawn(session: Session) -> None:
    slot = make_slot(session)
    first, second, third = (booked(session, slot) for _ in range(3))
    session.add(first)
    session.commit()
    session.add(second)
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
    first.state = AppointmentState.WITHDRAWN
    session.commit()
    session.add(third)
    session.commit()


def test_an_expert_offers_no_time_twice(session: Session) -> None:
    slot = make_slot(session)
    session.add(DeskSlot(user_id=slot.user_id, begins_at=slot.begins_at, minutes=30))
    with pytest.raises(IntegrityError):
        session.commit()

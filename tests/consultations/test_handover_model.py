"""Nothing is handed over without consent."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.values import Receiver
from tests.consultations.support import make_case
from tests.factories import NOW


def test_the_database_takes_no_hand_over_without_consent(session: Session) -> None:
    case = make_case(session)
    row = Handover(case_id=case.id, receiver=Receiver.POLICE, composed_at=NOW, handed_at=NOW)
    row.consented_on = date(2026, 6, 1)  # but nobody says how
    session.add(row)
    with pytest.raises(IntegrityError, match="never_without_consent"):
        session.commit()

"""The sheet of a hand-over."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.consultations.values import ContactWay, Receiver
from seminar_service.web.desk.handover_forms import NewSheetForm, first_sheet
from tests.consultations.support import CLIENT, SECRETS, make_case
from tests.web.conftest import Page


def test_a_sheet_begins_with_what_is_known(sqlite_session: Session, page: Page) -> None:
    case = make_case(sqlite_session)
    with page():
        text = first_sheet(case, SECRETS)
    assert text.startswith(f"Case: {case.reference}\n")
    assert CLIENT.company in text
    assert text.endswith(SECRETS.matter)


def test_what_was_filled_in_is_read(page: Page) -> None:
    with page():
        form = NewSheetForm(
            data={
                "receiver": "police",
                "sheet": "x",
                "consented_on": date(2026, 6, 1),
                "consent_way": "mail",
            }
        )
        details = form.details()
    assert (details.receiver, details.consent_way) == (Receiver.POLICE, ContactWay.MAIL)
    assert details.consented_on == date(2026, 6, 1)

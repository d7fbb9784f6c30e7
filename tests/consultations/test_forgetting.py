"""Forgetting what was told."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.consultations import attachments, forgetting, steps
from seminar_service.consultations.attachments import OpenedFile
from seminar_service.consultations.figures import Period, desk_figures
from seminar_service.consultations.forgetting import CaseStillOpen
from seminar_service.consultations.model import CaseContact, CaseFile
from seminar_service.consultations.states import CaseAction
from seminar_service.consultations.values import CaseSecrets, ContactWay, Result
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.uploads import UploadKind
from tests.consultations.support import SEAL, STAFF, head, make_case
from tests.factories import NOW

WHO: dict[str, Any] = {"actor": STAFF, "now": NOW}


def test_all_that_was_told_goes_and_all_that_is_counted_stays(session: Session) -> None:
    case = make_case(session, prefecture="23")
    opened: dict[str, Any] = {"reader": head(session), "seal": SEAL} | WHO
    steps.note_contact(
        session, case.id, form_key="k", at=NOW, way=ContactWay.MAIL, minutes=5, note="x", **opened
    )
    file = OpenedFile("x.pdf", UploadKind.PDF, b"%PDF-")
    attachments.add_file(session, case.id, file, **opened)
    with pytest.raises(CaseStillOpen):
        forgetting.forget(session, case.id, version=case.version, **WHO)
    steps.move(
        session,
        case.id,
        CaseAction.CLOSE,
        version=None,
        reader=head(session),
        result=Result.ANSWERED,
        **WHO,
    )
    year = Period.of_year(FiscalYear(2026))
    before = desk_figures(session, year)
    with pytest.raises(ChangedMeanwhile):
        forgetting.forget(session, case.id, version=0, **WHO)
    for _ in range(2):
        forgetting.forget(session, case.id, version=case.version, **WHO)
    assert SEAL.read(case) == CaseSecrets()
    assert (case.email_key, case.telephone_key, case.company_key) == ("", "", "")
    assert session.query(CaseContact).one().note == ""
    assert session.query(CaseFile).count() == 0
    assert desk_figures(session, year) == before

"""The consultation desk where hostile requests are tried."""

from sqlalchemy.orm import Session

from seminar_service.consultations import steps
from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.states import CaseAction
from seminar_service.consultations.values import ContactWay, Receiver, Result
from tests.consultations.support import STAFF, head, make_case, make_subjects
from tests.factories import NOW


def lay_desk(session: Session) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Cases in some states; where the desk begins to look, and what parts of addresses can be."""
    subject = make_subjects(session)[0]
    queued, closed = make_case(session), make_case(session)
    steps.move(
        session,
        closed.id,
        CaseAction.CLOSE,
        version=None,
        result=Result.ANSWERED,
        reader=head(session),
        actor=STAFF,
        now=NOW,
    )
    sheet = Handover(case_id=queued.id, receiver=Receiver.IPA, sheet="", composed_at=NOW)
    sheet.consented_on, sheet.consent_way = NOW.date(), ContactWay.MAIL
    session.add(sheet)
    session.commit()
    case = f"/desk/cases/{queued.id}"
    own_sheet = f"{case}/handovers/{sheet.id}"
    starts = (
        "/desk/",
        "/desk/cases/new",
        *(f"{case}{page}" for page in ("", "/edit", "/contacts/new", "/move", "/files/new")),
        *(own_sheet, f"{own_sheet}/edit", f"{case}/handovers/new"),
        f"/desk/cases/{closed.id}",
        "/desk/figures",
        f"/desk/subjects/{subject.id}",
        "/desk/subjects/new",
    )
    parts = {
        "case_id": (str(queued.id), str(closed.id), "0"),
        "file_id": ("1", "2"),
        "handover_id": (str(sheet.id), "99"),
        "desk_subject_id": (str(subject.id), "99"),
    }
    return starts, parts

"""New keys."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.access.sealing import Seal, SealBroken
from seminar_service.consultations import attachments, rotation, steps
from seminar_service.consultations.attachments import OpenedFile
from seminar_service.consultations.model import Case, CaseContact, CaseFile
from seminar_service.consultations.queries import View, Wanted, case_page
from seminar_service.consultations.sealed import PURPOSE, DeskSeal
from seminar_service.consultations.values import ContactWay
from seminar_service.domain.uploads import UploadKind
from tests.conftest import DESK_KEY
from tests.consultations.support import CLIENT, SEAL, SECRETS, STAFF, head, make_case
from tests.factories import NOW

NEW_KEY = "a newer key of the desk, which is long enough"
NEWER = DeskSeal(Seal(PURPOSE, (NEW_KEY, DESK_KEY)))
NEWEST = DeskSeal(Seal(PURPOSE, (NEW_KEY,)))
WHO: dict[str, Any] = {"seal": SEAL, "actor": STAFF, "now": NOW}


def test_all_columns_under_seal_are_found() -> None:
    found = {
        f"{table.name}.{name}"
        for table, names in rotation.sealed_tables().items()
        for name in names
    }
    assert found >= {
        "consultation_case.client",
        "consultation_case.matter",
        "consultation_case.next_step",
        "consultation_contact.note",
        "consultation_file.name",
        "consultation_file.content",
        "consultation_handover.sheet",
    }


def test_everything_is_closed_anew_and_the_earlier_key_is_needed_no_more(session: Session) -> None:
    case, who = make_case(session), head(session)
    steps.note_contact(
        session,
        case.id,
        form_key="k",
        at=NOW,
        way=ContactWay.MAIL,
        minutes=5,
        note="覚え",
        reader=who,
        **WHO,
    )
    file = OpenedFile("図面.pdf", UploadKind.PDF, b"%PDF-1")
    attachments.add_file(session, case.id, file, reader=who, **WHO)
    assert not rotation.opens_what_is_kept(session, NEWEST)

    assert rotation.rotate(session, seal=NEWER, actor=STAFF, now=NOW) == 3

    session.expire_all()
    assert rotation.opens_what_is_kept(session, NEWEST)
    assert NEWEST.read(session.get_one(Case, case.id)) == SECRETS
    assert NEWEST.open(session.query(CaseContact).one().note) == "覚え"
    assert NEWEST.open_bytes(session.query(CaseFile).one().content) == b"%PDF-1"
    wanted = Wanted(View.ALL, words=CLIENT.telephone)
    page = case_page(session, wanted, user_id=0, seal=NEWEST, today=NOW.date())
    assert page.count == 1


def test_between_two_keys_a_client_is_found_whichever_was_the_first(session: Session) -> None:
    make_case(session)
    wanted = Wanted(View.ALL, words=CLIENT.email)
    assert case_page(session, wanted, user_id=0, seal=NEWER, today=NOW.date()).count == 1


def test_what_no_key_opens_is_told_and_stays_as_it_is(session: Session) -> None:
    case = make_case(session)
    with pytest.raises(SealBroken):
        rotation.rotate(session, seal=NEWEST, actor=STAFF, now=NOW)
    session.expire_all()
    assert SEAL.read(session.get_one(Case, case.id)) == SECRETS


def test_a_desk_that_keeps_nothing_is_not_in_use(session: Session) -> None:
    assert not rotation.is_in_use(session)
    assert rotation.opens_what_is_kept(session, SEAL)
    make_case(session)
    assert rotation.is_in_use(session)

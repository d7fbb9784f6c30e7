"""Handing a case over."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.consultations import handovers
from seminar_service.consultations.handovers import ConsentMissing, HandedOver, SheetDetails
from seminar_service.consultations.model import Case
from seminar_service.consultations.reading import NotAssigned, Reader
from seminar_service.consultations.values import ContactWay, Receiver
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from tests.consultations.support import SEAL, STAFF, head, make_case, told_of
from tests.factories import NOW

SHEET = SheetDetails(Receiver.POLICE, "県警本部", "図面が持ち出された")
AGREED = replace(SHEET, consented_on=date(2026, 6, 1), consent_way=ContactWay.TELEPHONE)
WHO: dict[str, Any] = {"actor": STAFF, "now": NOW}


def composed(session: Session, sheet: SheetDetails = AGREED) -> tuple[Case, Reader, int]:
    case, who = make_case(session), head(session)
    key = handovers.compose(session, case.id, sheet, reader=who, seal=SEAL, **WHO)
    return case, who, key


def test_a_sheet_lies_under_seal_and_goes_nowhere_by_itself(session: Session) -> None:
    case, who, key = composed(session)
    (row,) = handovers.handovers_of(session, case.id)
    assert row.handed_at is None
    assert "図面" not in row.sheet
    found = handovers.find(session, case.id, key, reader=who, seal=SEAL, **WHO)
    assert found.sheet == SHEET.sheet
    kinds = [line.kind for line in told_of(session, case)]
    assert kinds[1:] == [HistoryKind.HANDOVER_COMPOSED, HistoryKind.CASE_READ]


def test_without_the_clients_consent_nothing_is_handed_over(session: Session) -> None:
    case, who, key = composed(session, SHEET)
    with pytest.raises(ConsentMissing):
        handovers.hand_over(session, case.id, key, version=1, reader=who, **WHO)
    handovers.edit(session, case.id, key, AGREED, version=1, reader=who, seal=SEAL, **WHO)
    with pytest.raises(ChangedMeanwhile):
        handovers.hand_over(session, case.id, key, version=1, reader=who, **WHO)
    for _ in range(2):
        handovers.hand_over(session, case.id, key, version=2, reader=who, **WHO)
    (row,) = handovers.handovers_of(session, case.id)
    assert row.handed_at == NOW
    handed = [line for line in told_of(session, case) if line.kind == HistoryKind.HANDED_OVER]
    assert [line.data["receiver"] for line in handed] == ["police"]


def test_what_has_gone_stays_as_it_went(session: Session) -> None:
    case, who, key = composed(session)
    handovers.hand_over(session, case.id, key, version=1, reader=who, **WHO)
    with pytest.raises(HandedOver):
        handovers.edit(session, case.id, key, SHEET, version=1, reader=who, seal=SEAL, **WHO)


def test_who_is_not_assigned_neither_reads_nor_hands_over(session: Session) -> None:
    case, _, key = composed(session)
    other = Reader(99)
    with pytest.raises(NotAssigned):
        handovers.find(session, case.id, key, reader=other, seal=SEAL, **WHO)
    with pytest.raises(NotAssigned):
        handovers.hand_over(session, case.id, key, version=1, reader=other, **WHO)
    with pytest.raises(NotAssigned):
        handovers.compose(session, case.id, AGREED, reader=other, seal=SEAL, **WHO)


def test_a_sheet_of_another_case_is_not_found(session: Session) -> None:
    _, who, key = composed(session)
    with pytest.raises(NotFound):
        handovers.find(session, make_case(session).id, key, reader=who, seal=SEAL, **WHO)

"""Every value of the desk's lists has its words."""

from enum import StrEnum

import pytest
from sqlalchemy.orm import Session

from seminar_service.consultations import slot_model, values
from seminar_service.consultations.queries import View
from seminar_service.consultations.states import CaseState
from seminar_service.web.desk_words import WORDS, subject_names
from tests.consultations.support import make_case, make_subjects
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("channels", values.Channel),
        ("client_kinds", values.ClientKind),
        ("ways", values.ContactWay),
        ("results", values.Result),
        ("sizes", values.CompanySize),
        ("receivers", values.Receiver),
        ("states", CaseState),
        ("views", View),
        ("professions", slot_model.Profession),
        ("appointment_ways", slot_model.AppointmentWay),
    ],
)
def test_every_value_has_its_words(name: str, known: type[StrEnum]) -> None:
    assert set(WORDS[name]) == set(known)


def test_subjects_are_named_in_the_readers_language(sqlite_session: Session, page: Page) -> None:
    first, second = make_subjects(sqlite_session)[:2]
    case = make_case(sqlite_session, subject_ids=frozenset({first.id, second.id}))
    with page(locale="en"):
        assert subject_names(case) == f"{first.name_en}, {second.name_en}"
    with page(locale="ja"):
        assert subject_names(case) == f"{first.name_ja}、{second.name_ja}"

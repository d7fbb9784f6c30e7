"""The one mail of a release to somebody registered."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.person_mails import write_to_person
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


@pytest.mark.parametrize(
    ("kind", "mail"),
    [
        (ChangeKind.MOVED, "registration_moved"),
        (ChangeKind.TEAM, "registration_changed"),
        (ChangeKind.CANCELLED, "registration_seminar_cancelled"),
    ],
)
def test_each_change_has_its_mail(
    session: Session, year: Year, kind: ChangeKind, mail: str
) -> None:
    with transaction(session):
        if kind is ChangeKind.CANCELLED:
            year.of_moved.seminar.state = SeminarState.CANCELLED
            year.of_moved.state = RegistrationState.CANCELLED
        message = write_to_person(
            session,
            year.of_moved,
            kind,
            before=Appointment.of(year.of_moved.seminar),
            changed=(),
            stood_as=RegistrationState.CONFIRMED,
            words="一言",
            office=OFFICE,
            now=NOW,
        )

    assert message is not None
    assert (message.kind, "一言" in message.body) == (mail, True)

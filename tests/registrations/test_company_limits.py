"""How many people of one company a seminar takes."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.registrations import own_changes
from seminar_service.registrations.company_limits import CompanyLimitReached, require_room
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import NOW, register


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar of a tour that takes one person of each company."""
    tour = make_tour(session, company_limit=1)
    return make_seminar(session, make_bid(session, tour, capacity=5))


def came(name: str, company: str) -> Applicant:
    return Applicant(name=name, email=f"{name}@example.jp", company=company)


def test_spellings_of_one_company_count_together(session: Session, seminar: Seminar) -> None:
    register(session, seminar, came("a", "株式会社　例示"))

    with pytest.raises(CompanyLimitReached) as refused:
        register(session, seminar, came("b", "例示（株）"))

    assert (refused.value.limit, refused.value.room) == (1, 0)
    register(session, seminar, came("c", "例示有限会社別"))
    register(session, seminar, came("d", ""))
    register(session, seminar, came("e", ""))


def test_who_waits_counts_and_who_has_gone_does_not(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar, state=RegistrationState.CANCELLED, company="甲")
    require_room(session, seminar, "甲")

    make_registration(session, seminar, state=RegistrationState.WAITING, company="甲")

    with pytest.raises(CompanyLimitReached):
        require_room(session, seminar, "甲")


@pytest.mark.parametrize(("own", "room"), [(None, 1), (0, 100), (3, 3)])
def test_a_seminars_own_limit_comes_before_the_tours(
    session: Session, seminar: Seminar, own: int | None, room: int
) -> None:
    seminar.company_limit = own
    session.commit()

    require_room(session, seminar, "甲", room)
    if room < 100:
        with pytest.raises(CompanyLimitReached):
            require_room(session, seminar, "甲", room + 1)


def test_the_office_lets_in_whom_it_likes_and_a_form_sent_twice_is_no_second_person(
    session: Session, seminar: Seminar
) -> None:
    register(session, seminar, came("a", "甲"))
    register(session, seminar, came("a", "甲"))  # known already
    register(session, seminar, came("b", "甲"), network=None)

    with pytest.raises(CompanyLimitReached):
        register(session, seminar, came("c", "甲"))


def test_nobody_comes_by_another_name_of_company_and_changes_it_then(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, company="甲")
    row = make_registration(session, seminar, company="乙")

    def change(company: str) -> None:
        own_changes.change(
            session,
            row.id,
            {"company": company},
            (),
            instead_of=(),
            version=None,
            actor=PARTICIPANT,
            now=NOW,
        )

    with pytest.raises(CompanyLimitReached):
        change("株式会社甲")
    change("乙株式会社")
    session.refresh(row)
    assert row.company == "乙株式会社"

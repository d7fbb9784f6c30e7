"""People who seem to be registered twice in a tour."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key
from seminar_service.overview import duplicates
from seminar_service.overview.duplicates import Likeness, pairs_of
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.statements import counted_queries


@pytest.fixture
def seminars(session: Session, tour: Tour) -> list[Seminar]:
    return [make_seminar(session, make_bid(session, tour)) for _ in range(2)]


def person(
    session: Session, seminar: Seminar, name: str, email: str, **values: Any
) -> Registration:
    keys = {"name_key": name_key(name), "email_key": mail_key(email)}
    return make_registration(session, seminar, name=name, email=email, **(keys | values))


def alike(session: Session, tour: Tour) -> list[Likeness]:
    return [pair.likeness for pair in pairs_of(session, tour.id)]


def test_the_same_address_and_name_at_two_seminars_are_a_pair_the_earlier_first(
    session: Session, tour: Tour, seminars: list[Seminar]
) -> None:
    one = person(session, seminars[0], "山田 花子", "h@example.jp")
    other = person(session, seminars[1], "山田花子", "H@Example.jp")

    (pair,) = pairs_of(session, tour.id)

    assert (pair.first.id, pair.second.id) == (one.id, other.id)
    assert pair.likeness is Likeness.ADDRESS_AND_NAME


def test_one_address_of_several_people_counts_at_one_seminar_alone(
    session: Session, tour: Tour, seminars: list[Seminar]
) -> None:
    person(session, seminars[0], "斎藤 一", "office@example.jp", company="甲")
    person(session, seminars[1], "青木 花", "office@example.jp", company="甲")
    assert alike(session, tour) == []

    person(session, seminars[0], "齋藤 一", "office@example.jp", company="甲")
    assert alike(session, tour) == [Likeness.ADDRESS_AT_SEMINAR]


def test_the_same_name_and_company_are_a_pair_however_the_company_is_written(
    session: Session, tour: Tour, seminars: list[Seminar]
) -> None:
    person(session, seminars[0], "山田 花子", "h@example.jp", company="株式会社 例示")
    person(session, seminars[1], "山田 花子", "hanako@example.com", company="例示㈱")
    person(session, seminars[1], "山田 花子", "other@example.org", company="別社")
    assert alike(session, tour) == [Likeness.NAME_AND_COMPANY]


def test_the_same_name_with_a_slip_in_the_address_is_a_pair(
    session: Session, tour: Tour, seminars: list[Seminar]
) -> None:
    person(session, seminars[0], "山田 花子", "hanako@example.jp", company="")
    person(session, seminars[1], "山田 花子", "hanoko@example.jp", company="")
    person(session, seminars[1], "山田 花子", "hhhhhh@example.jp", company="")
    assert alike(session, tour) == [Likeness.SLIP]


def test_what_is_over_and_other_tours_do_not_count(
    session: Session, tour: Tour, seminars: list[Seminar]
) -> None:
    there = make_seminar(session, make_bid(session, make_tour(session, 2025)))
    person(session, seminars[0], "山田 花子", "h@example.jp")
    person(session, there, "山田 花子", "h@example.jp")
    person(session, seminars[1], "山田 花子", "h@example.jp", state=RegistrationState.CANCELLED)
    assert alike(session, tour) == []


def test_no_more_pairs_are_shown_than_anybody_reads_and_three_queries_find_them(
    session: Session, tour: Tour, seminars: list[Seminar], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 3)
    for number in range(5):
        for seminar in seminars:
            person(session, seminar, f"参加 {number}", f"p{number}@example.jp")
    tour_id = tour.id
    with counted_queries(session) as queries:
        pairs = pairs_of(session, tour_id)
        assert len({pair.first.seminar.host_name for pair in pairs}) == 1
    assert (len(pairs), len(queries)) == (3, 3)

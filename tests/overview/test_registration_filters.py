"""Which registrations a list shows."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.outbox import addresses
from seminar_service.outbox.model import Message, MessageState
from seminar_service.overview.registration_filters import (
    MOST_TERMS,
    RegistrationFilter,
    RegistrationOrder,
    matching,
    order_by,
    undelivered,
)
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour


def names(session: Session, tour: Tour, **wanted: Any) -> list[str]:
    """Who is found, in the order of the list."""
    asked = RegistrationFilter(**wanted)
    rows = session.scalars(matching(tour.id, asked).order_by(*order_by(asked.order)))
    return [row.name for row in rows]


def mail(session: Session, row: Registration, state: MessageState, **values: Any) -> None:
    session.add(
        Message(
            **{
                "message_id": f"{row.id}-{state}-{len(session.new)}-{values}",
                "kind": "registration_confirmed",
                "about": about(row),
                "locale": "ja",
                "recipient": row.email,
                "subject": "",
                "body": "",
                "state": state,
                "due_at": NOW,
                "created_at": NOW,
            }
            | values
        )
    )
    session.commit()


@pytest.fixture
def people(session: Session, tour: Tour) -> dict[str, Registration]:
    """Three people at two seminars, and one at a seminar of another tour."""
    aichi = make_seminar(session, make_bid(session, tour, place="23"), public_id="aichi001")
    osaka = make_seminar(session, make_bid(session, tour, place="27"), public_id="osaka001")
    elsewhere = make_seminar(session, make_bid(session, make_tour(session, 2025), place="23"))
    return {
        "yamada": make_registration(
            session,
            aichi,
            name="山田 花子",
            name_kana="ヤマダ ハナコ",
            email="hanako@example.jp",
            company="株式会社 百%電気",
            wishes_consultation=True,
        ),
        "aoki": make_registration(
            session,
            osaka,
            name="青木 一",
            name_kana="アオキ ハジメ",
            company="",
            state=RegistrationState.WAITING,
            participant_kind=ParticipantKind.STUDENT,
        ),
        "smith": make_registration(
            session,
            osaka,
            name="Smith",
            name_kana="",
            company="Beta_Works",
            employees=EmployeeBand.OVER_300,
            industry=Industry.FINANCE,
        ),
        "other": make_registration(session, elsewhere, name="山田 花子", name_kana="ヤマダ ハナコ"),
    }


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Smith", "青木 一", "山田 花子"]),
        ({"text": "やまだ"}, ["山田 花子"]),
        ({"text": "HANAKO@example"}, ["山田 花子"]),
        ({"text": "花子 電気"}, ["山田 花子"]),
        ({"text": "花子 青木"}, []),
        ({"text": "百%電"}, ["山田 花子"]),
        ({"text": "百%気"}, []),
        ({"text": "%"}, ["山田 花子"]),
        ({"text": "a_w"}, ["Smith"]),
        ({"text": "b_ta"}, []),
        ({"text": "_"}, ["Smith"]),
        ({"text": "\\"}, []),
        ({"state": RegistrationState.WAITING}, ["青木 一"]),
        ({"place": "23"}, ["山田 花子"]),
        ({"seminar": "osaka001"}, ["Smith", "青木 一"]),
        ({"kind": ParticipantKind.STUDENT}, ["青木 一"]),
        ({"employees": EmployeeBand.OVER_300}, ["Smith"]),
        ({"industry": Industry.FINANCE}, ["Smith"]),
        ({"consultation": True}, ["山田 花子"]),
        ({"text": " ".join("a" * MOST_TERMS + "z")}, ["Smith", "青木 一", "山田 花子"]),
    ],
)
def test_a_filter_finds_people_of_its_tour(
    session: Session, tour: Tour, wanted: dict[str, Any], found: list[str]
) -> None:
    assert names(session, tour, **wanted) == found


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("order", "found"),
    [
        (RegistrationOrder.READING, ["Smith", "青木 一", "山田 花子"]),
        (RegistrationOrder.OLDEST, ["山田 花子", "青木 一", "Smith"]),
        (RegistrationOrder.NEWEST, ["Smith", "青木 一", "山田 花子"]),
        (RegistrationOrder.COMPANY, ["Smith", "山田 花子", "青木 一"]),
        (RegistrationOrder.STATE, ["Smith", "山田 花子", "青木 一"]),
    ],
)
def test_a_list_is_sorted_alike_on_every_database(
    session: Session, tour: Tour, order: RegistrationOrder, found: list[str]
) -> None:
    assert names(session, tour, order=order) == found


def test_some_registrations_alone_may_be_named(
    session: Session, tour: Tour, people: dict[str, Registration]
) -> None:
    numbers = [people["aoki"].id, people["other"].id]
    assert names(session, tour, numbers=numbers) == ["青木 一"]


def test_an_address_is_undeliverable_until_a_mail_to_it_arrives(
    session: Session, tour: Tour, people: dict[str, Registration]
) -> None:
    yamada, aoki, smith = people["yamada"], people["aoki"], people["smith"]
    mail(session, yamada, MessageState.FAILED)
    mail(session, aoki, MessageState.FAILED)
    mail(session, aoki, MessageState.SENT)
    mail(session, smith, MessageState.FAILED, recipient="old@example.jp")
    assert names(session, tour, undelivered=True) == ["山田 花子"]

    mail(session, yamada, MessageState.PENDING)
    assert session.scalars(matching(tour.id, RegistrationFilter()).where(undelivered())).all() == [
        yamada
    ]


@pytest.mark.usefixtures("people")
def test_a_state_may_be_left_aside_for_counting(session: Session, tour: Tour) -> None:
    asked = RegistrationFilter(state=RegistrationState.WAITING)
    assert len(session.scalars(matching(tour.id, asked, in_any_state=True)).all()) == 3


def test_what_came_back_and_an_address_that_fails_are_undelivered_too(
    session: Session, tour: Tour, people: dict[str, Registration]
) -> None:
    first, second, *_ = people.values()
    mail(session, first, MessageState.RETURNED)
    addresses.mark(session, second.email.upper(), reason="", lasting=True, now=NOW)
    session.commit()
    assert set(names(session, tour, undelivered=True)) == {first.name, second.name}

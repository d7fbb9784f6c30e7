"""What a calendar entry says about its seminar."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.calendar_texts import description, location, title
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)

JA, EN = OFFICE.addresses(Locale.JA), OFFICE.addresses(Locale.EN)


@pytest.fixture
def seminar(sqlite_session: Session) -> Seminar:
    session = sqlite_session
    return make_seminar(
        session,
        make_bid(session, make_tour(session), host_name="名古屋商工会議所"),
        team=[
            make_adviser(session, name="佐藤 一郎", name_en="Ichiro Sato"),
            make_adviser(session, name="山田 花子", name_en="Hanako Yamada"),
        ],
        venue_postal_code="460-0008",
        description_ja="午後は個別相談です。",
    )


def test_a_title_names_the_prefecture(seminar: Seminar) -> None:
    assert title(seminar, Locale.JA) == "営業秘密管理セミナー（愛知）"
    assert title(seminar, Locale.EN) == "Trade secrets seminar (Aichi)"


def test_a_place_is_told_from_the_large_to_the_small_in_japanese_and_back_in_english(
    seminar: Seminar,
) -> None:
    assert location(seminar, Locale.JA) == "〒460-0008 愛知県名古屋市中区栄1-1 商工会館 大ホール"
    assert location(seminar, Locale.EN) == (
        "商工会館 大ホール, 名古屋市中区栄1-1, Aichi 460-0008, Japan"
    )


def test_a_prefecture_that_stands_in_the_address_is_not_said_twice(seminar: Seminar) -> None:
    seminar.venue_address = "愛知県豊田市1-1"

    assert location(seminar, Locale.JA).count("愛知県") == 1


def test_a_description_says_who_comes_and_where_to_register(seminar: Seminar) -> None:
    said = description(seminar, JA, invites=True)

    for text in ("午後は個別相談です。", "佐藤 一郎、山田 花子", "名古屋商工会議所"):
        assert text in said
    assert JA.register(seminar.public_id) in said
    assert "Ichiro Sato, Hanako Yamada" in description(seminar, EN, invites=True)


def test_who_is_registered_is_not_asked_to_register(seminar: Seminar) -> None:
    said = description(seminar, JA, invites=False)

    assert JA.register(seminar.public_id) not in said
    assert JA.seminar(seminar.public_id) in said


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CONFIRMED])
def test_an_address_that_opens_nothing_yet_is_not_said(
    seminar: Seminar, state: SeminarState
) -> None:
    seminar.state = state

    assert OFFICE.base_url not in description(seminar, JA, invites=True)


def test_a_cancelled_seminar_begins_with_that_and_why(seminar: Seminar) -> None:
    seminar.state, seminar.cancellation_note_ja = SeminarState.CANCELLED, "台風のため"

    first, second, *_ = description(seminar, EN, invites=True).splitlines()

    assert first == "This seminar has been cancelled."
    assert second == "台風のため"


def test_members_alone_are_told_whose(seminar: Seminar) -> None:
    seminar.audience = Audience.MEMBERS

    assert "Members of 名古屋商工会議所" in description(seminar, EN, invites=True)


def test_nothing_hangs_on_how_many_places_are_left(
    sqlite_session: Session, seminar: Seminar
) -> None:
    before = description(seminar, JA, invites=True)
    make_registration(sqlite_session, seminar, changed_at=NOW)

    assert description(seminar, JA, invites=True) == before

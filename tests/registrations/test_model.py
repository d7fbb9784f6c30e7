"""What is said of a registration: the same for a row as for the database."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour


def test_who_holds_a_place_or_waits_is_live(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    rows = [
        make_registration(session, seminar, state=state, held_until=NOW)
        for state in RegistrationState
    ]
    found = set(session.scalars(select(Registration.state).where(Registration.is_live)))
    assert found == {row.state for row in rows if row.is_live}
    assert {RegistrationState.PROVISIONAL, RegistrationState.WAITING} <= found
    assert not found & {RegistrationState.LAPSED, RegistrationState.ATTENDED}


def test_the_keys_of_a_registration_follow_what_stands_beside_them(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    row = make_registration(session, seminar, name="山田 花子", name_kana="ヤマダ ハナコ")
    assert row.reading_key.startswith("やまた")

    row.name_kana, row.company = "アオキ ハナコ", "㈱青木"
    session.commit()

    assert row.reading_key.startswith("あおき")
    assert (row.company_key, "アオキ" in row.search_text) == ("青木", True)

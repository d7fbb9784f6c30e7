"""What the database refuses of a counter."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.counters.model import Counter
from seminar_service.counters.values import Tongue
from tests.factories import make_counter


def test_the_database_refuses_a_sample_with_a_telephone_number(session: Session) -> None:
    row = make_counter(session, is_sample=True)
    statement = update(Counter).where(Counter.id == row.id).values(telephone="03-0000-0000")
    with pytest.raises(IntegrityError):
        session.execute(statement)


def test_a_prefecture_has_one_counter_of_a_name(session: Session) -> None:
    make_counter(session, name_ja="窓口")
    make_counter(session, name_ja="窓口", prefecture="13")
    with pytest.raises(IntegrityError):
        make_counter(session, name_ja="窓口")


def test_a_counter_has_a_name_and_languages(session: Session) -> None:
    row = make_counter(session, name_en="", tongues="ja en")
    assert row.name("en") == row.name_ja
    assert row.spoken == (Tongue.JA, Tongue.EN)

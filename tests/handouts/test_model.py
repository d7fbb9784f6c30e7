"""What the database refuses of a stock."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.handouts.model import HandoutStock
from tests.factories import make_handout, make_stock


@pytest.mark.parametrize(
    "values",
    [{"on_hand": -1}, {"set_apart": -1}, {"set_apart": 11}, {"on_hand": 3, "set_apart": 4}],
)
def test_the_database_refuses_what_cannot_be(session: Session, values: dict[str, int]) -> None:
    make_stock(session, make_handout(session), 10)
    with pytest.raises(IntegrityError):
        session.execute(update(HandoutStock).values(values))


def test_what_is_left_is_what_is_not_set_apart() -> None:
    assert HandoutStock(on_hand=10, set_apart=4).left == 6

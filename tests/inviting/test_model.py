"""What the tables of invitations refuse."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.inviting.model import Invitation, NoInvitation
from tests.factories import NOW
from tests.inviting.support import lay


@pytest.mark.parametrize("same", ["contact_key", "bid"])
def test_nobody_is_invited_twice_to_one_tour(session: Session, same: str) -> None:
    tour, (bid, other) = lay(session, {}, {})
    session.add(Invitation(tour=tour, bid=bid, contact_key="a" * 64, invited_at=NOW))
    session.commit()

    again = {"bid": other, "contact_key": "a" * 64}
    if same == "bid":
        again = {"bid": bid, "contact_key": "b" * 64}
    session.add(Invitation(tour=tour, invited_at=NOW, **again))
    with pytest.raises(IntegrityError):
        session.commit()


def test_who_wants_none_is_kept_as_a_hash_alone() -> None:
    assert set(NoInvitation.__table__.columns.keys()) == {"contact_key", "since"}

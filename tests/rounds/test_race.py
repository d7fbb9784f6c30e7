"""The same hosts and advisers reminded by several processes at once."""

from functools import partial

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from seminar_service import tables
from seminar_service.extensions import db
from seminar_service.rounds import sending
from seminar_service.rounds.services import remind_all
from seminar_service.storage.engine import make_engine
from tests.factories import OFFICE, make_adviser, make_bid
from tests.registrations.crowds import crowd_of
from tests.rounds.support import DAY, ORGANISER, mails, released, wide_tour
from tests.rounds.test_sending import FIRST

PROCESSES = 4
TIMES = 3


def remind(database_url: str, _number: int) -> int:
    """One process: a worker that looks a few times."""
    tables.tie_together()
    engine = make_engine(database_url)
    with sessionmaker(engine)() as session:
        told = sum(sending.send_due(session, office=OFFICE, now=FIRST) for _ in range(TIMES))
    engine.dispose()
    return told


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [False, True])
def test_each_is_reminded_once_whoever_is_at_work(session: Session, wanted: bool) -> None:
    tour = wide_tour(session)
    held = {make_bid(session, tour): (DAY, [make_adviser(session, tour)]) for _ in range(6)}
    released(session, tour, held)
    if wanted:
        assert remind_all(session, tour.id, actor=ORGANISER, now=FIRST) == 12
    address = make_url(db.engine.url).render_as_string(hide_password=False)
    session.close()
    db.engine.dispose()

    with crowd_of(PROCESSES) as pool:
        told = sum(pool.map(partial(remind, address), range(PROCESSES)))

    assert told == 12
    reminders = [mail.recipient for mail in mails(session) if "remind" in mail.kind]
    assert len(reminders) == len(set(reminders)) == 12

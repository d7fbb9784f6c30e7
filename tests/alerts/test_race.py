"""The same alert asked for, and the same mails sent, from several processes at once."""

from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from seminar_service import tables
from seminar_service.alerts import telling
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import TooManyMails
from seminar_service.extensions import db
from seminar_service.reminders import schedule, sending
from seminar_service.storage.engine import make_engine
from tests.alerts.support import all_alerts, ask, mails
from tests.factories import NOW, make_alert, make_bid, make_registration, make_seminar, make_tour
from tests.registrations.crowds import crowd_of
from tests.registrations.proof_support import OFFICE
from tests.reminders.support import WEEK_BEFORE

PROCESSES = 4
TIMES = 5


def work(database_url: str, deed: str) -> int:
    """One process: does the same a few times, as strangers and workers do."""
    tables.tie_together()
    engine = make_engine(database_url)
    with sessionmaker(engine)() as session:
        done = sum(_do(session, deed) for _ in range(TIMES))
    engine.dispose()
    return done


def _do(session: Session, deed: str) -> int:
    if deed == "tell":
        return telling.tell_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    if deed == "remind":
        schedule.bring_up_to_date(session, now=NOW)
        return sending.send_due(session, office=OFFICE, now=WEEK_BEFORE)
    with suppress(TooManyMails):
        ask(session)
    return 1


def by_many(session: Session, deed: str) -> int:
    """Let several processes do it at once; how often it was done."""
    address = make_url(db.engine.url).render_as_string(hide_password=False)
    session.close()
    db.engine.dispose()
    with crowd_of(PROCESSES) as pool:
        return sum(pool.map(partial(work, address), [deed] * PROCESSES))


@pytest.mark.slow
def test_who_asks_for_the_same_from_everywhere_waits_once(session: Session) -> None:
    by_many(session, "ask")
    assert len(all_alerts(session)) == 1
    assert len(mails(session)) == OFFICE.caution.mails_per_hour


@pytest.mark.slow
def test_each_who_waits_is_told_once_whoever_is_at_work(session: Session) -> None:
    make_seminar(session, make_bid(session, make_tour(session), place="23"))
    for _ in range(12):
        make_alert(session)

    assert by_many(session, "tell") == 12
    assert len(mails(session)) == len(set(mails(session))) == 12


@pytest.mark.slow
def test_each_with_a_place_is_reminded_once_whoever_is_at_work(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    people = {make_registration(session, seminar).email for _ in range(12)}

    assert by_many(session, "remind") == 12
    assert {recipient for _, recipient in mails(session)} == people
    assert len(mails(session)) == 12

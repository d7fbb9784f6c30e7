"""Forms of one's own that are sent after something else has happened: late, twice, backwards."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations import services as registrations
from seminar_service.registrations.by_hand.chosen import seen_mark
from seminar_service.registrations.by_hand.transferring import transfer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.cancellations import Reason, cancel
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.tours.model import Tour
from tests.browser.registering_ground import RegistrationGround, lay_registration_ground
from tests.factories import NOW, make_bid, make_seminar
from tests.registrations.proof_support import OFFICE
from tests.web.fuzz.pages import Form, Page
from tests.web.fuzz.values import honest, urlencoded

CANCELLED, WAITING = RegistrationState.CANCELLED, RegistrationState.WAITING
TAKING = (
    RegistrationState.CONFIRMED,
    RegistrationState.PROVISIONAL,
    RegistrationState.OFFERED,
)
OVER = Reason("台風のため", "")
Body = bytes
Sent = tuple[str, Body]
Happening = Callable[[Flask, Session, Seminar], None]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def ground(session: Session, tour: Tour) -> RegistrationGround:
    return lay_registration_ground(session, tour, NOW)


@pytest.fixture
def hybrid(session: Session, ground: RegistrationGround) -> Seminar:
    return session.scalars(select(Seminar).where(Seminar.public_id == ground.hybrid)).one()


@pytest.fixture
def stale(client: FlaskClient, ground: RegistrationGround) -> list[Sent]:
    """Every form behind somebody's link, filled in, once for each of its buttons."""
    own = [
        page for page in ground.public_pages if page.startswith(("/registrations/", "/parties/"))
    ]
    return [sent for page in own for sent in _forms(client, page)]


def _forms(client: FlaskClient, page: str) -> Iterator[Sent]:
    for form in Page(client.get(page).text, page).forms:
        if form.method == "post":
            for pressed in _buttons(form):
                pairs = [pair for pair in honest(form) if pair[0] not in {"stay", "withdraw"}]
                yield form.action or page, urlencoded([*pairs, *pressed])


def _buttons(form: Form) -> Sequence[list[tuple[str, str]]]:
    """Each button by itself; one without a name says nothing."""
    named = [[(each.name, each.value)] for each in form.inputs if each.kind == "submit"]
    return named or [[]]


def send_all(client: FlaskClient, forms: Sequence[Sent]) -> Counter[int]:
    """Send forms from ever new places; how often each answer was given."""
    places = count(1)
    answers: Counter[int] = Counter()
    for action, body in forms:
        number = next(places)
        answer = client.post(
            action,
            data=body,
            content_type="application/x-www-form-urlencoded",
            environ_overrides={"REMOTE_ADDR": f"10.9.{number // 250}.{number % 250 + 1}"},
        )
        assert answer.status_code < 500, action
        if answer.status_code not in range(300, 400):
            assert Page(answer.text, action).is_ours, action
        answers[answer.status_code] += 1
    return answers


def miscounted(session: Session) -> dict[tuple[str, str], int]:
    """By how much the counters of seminars and the people at them differ."""
    session.expire_all()
    found = {}
    for seminar in session.scalars(select(Seminar)):
        rows = session.scalars(select(Registration).where(Registration.seminar_id == seminar.id))
        seen = Counter((row.mode, row.state in TAKING, row.state is WAITING) for row in rows)
        for mode, taken, waiting in (
            (AttendanceMode.ON_SITE, seminar.taken, seminar.waiting),
            (AttendanceMode.ONLINE, seminar.online_taken, seminar.online_waiting),
        ):
            found[seminar.public_id, f"{mode} taken"] = taken - seen[mode, True, False]
            found[seminar.public_id, f"{mode} waiting"] = waiting - seen[mode, False, True]
    return found


def states(session: Session) -> dict[int, RegistrationState]:
    session.expire_all()
    return {row.id: row.state for row in session.scalars(select(Registration))}


def nothing(_app: Flask, _session: Session, _seminar: Seminar) -> None:
    """Nothing happens: forms are only sent again and again."""


def is_cancelled(_app: Flask, session: Session, seminar: Seminar) -> None:
    cancel(
        session,
        seminar.public_id,
        OVER,
        plan_again=False,
        version=None,
        office=OFFICE,
        actor=SYSTEM,
        now=NOW,
    )


def is_moved(_app: Flask, session: Session, seminar: Seminar) -> None:
    seminar.day += timedelta(days=7)
    session.commit()


def begins(app: Flask, _session: Session, seminar: Seminar) -> None:
    begun = begins_at(seminar.day, seminar.starts_at) + timedelta(minutes=1)
    app.config["CLOCK"] = lambda: begun


def everybody_withdraws(_app: Flask, session: Session, seminar: Seminar) -> None:
    for number in people_of(session, seminar):
        registrations.withdraw(session, number, office=OFFICE, actor=SYSTEM, now=NOW)


def everybody_is_moved_elsewhere(_app: Flask, session: Session, seminar: Seminar) -> None:
    to = make_seminar(session, make_bid(session, seminar.tour), online_capacity=9).public_id
    rows = [session.get_one(Registration, number) for number in people_of(session, seminar)]
    seen = {row.id: seen_mark(row) for row in rows}
    transfer(session, seen, to, tell_them=True, office=OFFICE, actor=SYSTEM, now=NOW)


def people_of(session: Session, seminar: Seminar) -> list[int]:
    rows = select(Registration.id).where(
        Registration.seminar_id == seminar.id, Registration.is_live
    )
    return list(session.scalars(rows))


@pytest.mark.parametrize(
    "happening",
    [nothing, is_cancelled, is_moved, begins, everybody_withdraws, everybody_is_moved_elsewhere],
)
def test_forms_sent_late_twice_and_backwards_break_nothing(
    app: Flask,
    client: FlaskClient,
    session: Session,
    hybrid: Seminar,
    stale: list[Sent],
    *,
    happening: Happening,
) -> None:
    assert len(stale) > 30
    before = miscounted(session)
    happening(app, session, hybrid)
    for forms in (stale, stale, stale[::-1]):
        send_all(client, forms)
        wrong = {
            what: off for what, off in miscounted(session).items() if off != before.get(what, 0)
        }
        assert not wrong


def test_once_it_has_begun_nobody_comes_or_goes(
    app: Flask, client: FlaskClient, session: Session, hybrid: Seminar, stale: list[Sent]
) -> None:
    begins(app, session, hybrid)
    before = states(session)
    send_all(client, stale)
    after = states(session)
    here = {row.id for row in hybrid_rows(session, hybrid)}
    assert {number: after[number] for number in here} == {
        number: before.get(number) for number in here
    }


def hybrid_rows(session: Session, hybrid: Seminar) -> Sequence[Registration]:
    found = select(Registration).where(Registration.seminar_id == hybrid.id)
    return session.scalars(found).all()


def test_nobody_comes_back_to_a_seminar_that_was_cancelled(
    app: Flask, client: FlaskClient, session: Session, hybrid: Seminar, stale: list[Sent]
) -> None:
    is_cancelled(app, session, hybrid)
    send_all(client, stale)
    assert not [row for row in hybrid_rows(session, hybrid) if row.is_live]


def test_links_that_were_renewed_do_nothing(
    client: FlaskClient, session: Session, ground: RegistrationGround, stale: list[Sent]
) -> None:
    assert ground.people
    parties = {row.party_id for row in session.scalars(select(Registration)) if row.party_id}
    for number in states(session):
        links.revoke_all(session, LinkPurpose.REGISTRATION, number, now=NOW)
    for party in parties:
        links.revoke_all(session, LinkPurpose.PARTY, party, now=NOW)
    session.commit()
    before = states(session)
    assert send_all(client, stale) == {410: len(stale)}
    assert states(session) == before

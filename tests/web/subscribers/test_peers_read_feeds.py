"""Programs that other people wrote find in the feeds what stands in the database."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from tests.calendars.peers import PEERS, read_with_ical, read_with_vobject
from tests.calendars.seen import Seen
from tests.factories import NOW, make_link, make_registration
from tests.web.subscribers.tours import expected, is_public, make_whole_tour, understood

Reader = Callable[[bytes], list[Seen]]
every_peer = pytest.mark.parametrize("read", PEERS)
both_languages = pytest.mark.parametrize("locale", Locale)
# The rows are the same on every database, and some of the programs take their time.
pytestmark = [
    pytest.mark.peer,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


def fetch(client: FlaskClient, path: str, locale: Locale) -> bytes:
    answer = client.get(f"/en{path}" if locale is Locale.EN else path)
    assert answer.status_code == 200
    return bytes(answer.data)


def assert_same(seen: list[Seen], rows: list[Seminar], locale: Locale) -> None:
    # khal shows no revision; every other program does.
    sequences = all(each.sequence is not None for each in seen)
    wanted = expected(rows, locale)

    assert len(seen) == len(rows) > 0
    assert understood(seen) == understood(wanted.values(), sequences=sequences)
    for row in rows:
        description = next(each.description for each in seen if each.uid == str(row.uid))
        assert row.host_name in description
        assert row.description(locale) in description
        assert row.team[0].adviser.display_name(locale) in description


@every_peer
@both_languages
def test_the_tour_feed_shows_every_public_seminar(
    session: Session, client: FlaskClient, read: Reader, locale: Locale
) -> None:
    make_whole_tour(session)
    rows = [row for row in session.scalars(select(Seminar)) if is_public(row)]

    assert len(rows) == 25
    assert_same(read(fetch(client, "/feeds/tour.ics", locale)), rows, locale)


@every_peer
@both_languages
def test_an_advisers_feed_shows_tentative_seminars_too(
    session: Session, client: FlaskClient, read: Reader, locale: Locale
) -> None:
    _, adviser = make_whole_tour(session)
    token = make_link(session, LinkPurpose.ADVISER_FEED, adviser.id, now=NOW)
    rows = [row for row in session.scalars(select(Seminar)) if row.team[0].adviser is adviser]

    assert len(rows) == 16
    assert_same(read(fetch(client, f"/feeds/advisers/{token}.ics", locale)), rows, locale)


@pytest.mark.parametrize("read", [read_with_vobject, read_with_ical])
@both_languages
def test_a_prefectures_feed_shows_its_public_seminars(
    session: Session, client: FlaskClient, read: Reader, locale: Locale
) -> None:
    make_whole_tour(session)
    every = session.scalars(select(Seminar).where(Seminar.place == "01"))
    rows = [row for row in every if is_public(row)]

    assert_same(read(fetch(client, "/feeds/prefectures/01.ics", locale)), rows, locale)


@pytest.mark.parametrize("read", [read_with_vobject, read_with_ical])
@both_languages
def test_a_file_shows_its_seminar(
    session: Session, client: FlaskClient, read: Reader, locale: Locale
) -> None:
    make_whole_tour(session)
    row = session.scalars(select(Seminar).order_by(Seminar.id)).all()[-6 - 2]

    assert_same(read(fetch(client, f"/seminars/{row.public_id}.ics", locale)), [row], locale)


@pytest.mark.parametrize("read", [read_with_vobject, read_with_ical])
@both_languages
def test_a_participants_feed_shows_the_seminar(
    session: Session, client: FlaskClient, read: Reader, locale: Locale
) -> None:
    make_whole_tour(session)
    row = session.scalars(select(Seminar).order_by(Seminar.id)).first()
    assert row is not None
    registration = make_registration(session, row)
    token = make_link(session, LinkPurpose.REGISTRATION_FEED, registration.id, now=NOW)

    assert_same(read(fetch(client, f"/feeds/registrations/{token}.ics", locale)), [row], locale)


def test_the_description_says_who_may_come_and_where_to_register(
    session: Session, client: FlaskClient
) -> None:
    make_whole_tour(session)
    row = session.scalars(select(Seminar).order_by(Seminar.id)).first()
    assert row is not None
    assert row.audience is Audience.MEMBERS

    said = {
        locale: read_with_ical(fetch(client, f"/seminars/{row.public_id}.ics", locale))[0]
        for locale in Locale
    }

    page = f"http://127.0.0.1:8000/seminars/{row.public_id}"
    assert f"参加申込：{page}/register\n詳細：{page}" in said[Locale.JA].description
    assert f"対象：{row.host_name}の会員の方" in said[Locale.JA].description
    assert f"Registration: {page.replace('/seminars', '/en/seminars')}/register" in (
        said[Locale.EN].description
    )
    assert f"Who may come: Members of {row.host_name}" in said[Locale.EN].description

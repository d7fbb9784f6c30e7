"""Kept pages: never older than what is stored, never anybody's, built once."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from threading import Barrier, get_ident

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.app import KEPT_PAGES
from seminar_service.config import Settings
from seminar_service.domain.vocabulary import Audience
from seminar_service.extensions import db
from seminar_service.learning.services import withdraw_course
from seminar_service.pages.news import add_news, news_of
from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Words
from seminar_service.seminars import counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.engine import make_session_factory
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage
from seminar_service.web.kept.pages import PLACES_OPTION
from seminar_service.web.kept.views import kept_as
from tests.applications import _make, new_application
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_topic, make_tour
from tests.learning.support import add as add_course
from tests.pages.support import STAFF, WORDS
from tests.pages.support import add as add_page
from tests.pages.support import write as write_page
from tests.statements import counted_statements

ID = "c7d8f9gh"
NEWS = "n7w8f9gh"
WRITTEN_ANEW = Words("新しい題名", "新しい文", "A new title", "A new text")
ADDRESSES = (
    "/",
    "/seminars",
    f"/seminars/{ID}",
    f"/seminars/{ID}.ics",
    "/feeds/tour.ics",
    "/feeds/prefectures/23.ics",
    "/feeds/years/2026.ics",
    "/seminars/changes",
    "/years",
    "/years/2026",
    "/years/2025",
    "/calendar",
    "/counters",
    "/counters/23",
    "/news",
    f"/news/{NEWS}",
    "/news.atom",
    "/pages/trade-secrets",
    "/materials",
    "/whats-on",
    "/learn",
)
PLACES_LEFT = re.compile(r"残り(\d+)席")


@dataclass
class World:
    """One of everything that public pages show."""

    session: Session
    tour: Tour
    earlier: Tour
    seminar: Seminar
    held: Seminar
    adviser: Adviser
    topic: Topic
    news: NewsItem
    page_id: int
    course_id: int


@pytest.fixture
def world(session: Session) -> World:
    """A tour with a seminar, an earlier one in the archive, and what the office has published."""
    tour, earlier = make_tour(session), make_tour(session, 2025, stage=TourStage.ARCHIVED)
    topic = make_topic(session)
    adviser = make_adviser(session, tour, profile_ja="弁理士", profile_en="Patent attorney")
    held = make_seminar(session, make_bid(session, earlier), state=SeminarState.HELD)
    seminar = make_seminar(session, make_bid(session, tour), public_id=ID, team=[adviser])
    page_id, course_id = add_page(session), add_course(session)
    news = news_of(session, add_news(session, WORDS, NOW, actor=STAFF, now=NOW))
    news.public_id = NEWS
    session.commit()
    return World(session, tour, earlier, seminar, held, adviser, topic, news, page_id, course_id)


def take_place(world: World) -> None:
    assert counters.take_place(world.session, world.seminar.id)


def change_team(world: World) -> None:
    world.seminar.team.clear()
    world.session.flush()
    another = make_adviser(world.session, name="別人 花子", name_en="Somebody Else")
    world.seminar.team.append(TeamMember(position=0, adviser=another))


def add_topic(world: World) -> None:
    another = make_topic(world.session, "brand", name_ja="ブランド", name_en="Brand")
    world.seminar.topics.append(another)


def announce_another(world: World) -> None:
    make_seminar(world.session, make_bid(world.session, world.tour), title_ja="もう一つ")


def release_another(world: World) -> None:
    """Announced only later: the row is there already."""
    bid = make_bid(world.session, world.tour)
    row = make_seminar(world.session, bid, state=SeminarState.CONFIRMED, title_ja="もう一つ")
    row.state, row.announced_at = SeminarState.ANNOUNCED, row.created_at


def write_page_anew(world: World) -> None:
    write_page(world.session, world.page_id, WRITTEN_ANEW, live_from=NOW)


def another_piece_of_news(world: World) -> None:
    add_news(world.session, WRITTEN_ANEW, NOW, actor=STAFF, now=NOW)


def take_course_off(world: World) -> None:
    withdraw_course(world.session, world.course_id, version=None, actor=STAFF, now=NOW)


def set_on(of: str, **values: object) -> Callable[[World], None]:
    def change(world: World) -> None:
        for name, value in values.items():
            setattr(getattr(world, of), name, value)

    return change


CHANGES: dict[str, Callable[[World], None]] = {
    "title": set_on("seminar", title_ja="新しい題名", title_en="A new title"),
    "description": set_on("seminar", description_ja="新しい説明", description_en="New text"),
    "venue": set_on("seminar", venue_name="新しい会場"),
    "street": set_on("seminar", venue_address="別の町9", venue_postal_code="460-0001"),
    "day": set_on("seminar", day=date(2026, 11, 11)),
    "times": set_on("seminar", starts_at=time(9), ends_at=time(11)),
    "place": set_on("seminar", place="13"),
    "host": set_on("seminar", host_name="新しい団体"),
    "audience": set_on("seminar", audience=Audience.MEMBERS),
    "capacity": set_on("seminar", capacity=77),
    "cancelled": set_on("seminar", state=SeminarState.CANCELLED, cancellation_note="台風"),
    "closed": set_on("seminar", state=SeminarState.CLOSED),
    "a place taken": take_place,
    "places": set_on("seminar", taken=39),
    "somebody waits": set_on("seminar", taken=40, waiting=3),
    "another adviser": change_team,
    "adviser's name": set_on("adviser", name="改名 太郎", name_en="New Name"),
    "adviser's profile": set_on("adviser", profile_ja="新しい紹介", profile_en="New profile"),
    "topic's name": set_on("topic", name_ja="新しいテーマ", name_en="New topic"),
    "topics": add_topic,
    "tour's name": set_on("tour", name_ja="新しい名", name_en="New name"),
    "tour's days": set_on("tour", first_day=date(2026, 6, 1)),
    "call for bids": set_on("tour", call_closes_on=date(2026, 5, 1)),
    "archived": set_on("tour", stage=TourStage.ARCHIVED),
    "another seminar": announce_another,
    "announced": release_another,
    "the earlier tour": set_on("earlier", name_ja="昔の名", name_en="Old name"),
    "the held seminar": set_on("held", title_ja="昔の題名", title_en="Old title"),
    "news": set_on("news", title_ja="新しい題名", title_en="A new title"),
    "more news": another_piece_of_news,
    "a page": write_page_anew,
    "a course": take_course_off,
    "by a statement": lambda world: world.session.execute(  # type: ignore[dict-item]
        update(Seminar).where(Seminar.id == world.seminar.id).values(host_name="文による変更")
    ),
}


def forget(app: Flask) -> None:
    app.extensions[KEPT_PAGES].store.clear()


def seen(client: FlaskClient) -> dict[str, tuple[int, bytes, str]]:
    """What every public address answers, some in English too, with its validator."""
    english = [f"/en{address}" for address in ADDRESSES[1:4]]
    answers = {address: client.get(address) for address in (*ADDRESSES, *english)}
    return {
        address: (answer.status_code, answer.data, answer.headers.get("ETag", ""))
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_every_page_says_what_one_built_anew_says(
    app: Flask, client: FlaskClient, world: World, change: str
) -> None:
    before = seen(client)

    CHANGES[change](world)
    world.session.commit()

    after = seen(client)
    forget(app)
    assert after == seen(client)
    changed = [address for address, answer in after.items() if answer != before[address]]
    assert changed
    assert all(after[address][2] != before[address][2] for address in changed)


def test_every_view_that_is_kept_is_among_those_that_are_looked_at(
    app: Flask, client: FlaskClient
) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if kept_as(app, rule.endpoint)}
    adapter = app.url_map.bind("")
    looked_at = {adapter.match(address, return_rule=True)[0].rule for address in ADDRESSES}

    assert rules == looked_at
    assert client.get("/organiser/").status_code == 302


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("address", [f"/seminars/{ID}", "/", "/seminars", "/feeds/tour.ics"])
def test_what_is_unchanged_and_304_take_one_query(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    db.session.remove()

    with counted_statements(db.engine) as statements:
        whole = client.get(address)
    with counted_statements(db.engine) as of_304:
        spared = client.get(address, headers={"If-None-Match": tag})

    assert (whole.status_code, spared.status_code) == (200, 304)
    assert (len(statements), len(of_304)) == (1, 1)
    assert "revision" in statements[0]


def test_two_processes_see_each_others_changes(
    client: FlaskClient, world: World, settings: Settings, now: datetime
) -> None:
    another = _make(settings)
    another.config["CLOCK"] = lambda: now
    browsers = client, another.test_client()
    for change in ("title", "a place taken", "adviser's name"):
        before = [seen(each) for each in browsers]
        assert before[0] == before[1]
        CHANGES[change](world)
        world.session.commit()
        after = [seen(each) for each in browsers]
        assert after[0] == after[1] != before[0]
    with another.app_context():
        db.engine.dispose()


def test_what_the_clock_changes_is_changed_with_the_minute(
    app: Flask, client: FlaskClient, world: World, now: datetime
) -> None:
    begins = now.replace(minute=30)
    world.seminar.day, world.seminar.starts_at = date(2026, 6, 1), time(12, 30)
    world.session.commit()
    app.config["CLOCK"] = lambda: begins - timedelta(seconds=1)
    before = client.get(f"/seminars/{ID}").text
    assert "/register" in before

    app.config["CLOCK"] = lambda: begins
    assert "/register" not in client.get(f"/seminars/{ID}").text


@pytest.mark.usefixtures("world")
def test_what_somebody_brings_along_gets_into_no_kept_page(
    app: Flask, client: FlaskClient, sign_in: Callable[[RoleName], FlaskClient]
) -> None:
    plain = seen(client)
    staff = sign_in(RoleName.PLANNER)
    forget(app)
    with staff.session_transaction() as session:
        session["_flashes"] = [("error", "a message for one reader")]

    assert seen(staff) == plain
    assert seen(client) == plain
    with staff.session_transaction() as session:
        assert session["_flashes"]


@pytest.mark.usefixtures("world")
def test_arguments_that_a_view_does_not_know_change_nothing_and_fill_nothing(
    app: Flask, client: FlaskClient
) -> None:
    kept = app.extensions[KEPT_PAGES].store._cache._cache
    plain = client.get("/seminars?place=23").data

    for query in ("x=1&place=23", "place=23&place=13", "place=23&utm_source=%3Cscript%3E"):
        assert client.get(f"/seminars?{query}").data == plain
    assert len(kept) == 1
    for number in range(30):
        assert client.get(f"/seminars?place=nowhere{number}").status_code == 200
        assert client.get(f"/seminars/nosuch{number}").status_code == 404
    assert len(kept) == 1


@pytest.mark.usefixtures("world")
@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("address", ["/feeds/years/02026.ics", "/feeds/years/0000002026.ics"])
def test_a_page_has_one_address(app: Flask, client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
    assert not app.extensions[KEPT_PAGES].store._cache._cache


def test_a_year_is_not_built_anew_for_what_happens_in_another(
    client: FlaskClient, world: World, builds: list[str]
) -> None:
    addresses = ("/years/2025", "/feeds/years/2025.ics")
    before = [client.get(address).data for address in addresses]
    with transaction(world.session):
        take_place(world)
    world.seminar.title_ja = "新しい題名"
    world.session.commit()
    assert [client.get(address).data for address in addresses] == before
    assert builds == list(addresses)

    world.held.title_ja = "昔の題名"
    world.session.commit()
    assert all("昔の題名" in client.get(address).text for address in addresses)


def test_each_language_has_its_own_page(client: FlaskClient) -> None:
    for _ in range(2):
        assert '<html lang="ja">' in client.get("/").text
        assert '<html lang="en">' in client.get("/en/").text


def test_places_may_be_old_for_a_moment_and_nothing_else(
    app: Flask, client: FlaskClient, world: World
) -> None:
    app.config[PLACES_OPTION] = 3600.0
    assert left(client) == 40

    with transaction(world.session):
        take_place(world)
    assert left(client) == 40

    world.seminar.host_name = "新しい団体"
    world.session.commit()
    assert left(client) == 39


def test_under_a_rush_a_page_is_built_once_within_the_moment(
    app: Flask, client: FlaskClient, world: World, builds: list[str]
) -> None:
    app.config[PLACES_OPTION] = 3600.0
    for _ in range(5):
        with transaction(world.session):
            take_place(world)
        client.get(f"/seminars/{ID}")
    app.config[PLACES_OPTION] = 0.0

    assert left(client) == 35
    assert len(builds) == 2


def test_what_many_ask_for_at_once_is_built_once(
    app: Flask, world: World, builds: list[str]
) -> None:
    assert world.seminar.places_left == 40
    world.session.rollback()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: app.test_client().get("/").status_code, range(16)))

    assert answers == [200] * 16
    assert len(builds) == 1


def test_who_waits_while_everything_changes_takes_what_was_begun_after_they_asked(
    app: Flask, world: World
) -> None:
    public_id, seminar_id = world.seminar.public_id, world.seminar.id
    sessions = make_session_factory(db.engine)
    world.session.rollback()
    kept, all_asked, builds = app.extensions[KEPT_PAGES], Barrier(9), []
    inner, read = kept._application, kept.store.own

    def meeting(key: str) -> object:
        """Nobody goes on before everybody has asked."""
        if not all_asked.broken and get_ident() not in came:
            came.add(get_ident())
            all_asked.wait()
        return read(key)

    def take() -> None:
        with sessions() as session, transaction(session):
            assert counters.take_place(session, seminar_id)

    def taking(environ: dict[str, str], start_response: object) -> object:
        """While a page is built somebody takes a place, before and after it is read."""
        builds.append(environ["PATH_INFO"])
        take()
        answer = list(inner(environ, start_response))
        take()
        return answer

    came: set[int] = set()
    kept._application, kept.store.own = taking, meeting
    try:
        with ThreadPoolExecutor(9) as threads:
            list(threads.map(lambda _: app.test_client().get(f"/seminars/{public_id}"), range(9)))
    finally:
        kept._application = inner
        del kept.store.own
    assert builds == [f"/seminars/{public_id}"]
    assert left(app.test_client()) == 38


@pytest.fixture
def builds(app: Flask) -> Iterator[list[str]]:
    """The paths that the application was asked to build."""
    asked: list[str] = []
    kept = app.extensions[KEPT_PAGES]
    inner = kept._application

    def noting(environ: dict[str, str], start_response: object) -> object:
        asked.append(environ["PATH_INFO"])
        return inner(environ, start_response)

    app.extensions[KEPT_PAGES]._application = noting
    yield asked
    kept._application = inner


def left(client: FlaskClient) -> int:
    found = PLACES_LEFT.search(client.get(f"/seminars/{ID}").text)
    assert found
    return int(found[1])


@pytest.mark.usefixtures("world")
def test_a_kept_page_is_compressed_for_who_takes_that(client: FlaskClient) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert len(packed.data) * 3 < len(plain.data)
    assert packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.own_application
def test_a_page_for_one_reader_is_not_kept_whatever_its_view_says(
    app: Flask, client: FlaskClient
) -> None:
    from seminar_service.web.kept.views import keep  # noqa: PLC0415

    app.add_url_rule("/own", "own", keep(lambda: Response("mine")))
    app.add_url_rule(
        "/set", "set", keep(lambda: Response("x", headers={"Set-Cookie": "a=b", "ETag": '"1"'}))
    )

    for path in ("/own", "/set"):
        assert client.get(path).status_code == 200
    assert not app.extensions[KEPT_PAGES].store._cache._cache


def test_without_a_store_every_page_is_built(
    settings: Settings, now: datetime, world: World
) -> None:
    with new_application(replace(settings, pages_url="none:"), now) as app:
        first = app.test_client().get("/")
        again = app.test_client().get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert KEPT_PAGES not in app.extensions
    assert (first.status_code, again.status_code) == (200, 304)
    assert world.seminar.public_id in first.text

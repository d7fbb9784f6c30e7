"""The list of a tour's locks, and the buttons that lock and unlock, in it and in every plan."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.prefectures import region_of, regions
from seminar_service.planning.model import Lock, Plan, Unlocking
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.web.organisers import locks, plans
from tests.factories import (
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_run,
    make_seminar,
)
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_queries
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 6)
LOCKS = "/organiser/tours/2026/locks"


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name_en="Taro Yamada")


@pytest.fixture
def bids(session: Session, tour: Tour) -> list[Bid]:
    return [make_bid(session, tour, place=place) for place in ("23", "27")]


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]) -> Plan:
    days = zip(bids, (DAY, DAY + timedelta(days=1)), strict=True)
    return save_plan(session, tour, {bid: (day, [adviser]) for bid, day in days})


@pytest.fixture
def announced(session: Session, adviser: Adviser, bids: list[Bid]) -> Seminar:
    return make_seminar(session, bids[0], team=[adviser], day=DAY)


def values(page: str, name: str) -> list[str]:
    """The values of a page's boxes or buttons of a name."""
    found = BeautifulSoup(page, "html.parser").select(f"main [name={name}]")
    return [str(each["value"]) for each in found]


def locked(session: Session) -> set[int]:
    session.expire_all()
    return {row.bid_id for row in session.query(Lock)}


def test_a_planner_locks_and_unlocks_one_seminar_of_a_plan_by_its_button(
    session: Session, sign_in: SignIn, plan: Plan, bids: list[Bid]
) -> None:
    client, bid_id = sign_in(RoleName.PLANNER), bids[0].id
    list_of_plan = f"/organiser/plans/{plan.id}/seminars"
    (button,) = (
        each for each in values(client.get(list_of_plan).text, "lock") if each == f"{bid_id}/"
    )

    answer = client.post(f"/organiser/plans/{plan.id}/locks", data={"lock": button})
    assert (answer.status_code, answer.location) == (303, f"{list_of_plan}#bid-{bid_id}")
    assert locked(session) == {bid_id}

    unlock = values(client.get(list_of_plan).text, "unlock")[0]
    client.post(f"/organiser/plans/{plan.id}/locks", data={"unlock": unlock})
    assert locked(session) == set()


def test_a_planner_locks_and_unlocks_all_that_are_ticked(
    session: Session, sign_in: SignIn, plan: Plan, bids: list[Bid]
) -> None:
    client = sign_in(RoleName.PLANNER)
    boxes = values(client.get(f"/organiser/plans/{plan.id}/seminars").text, "bids")
    assert len(boxes) == 2

    sent = client.post(
        f"/en/organiser/plans/{plan.id}/locks",
        data={"lock": "ticked", "bids": boxes},
        follow_redirects=True,
    )
    assert "2 seminars are locked" in sent.text
    assert locked(session) == {bid.id for bid in bids}

    boxes = values(client.get(LOCKS).text, "bids")
    client.post(LOCKS, data={"unlock": "ticked", "bids": boxes})
    assert locked(session) == set()


def test_the_list_as_it_is_filtered_is_locked_by_one_press_and_stays_so(
    session: Session, sign_in: SignIn, plan: Plan, bids: list[Bid]
) -> None:
    client = sign_in(RoleName.PLANNER)
    area = next(
        number
        for number, region in enumerate(regions(), start=1)
        if region == region_of(bids[1].place)
    )
    page = client.get(f"/en/organiser/plans/{plan.id}/seminars?in={area}&sort=host").text
    action = BeautifulSoup(page, "html.parser").select_one("form[action*='/locks']")
    assert action is not None
    address, shown = str(action["action"]), values(page, "shown")

    for name, expected in (("lock", {bids[1].id}), ("unlock", set())):
        answer = client.post(address, data={name: "shown", "shown": shown})

        assert locked(session) == expected
        assert f"in={area}" in answer.location
        assert "sort=host" in answer.location
        shown = values(client.get(answer.location).text, "shown")
        assert len(shown) == 1
    whole = client.get(f"/organiser/plans/{plan.id}/seminars?in=99").text
    assert len(values(whole, "shown")) == 2


def test_a_long_list_has_pages_and_is_locked_whole(
    session: Session,
    sign_in: SignIn,
    plan: Plan,
    bids: list[Bid],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plans, "ROWS_ON_PAGE", 1)
    client = sign_in(RoleName.PLANNER)
    list_of_plan = f"/en/organiser/plans/{plan.id}/seminars?sort=number"
    pages = [client.get(f"{list_of_plan}&page={page}").text for page in (1, 2, 9)]

    assert [len(values(page, "bids")) for page in pages] == [1, 1, 1]
    assert values(pages[0], "bids") != values(pages[1], "bids") == values(pages[2], "bids")
    form = BeautifulSoup(pages[1], "html.parser").select_one("form[action*='/locks']")
    assert form is not None
    answer = client.post(
        str(form["action"]), data={"lock": "shown", "shown": values(pages[1], "shown")}
    )
    assert locked(session) == {bid.id for bid in bids}
    assert "page=2" in answer.location


def test_an_announced_seminar_is_shown_as_locked_everywhere_and_unlocked_by_a_press(
    session: Session, sign_in: SignIn, plan: Plan, announced: Seminar
) -> None:
    client = sign_in(RoleName.PLANNER)
    pages = [
        f"/en/organiser/plans/{plan.id}/seminars",
        f"/en/organiser/plans/{plan.id}/release",
        f"/en{LOCKS}",
    ]
    for page in pages[::2]:
        assert "locked, because announced" in client.get(page).text

    client.post(LOCKS, data={"unlock": values(client.get(LOCKS).text, "unlock")[0]})

    assert session.get(Unlocking, announced.id) is not None
    for page in pages[::2]:
        assert "announced, but unlocked" in client.get(page).text
    client.post(LOCKS, data={"lock": f"{announced.bid_id}/"})
    session.expire_all()
    assert session.get(Unlocking, announced.id) is None


def test_a_conflict_shows_what_is_locked_now_and_keeps_what_was_ticked(
    session: Session, sign_in: SignIn, plan: Plan, bids: list[Bid]
) -> None:
    client = sign_in(RoleName.PLANNER)
    boxes = values(client.get(f"/organiser/plans/{plan.id}/seminars").text, "bids")
    bids[0].dates[0].day = DAY + timedelta(days=30)
    adviser = session.get_one(Adviser, plan.seminars[0].team[0].adviser_id)
    other = save_plan(
        session,
        plan.tour,
        {bids[0]: (DAY + timedelta(days=30), [adviser])},
    )
    make_lock(session, other.seminars[0])

    answer = client.post(
        f"/en/organiser/plans/{plan.id}/locks", data={"lock": "ticked", "bids": boxes}
    )

    assert answer.status_code == 409
    assert "locked otherwise" in answer.text
    page = BeautifulSoup(answer.text, "html.parser")
    assert len(page.select("input[name=bids][checked]")) == 2
    assert locked(session) == {bids[0].id}
    stale = client.post(LOCKS, data={"unlock": f"{bids[0].id}/"})
    assert stale.status_code == 409


@pytest.mark.parametrize("role", [RoleName.VIEWER, RoleName.CLERK])
def test_others_read_locks_and_change_none(
    session: Session, sign_in: SignIn, plan: Plan, bids: list[Bid], role: RoleName
) -> None:
    client = sign_in(role)
    make_lock(session, plan.seminars[0])

    page = client.get(f"/en{LOCKS}")

    assert page.status_code == 200
    assert "Taro Yamada" in page.text
    for text in (page.text, client.get(f"/organiser/plans/{plan.id}/seminars").text):
        assert not values(text, "lock") + values(text, "unlock")
    for address in (LOCKS, f"/organiser/plans/{plan.id}/locks"):
        assert client.post(address, data={"unlock": f"{bids[0].id}/"}).status_code == 403
    assert locked(session) == {plan.seminars[0].bid_id}


def test_who_has_not_signed_in_sees_no_locks(client: FlaskClient, tour: Tour) -> None:
    address = f"/organiser/tours/{tour.fiscal_year}/locks"
    assert "/organiser/login" in client.get(address).location


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"lock": "ticked"},
        {"lock": "nonsense"},
        {"unlock": "12345678901/"},
        {"lock": "ticked", "bids": ["<b>", "/", "1"]},
    ],
)
def test_who_chooses_nothing_is_asked_to(
    session: Session, sign_in: SignIn, plan: Plan, sent: dict[str, object]
) -> None:
    client = sign_in(RoleName.PLANNER)

    for address in (LOCKS, f"/organiser/plans/{plan.id}/locks"):
        answer = client.post("/en" + address, data=sent, follow_redirects=True)
        assert "Please choose at least one seminar." in answer.text
    assert locked(session) == set()


def test_what_does_not_exist_is_not_found(sign_in: SignIn, plan: Plan, bids: list[Bid]) -> None:
    client = sign_in(RoleName.PLANNER)
    one = {"lock": f"{bids[0].id}/"}

    assert client.get("/organiser/tours/2001/locks").status_code == 404
    assert client.post("/organiser/tours/2001/locks", data=one).status_code == 404
    assert client.post(LOCKS, data=one).status_code == 404  # it has no seminar
    assert client.post("/organiser/plans/0/locks", data=one).status_code == 404
    assert client.post(f"/organiser/plans/{plan.id}/locks", data={"lock": "0/"}).status_code == 404
    assert client.get(f"/organiser/plans/{plan.id}/locks").status_code == 405


def test_a_tour_without_locks_says_what_comes_here(sign_in: SignIn, tour: Tour) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/tours/{tour.fiscal_year}/locks").text

    assert "Nothing to lock yet" in page


def test_locks_that_do_not_fit_are_named_in_the_list_and_in_the_planning_room(
    session: Session, sign_in: SignIn, tour: Tour, bids: list[Bid]
) -> None:
    adviser = make_adviser(session, tour, name_en="Absent Adviser", unavailable=[DAY])
    make_seminar(session, bids[0], team=[adviser], day=DAY)
    client = sign_in(RoleName.VIEWER)

    for address in (LOCKS, "/organiser/tours/2026/planning"):
        page = client.get("/en" + address).text
        assert "Locks that no longer fit" in page
        assert "adviser Absent Adviser cannot travel to" in page
        assert "unavailable dates" in page


def test_the_preview_says_once_which_locks_the_plan_does_not_keep(
    session: Session, sign_in: SignIn, adviser: Adviser, plan: Plan, bids: list[Bid]
) -> None:
    later = DAY + timedelta(days=2)
    other = save_plan(session, plan.tour, {bids[0]: (later, [adviser])})
    make_lock(session, other.seminars[0])

    page = sign_in(RoleName.PLANNER).get(f"/en/organiser/plans/{plan.id}/release").text

    assert page.count(bids[0].host_name) == 2  # the lock, and the plan's own row
    assert "locked to Thu 8 Oct 2026, Taro Yamada" in page
    assert "/en/organiser/tours/2026/locks" in page


def test_the_preview_says_what_moving_was_priced_at_when_the_plan_was_made(
    session: Session, sign_in: SignIn, adviser: Adviser, announced: Seminar
) -> None:
    bid, later = announced.bid, DAY + timedelta(days=1)
    plan = make_plan(session, bid.tour, {bid: (later, [adviser])})
    price = PriceOfMoving(30_000, 10_000, 20_000, 56, 500)
    make_run(session, bid.tour, plan=plan, moving={str(bid.id): price.document()})
    client = sign_in(RoleName.PLANNER)

    page = " ".join(client.get(f"/en/organiser/plans/{plan.id}/release").text.split())

    assert "Priced in this plan at:" in page
    assert "+ 56 people × ¥500 = ¥88,000" in page
    listed = " ".join(client.get(f"/en{LOCKS}").text.split())
    assert "¥30,000 + ¥10,000 (confirmed) + ¥20,000 (announced) = ¥60,000" in listed


def test_who_turns_the_page_takes_along_what_is_ticked(
    session: Session,
    sign_in: SignIn,
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plans, "ROWS_ON_PAGE", 1)
    monkeypatch.setattr(locks, "ROWS_ON_PAGE", 1)
    client = sign_in(RoleName.PLANNER)
    for seminar in plan.seminars:
        make_lock(session, seminar)
    for address in (f"/en/organiser/plans/{plan.id}/seminars", f"/en{LOCKS}"):
        first = client.get(address).text
        (box,) = values(first, "bids")
        button = BeautifulSoup(first, "html.parser").select_one("button[formaction]")
        assert button is not None

        second = client.post(str(button["formaction"]), data={"bids": box}).text
        back = client.post(f"{address}?page=1&keep", data={"bids": values(second, "bids")}).text

        assert "1 more is ticked on other pages." in second
        assert set(values(second, "bids")) == {
            box,
            *values(client.get(f"{address}?page=2").text, "bids"),
        }
        ticked = BeautifulSoup(back, "html.parser").select("input[name=bids][checked]")
        assert [each["value"] for each in ticked] == [box]
    assert len(locked(session)) == 2  # to look changes nothing
    answer = client.post(
        f"{LOCKS}?page=2", data={"unlock": "ticked", "bids": values(second, "bids")}
    )
    assert answer.location.endswith("/locks?page=2")
    assert locked(session) == set()


def test_others_turn_the_pages_of_the_locks_by_links(
    session: Session, sign_in: SignIn, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "ROWS_ON_PAGE", 1)
    for seminar in plan.seminars:
        make_lock(session, seminar)
    client = sign_in(RoleName.VIEWER)

    pages = [client.get(f"/en{LOCKS}?page={page}").text for page in (1, 2, 9)]

    hosts = [each.bid.host_name for each in plan.seminars]
    assert [[name for name in hosts if name in page] for page in pages] == [
        hosts[:1],
        hosts[1:],
        hosts[1:],
    ]
    assert "Page 2 of 2" in pages[1]


def test_the_list_of_locks_takes_as_many_queries_whatever_the_number_of_seminars(
    session: Session, sign_in: SignIn, plan: Plan, adviser: Adviser
) -> None:
    tour_id, adviser_id, made = plan.tour_id, adviser.id, []
    make_lock(session, plan.seminars[0])
    client = sign_in(RoleName.PLANNER)
    client.get(LOCKS)
    for number in range(3):
        bid = make_bid(session, session.get_one(Tour, tour_id), host_name=f"Host {number:03}")
        team = [session.get_one(Adviser, adviser_id)]
        make_seminar(session, bid, team=team, day=DAY + timedelta(days=7 + number))
        with counted_queries(session) as queries:
            assert f"Host {number:03}" in client.get(LOCKS).text
        made.append(len(queries))

    assert made[1] == made[2] < 40

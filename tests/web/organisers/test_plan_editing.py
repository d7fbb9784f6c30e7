"""Editing a draft by hand, page by page."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.leanings import write_leanings
from seminar_service.advisers.model import Adviser, Engagement, Leaning
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.edits import mark_of
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_registration, make_seminar
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=7)
STAFF = Actor(ActorKind.ORGANISER)


@pytest.fixture
def mori(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name="森 花子", name_en="Hanako Mori")


@pytest.fixture
def sato(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name="佐藤 一郎", name_en="Ichiro Sato", unavailable=[LATER])


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    days = {DAY: "second", LATER: "first"}
    return make_bid(session, tour, host_name="大阪商工会議所", place="27", days=days)


@pytest.fixture
def nagoya(session: Session, tour: Tour) -> Bid:
    days = {DAY + timedelta(days=1): "first"}
    return make_bid(session, tour, host_name="名古屋商工会議所", place="23", days=days)


@pytest.fixture
def draft(  # noqa: PLR0917 (fixtures)
    session: Session, tour: Tour, mori: Adviser, sato: Adviser, osaka: Bid, nagoya: Bid
) -> Plan:
    """Osaka is held by Mori, Nagoya refused."""
    assert {sato.id, nagoya.id}
    plan = save_plan(session, tour, {osaka: (DAY, [mori])})
    return session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=NOW))


def page(draft: Plan, bid: Bid | None = None, deed: str = "") -> str:
    end = f"/{bid.id}" if bid else deed
    return f"/en/organiser/plans/{draft.id}/edit{end}"


def held(session: Session, draft: Plan) -> dict[int, tuple[date, tuple[int, ...]]]:
    session.rollback()
    found = held_by(session, draft.id)
    return {key: (each.day, each.team) for key, each in found.items()}


def seen(session: Session, draft: Plan, bid: Bid) -> str:
    return mark_of(held_by(session, draft.id).get(bid.id))


def holding(
    session: Session, draft: Plan, bid: Bid, day: date, *team: Adviser
) -> dict[str, object]:
    return {
        "deed": "hold",
        "day": day.isoformat(),
        "adviser": [str(each.id) for each in team],
        "seen": seen(session, draft, bid),
        "version": "1",
    }


def advisers(session: Session) -> list[Adviser]:
    return list(session.scalars(select(Adviser).order_by(Adviser.name_en)))


def words(text: str) -> str:
    return BeautifulSoup(text, "html.parser").get_text(" ", strip=True)


def test_a_draft_lists_seminars_and_refusals_with_ways_to_change_them(
    sign_in: SignIn, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    text = sign_in(RoleName.PLANNER).get(page(draft)).text

    for bid in (osaka, nagoya):
        assert bid.host_name in text
        assert page(draft, bid) in text
    assert "Nothing yet." in text
    assert "Undo" not in text


def test_a_bid_shows_each_way_with_its_cost_and_what_forbids_it(
    sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    text = words(sign_in(RoleName.PLANNER).get(page(draft, osaka)).text)

    assert "as it is now" in text
    assert "yen less for the choice of dates" in text
    assert "Ichiro Sato is unavailable on Tue 13 Oct 2026" in text


def test_it_says_who_gladly_comes_and_who_would_rather_not(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    first, second = session.scalars(select(Engagement).order_by(Engagement.id)).all()
    write_leanings(first, {"kinki": Leaning.GLADLY, "hokkaido": Leaning.RATHER_NOT})
    write_leanings(second, {"kinki": Leaning.RATHER_NOT})
    session.commit()
    text = words(sign_in(RoleName.PLANNER).get(page(draft, osaka)).text)
    assert "gladly comes here" in text
    assert "would rather not come here" in text


def test_one_day_alone_can_be_asked_for(sign_in: SignIn, draft: Plan, osaka: Bid) -> None:
    client = sign_in(RoleName.PLANNER)

    for asked, rows in (("2026-10-13", 2), ("2026-13-99", 4), ("x", 4), ("2027-01-01", 4)):
        found = BeautifulSoup(client.get(page(draft, osaka) + f"?day={asked}").text, "html.parser")
        assert len(found.select("#choices tbody tr")) == rows


def test_it_says_how_many_have_registered_for_the_day_that_was_announced(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, mori: Adviser
) -> None:
    seminar = make_seminar(session, osaka, team=[mori], day=DAY, state=SeminarState.ANNOUNCED)
    make_registration(session, seminar)

    text = sign_in(RoleName.PLANNER).get(page(draft, osaka)).text

    assert "1 person has registered for this day." in text


def test_a_choice_is_taken_and_told_with_its_cost(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, mori: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    sent = holding(session, draft, osaka, LATER, mori)

    answer = client.post(page(draft, osaka), data=sent, follow_redirects=True)

    assert held(session, draft)[osaka.id] == (LATER, (mori.id,))
    text = words(answer.text)
    assert "Tue 6 Oct 2026 → Tue 13 Oct 2026" in text
    assert "yen less for the choice of dates" in text
    assert "Undo" in text


def test_a_rule_may_be_broken_and_the_draft_says_which(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, sato: Adviser
) -> None:
    sent = holding(session, draft, osaka, LATER, sato)

    client = sign_in(RoleName.PLANNER)
    answer = client.post(page(draft, osaka), data=sent, follow_redirects=True)

    text = words(answer.text)
    assert "Rules that this draft breaks" in text
    assert "Ichiro Sato is unavailable on Tue 13 Oct 2026" in text
    assert "not known: somebody cannot travel so" in text
    answer = client.get(f"/en/organiser/plans/{draft.id}")
    assert "not known: somebody cannot travel so" in answer.text


def test_a_bid_is_taken_in_and_refused(
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, mori: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    day = DAY + timedelta(days=1)

    client.post(page(draft, nagoya), data=holding(session, draft, nagoya, day, mori))
    assert held(session, draft)[nagoya.id] == (day, (mori.id,))
    assert "Refuse this bid in the draft" in client.get(page(draft, nagoya)).text

    client.post(page(draft, nagoya), data={"deed": "refuse", "seen": seen(session, draft, nagoya)})
    assert nagoya.id not in held(session, draft)
    text = client.get(f"/en/organiser/plans/{draft.id}/refusals").text
    assert "Taken out by hand" in text


def test_two_advisers_are_exchanged(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    sato = next(each for each in advisers(session) if each.name_en == "Ichiro Sato")
    client = sign_in(RoleName.PLANNER)
    day = DAY + timedelta(days=1)
    client.post(page(draft, nagoya), data=holding(session, draft, nagoya, day, sato))
    found = BeautifulSoup(client.get(page(draft, osaka)).text, "html.parser")
    option = found.select_one("#swap-other option")
    assert option is not None

    sent = {
        "deed": "swap",
        "position": "0",
        "other": option["value"],
        "seen": seen(session, draft, osaka),
    }
    answer = client.post(page(draft, osaka), data=sent)

    assert answer.status_code == 303
    assert held(session, draft)[osaka.id][1] == (sato.id,)
    answer = client.post(page(draft, osaka), data=sent)
    assert answer.status_code == 409
    for wrong in ({"other": ""}, {"other": "x/0/y"}, {"position": "x"}):
        assert client.post(page(draft, osaka), data=sent | wrong).status_code == 422
    gone = {"other": f"{nagoya.id}/7/{seen(session, draft, nagoya)}"}
    assert client.post(page(draft, osaka), data=sent | gone).status_code == 404


def test_steps_are_undone_and_done_again(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, mori: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    client.post(page(draft, osaka), data=holding(session, draft, osaka, LATER, mori))

    answer = client.post(page(draft, deed="/undo"), data={"step": "1"}, follow_redirects=True)
    assert held(session, draft)[osaka.id][0] == DAY
    assert "undone" in answer.text
    answer = client.post(page(draft, deed="/redo"), data={"step": "1"}, follow_redirects=True)
    assert held(session, draft)[osaka.id][0] == LATER

    for deed, step in (("/redo", "1"), ("/undo", "7"), ("/undo", "")):
        answer = client.post(page(draft, deed=deed), data={"step": step})
        assert answer.status_code == 409
        assert "somebody else has done something" in answer.text


def test_who_comes_second_sees_what_happened_and_keeps_the_choice(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    mori, sato = advisers(session)
    client = sign_in(RoleName.PLANNER)
    mine = holding(session, draft, osaka, DAY, sato)
    client.post(page(draft, osaka), data=holding(session, draft, osaka, LATER, mori))

    answer = client.post(page(draft, osaka), data=mine)

    assert answer.status_code == 409
    text = words(answer.text)
    assert "Somebody else has changed this in the meantime" in text
    assert "You had chosen: 大阪商工会議所" in text
    assert "Ichiro Sato" in text
    assert held(session, draft)[osaka.id] == (LATER, (mori.id,))
    found = BeautifulSoup(answer.text, "html.parser")
    form = found.select_one(".error-summary form")
    assert form is not None
    again = {field["name"]: field["value"] for field in form.select("input[name]")}
    assert client.post(page(draft, osaka), data=again).status_code == 303
    assert held(session, draft)[osaka.id] == (DAY, (sato.id,))


def test_others_are_told_that_a_draft_has_changed(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, mori: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    news = page(draft, deed="/news?seen=1")
    assert 'hx-trigger="every 2s"' in client.get(page(draft)).text
    assert 'hx-trigger="every 2s"' in client.get(news).text

    client.post(page(draft, osaka), data=holding(session, draft, osaka, LATER, mori))

    answer = client.get(news).text
    assert "Somebody has changed this draft" in answer
    assert "hx-trigger" not in answer


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"deed": "fly"},
        {"deed": "hold"},
        {"deed": "hold", "day": "2026-10-06"},
        {"deed": "hold", "day": "tomorrow", "adviser": "1"},
        {"deed": "hold", "day": "9999-12-31", "adviser": "1"},
        {"deed": "hold", "day": "0001-01-01", "adviser": "1"},
        {"deed": "hold", "day": "2026-10-06", "adviser": ["1", ""]},
        {"deed": "hold", "day": "2026-10-06", "adviser": "987654"},
        {"deed": "hold", "day": "2026-10-06", "adviser": ["987654", "987655"]},
    ],
)
def test_what_is_no_choice_changes_nothing(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, sent: dict[str, object]
) -> None:
    before = held(session, draft)

    answer = sign_in(RoleName.PLANNER).post(
        page(draft, osaka), data={**sent, "seen": seen(session, draft, osaka)}
    )

    assert answer.status_code == 422
    assert held(session, draft) == before


def test_what_is_over_or_released_is_not_edited(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, mori: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    sent = holding(session, draft, osaka, LATER, mori)
    make_seminar(session, osaka, team=[mori], day=DAY, state=SeminarState.HELD)
    answer = client.post(page(draft, osaka), data=sent, follow_redirects=True)
    assert "closed or was held" in answer.text

    draft.state = PlanState.RELEASED
    session.commit()
    answer = client.post(page(draft, osaka), data=sent, follow_redirects=True)
    assert "it has been released" in answer.text
    answer = client.post(page(draft, deed="/undo"), data={"step": "1"}, follow_redirects=True)
    assert "it has been released" in answer.text
    assert client.get(page(draft, osaka)).location.endswith(f"/plans/{draft.id}")


def test_only_a_draft_offers_to_be_edited(session: Session, sign_in: SignIn, draft: Plan) -> None:
    client = sign_in(RoleName.PLANNER)

    assert "Edit by hand" in client.get(f"/en/organiser/plans/{draft.id}").text
    parent = session.get_one(Plan, draft.parent_id)
    assert client.get(page(parent)).location.endswith(f"/plans/{parent.id}")
    assert "Edit by hand" not in client.get(f"/en/organiser/plans/{parent.id}").text


def test_planners_alone_edit_drafts(sign_in: SignIn, draft: Plan, osaka: Bid) -> None:
    client = sign_in(RoleName.CLERK)

    for address in (page(draft), page(draft, osaka), page(draft, deed="/news")):
        assert client.get(address).status_code == 403
    for address in (page(draft, osaka), page(draft, deed="/undo"), page(draft, deed="/redo")):
        assert client.post(address).status_code == 403


def test_strangers_are_asked_to_log_in(client: FlaskClient, draft: Plan) -> None:
    assert "/organiser/login" in client.get(page(draft)).location


def test_what_does_not_exist_is_not_found(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)
    far = f"/organiser/plans/{draft.id + 9}/edit"

    assert client.get(f"/organiser/plans/{draft.id}/edit/987654").status_code == 404
    for address in (far, f"{far}/{osaka.id}", f"{far}/news"):
        assert client.get(address).status_code == 404
    for address in (f"{far}/{osaka.id}", f"{far}/undo"):
        sent = {"deed": "refuse", "seen": "x", "step": "1"}
        assert client.post(address, data=sent).status_code == 404
    assert session.scalar(select(Plan.version).where(Plan.id == draft.id)) == 1


def test_steps_are_sent_and_not_read(sign_in: SignIn, draft: Plan) -> None:
    client = sign_in(RoleName.PLANNER)

    assert client.get(page(draft, deed="/undo")).status_code == 405
    assert client.post(page(draft)).status_code == 405

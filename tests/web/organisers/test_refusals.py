"""Refusals: what would have won is for the office alone, which words what hosts are told."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.outbox.model import Message
from seminar_service.planning.model import Plan
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE, make_bid, make_plan, make_tour
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of

REMEDIES: list[dict[str, Any]] = [
    {
        "kind": "told",
        "ja": "山田 太郎の都合がつけば、開催できます。",
        "en": "Held if Taro Yamada were free.",
    },
    {"kind": "budget", "day": "2026-10-06", "budget_yen": 20_000},
]
SENTENCES = {
    "": [
        "山田 太郎の都合がつけば、開催できます。",
        "旅費の予算が20,000円であれば、2026年10月6日（火）に開催できます。",
    ],
    "/en": [
        "Held if Taro Yamada were free.",
        "It would be held on Tue 6 Oct 2026 with a travel budget of 20,000 yen.",
    ],
}
DAY = "2026-11-04"
HEADS = {"/en": "What would have made it possible", "": "開催できる条件"}
NOTHING = {"/en": "No single change would have been enough", "": "いずれか1つを変えるだけでは"}
LIMITS = {"/en": "at most ¥12,345", "": "最大で12,345円"}


@pytest.fixture(params=["", "/en"])
def prefix(request: pytest.FixtureRequest) -> str:
    """The beginning of the addresses in each language."""
    return str(request.param)


@pytest.fixture
def plan(session: Session) -> Plan:
    """A plan that refuses the only bid of its tour."""
    tour = make_tour(session)
    return make_plan(session, tour, {}, [make_bid(session, tour)])


def refuse(session: Session, plan: Plan, remedies: list[dict[str, Any]] | None) -> None:
    plan.declines[0].remedies = remedies
    plan.declines[0].extra_yen = 12_345
    session.commit()


def card(sign_in: SignIn, plan: Plan, prefix: str) -> Tag:
    """What the page says of the refused bid."""
    page = sign_in(RoleName.VIEWER).get(f"{prefix}/organiser/plans/{plan.id}/refusals")
    found = BeautifulSoup(page.text, "html.parser").find(id=f"bid-{plan.declines[0].bid_id}")
    assert isinstance(found, Tag)
    return found


def test_the_page_lists_what_would_have_won_in_its_language_the_cheapest_first(
    session: Session, sign_in: SignIn, plan: Plan, prefix: str
) -> None:
    refuse(session, plan, REMEDIES)

    shown = card(sign_in, plan, prefix)

    assert HEADS[prefix] in shown.text
    assert [item.text for item in shown.select("li")] == SENTENCES[prefix]


def test_a_clerk_is_led_to_the_question_whether_the_host_can_offer_the_day(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    refuse(session, plan, [{"kind": "budget", "budget_yen": 5}, {"kind": "date", "day": DAY}])
    bid = plan.declines[0].bid
    address = f"/organiser/plans/{plan.id}/refusals"

    clerk = sign_in(RoleName.CLERK)
    (link,) = BeautifulSoup(clerk.get(address).text, "html.parser").select(
        f"a[href^='/organiser/bids/{bid.id}/ask']"
    )

    assert link["href"] == f"/organiser/bids/{bid.id}/ask?day={DAY}"
    assert "/ask" not in sign_in(RoleName.VIEWER).get(address).text
    bid.state = BidState.WITHDRAWN
    session.commit()
    assert "/ask" not in clerk.get(address).text


def test_the_page_says_where_no_single_change_would_have_won(
    session: Session, sign_in: SignIn, plan: Plan, prefix: str
) -> None:
    refuse(session, plan, [])

    shown = card(sign_in, plan, prefix)

    assert NOTHING[prefix] in shown.text
    assert not shown.select("li")


def test_the_page_says_nothing_of_what_nobody_looked_for(
    session: Session, sign_in: SignIn, plan: Plan, prefix: str
) -> None:
    refuse(session, plan, None)

    shown = card(sign_in, plan, prefix)

    assert NOTHING[prefix] not in shown.text
    assert HEADS[prefix] not in shown.text


def test_the_extra_cost_is_told_as_an_upper_limit(
    session: Session, sign_in: SignIn, plan: Plan, prefix: str
) -> None:
    refuse(session, plan, None)

    assert LIMITS[prefix] in card(sign_in, plan, prefix).text


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_hosts_read_the_reason_and_never_what_would_have_won(
    session: Session, client: FlaskClient, plan: Plan, locale: str
) -> None:
    refuse(session, plan, REMEDIES)
    bid = plan.declines[0].bid
    bid.locale = locale
    session.commit()

    release(session, plan.id, office=OFFICE, actor=Actor(ActorKind.ORGANISER), now=NOW)

    (mail,) = session.scalars(select(Message)).all()
    address = f"/bids/{links.mint(session, LinkPurpose.BID, bid.id, now=NOW)}"
    session.commit()
    read = [mail.subject + mail.body, *(client.get(each + address).text for each in ("", "/en"))]
    for text in read:
        assert "日程の都合です。" in text or "Dates." in text
        assert not [told for those in SENTENCES.values() for told in those if told in text]


HOSTILE = "<script>alert(1)</script>\n.\nFrom: x@example.jp\n{{ 7 * 7 }}"


def address(plan: Plan) -> str:
    return f"/en/organiser/plans/{plan.id}/refusals/{plan.declines[0].bid_id}"


def test_the_office_changes_what_the_host_is_told_and_the_host_reads_just_that(
    session: Session, sign_in: SignIn, client: FlaskClient, plan: Plan
) -> None:
    planner = sign_in(RoleName.PLANNER)
    form = form_of(planner.get(address(plan)).text)
    assert form["text"] == ["日程の都合です。"]

    sent = planner.post(address(plan), data=form | {"text": [HOSTILE]})

    assert sent.status_code == 303
    preview = planner.get(f"/en/organiser/plans/{plan.id}/release").text
    for page in (preview, planner.get(sent.location).text):
        assert "&lt;script&gt;alert(1)" in page
        assert "Edited by the office" in page
    release(session, plan.id, office=OFFICE, actor=Actor(ActorKind.ORGANISER), now=NOW)
    (mail,) = session.scalars(select(Message)).all()
    assert HOSTILE in mail.body
    bid_id = plan.declines[0].bid_id
    token = links.mint(session, LinkPurpose.BID, bid_id, now=NOW)
    session.commit()
    for page in (client.get(f"/bids/{token}").text, client.get(f"/en/bids/{token}").text):
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "日程の都合です。" not in page
    assert "Edited by the office" in planner.get(f"/en/organiser/bids/{bid_id}").text


def test_the_services_own_words_come_back_at_a_press(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    plan.declines[0].office_text = "別の文"
    session.commit()
    planner = sign_in(RoleName.PLANNER)
    form = form_of(planner.get(address(plan)).text)

    sent = planner.post(address(plan), data=form | {"text": [""], "own_words": ["1"]})

    assert sent.status_code == 303
    session.expire_all()
    assert plan.declines[0].office_text == ""


@pytest.mark.parametrize("text", ["", " ", "あ" * 1_001])
def test_an_empty_or_endless_text_is_asked_for_again(
    sign_in: SignIn, plan: Plan, text: str
) -> None:
    planner = sign_in(RoleName.PLANNER)
    form = form_of(planner.get(address(plan)).text)

    assert planner.post(address(plan), data=form | {"text": [text]}).status_code == 422


def test_two_who_word_one_refusal_see_each_other(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    planner = sign_in(RoleName.PLANNER)
    form = form_of(planner.get(address(plan)).text)
    plan.declines[0].office_text, plan.declines[0].version = "先の文", 2
    session.commit()

    sent = planner.post(address(plan), data=form | {"text": ["後の文"]})

    assert sent.status_code == 409
    assert "先の文" in sent.text
    assert "後の文" in sent.text


def test_a_text_that_was_changed_after_the_preview_is_shown_before_it_is_sent(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    planner = sign_in(RoleName.PLANNER)
    preview = f"/organiser/plans/{plan.id}/release"
    seen = form_of(planner.get(preview).text, holding="shown")
    plan.declines[0].office_text, plan.declines[0].version = "別の文", 2
    session.commit()

    answer = planner.post(preview, data=seen)

    assert answer.status_code == 409
    assert "別の文" in answer.text
    assert session.scalars(select(Message)).all() == []


def test_what_was_told_is_changed_no_more(session: Session, sign_in: SignIn, plan: Plan) -> None:
    planner = sign_in(RoleName.PLANNER)
    form = form_of(planner.get(address(plan)).text)
    release(session, plan.id, office=OFFICE, actor=Actor(ActorKind.ORGANISER), now=NOW)

    answer = planner.post(address(plan), data=form | {"text": ["遅い"]})

    assert answer.status_code == 409
    assert "遅い" in answer.text


def test_only_planners_word_refusals_and_only_of_bids_that_are_refused(
    sign_in: SignIn, plan: Plan
) -> None:
    assert sign_in(RoleName.CLERK).get(address(plan)).status_code == 403
    planner = sign_in(RoleName.PLANNER)
    assert planner.put(address(plan)).status_code == 405
    assert planner.get(f"/organiser/plans/{plan.id}/refusals/99").status_code == 404
    assert planner.get("/organiser/plans/99/refusals/1").status_code == 404


def test_the_office_alone_reads_what_stood_in_the_way(
    session: Session, sign_in: SignIn, client: FlaskClient, plan: Plan
) -> None:
    (refusal,) = plan.declines
    refusal.reason, refusal.text_ja, refusal.text_en = "no_free_adviser", "", ""
    refusal.grounds = {
        "days": ["2026-10-06"],
        "hindered": [{"day": "2026-10-06", "by": [{"why": "budget", "advisers": []}]}],
    }
    session.commit()

    assert "beyond the travel budget" in card(sign_in, plan, "/en").text
    release(session, plan.id, office=OFFICE, actor=Actor(ActorKind.ORGANISER), now=NOW)
    token = links.mint(session, LinkPurpose.BID, refusal.bid_id, now=NOW)
    session.commit()
    assert "travel budget" not in client.get(f"/en/bids/{token}").text

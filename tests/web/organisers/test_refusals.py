"""What would have won a refused bid: on the organiser's page of a plan, and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.outbox.model import Message
from seminar_service.planning.model import Plan
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE, make_bid, make_plan, make_tour

SignIn = Callable[[RoleName], FlaskClient]
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
        "旅費の予算が20,000円であれば、2026年10月6日に開催できます。",
    ],
    "/en": [
        "Held if Taro Yamada were free.",
        "It would be held on 2026-10-06 with a travel budget of 20,000 yen.",
    ],
}
HEADS = {"/en": "What would have made it possible", "": "開催できる条件"}
NOTHING = {"/en": "No single change would have been enough", "": "いずれか一つを変えるだけでは"}
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

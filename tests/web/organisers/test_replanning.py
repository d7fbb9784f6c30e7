"""Choosing what the planner is to do with a draft, and starting it."""

from datetime import timedelta

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning import locks
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, read_held
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_bid
from tests.planning.drafts import DAY, LATER, STAFF, edited
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_queries
from tests.web.accounts.support import SignIn

START = {"deed": "start", "time_limit": "30"}


def page(draft: Plan, kind: str = "rest", query: str = "") -> str:
    return f"/en/organiser/plans/{draft.id}/again/{kind}{query}"


def words(text: str) -> str:
    return BeautifulSoup(text, "html.parser").get_text(" ", strip=True)


def boxes(text: str) -> dict[str, bool]:
    """Each box of the page, with whether it is ticked."""
    found = BeautifulSoup(text, "html.parser").select("input[type=checkbox]")
    return {f"{each['name']}={each['value']}": each.has_attr("checked") for each in found}


def label_of(text: str, box: str) -> str:
    found = BeautifulSoup(text, "html.parser").select_one(f"label[for='{box}']")
    assert isinstance(found, Tag)
    return found.get_text(" ", strip=True)


def runs(session: Session) -> list[DraftRun]:
    session.rollback()
    return list(session.scalars(select(DraftRun)))


def test_everything_that_can_be_chosen_stands_on_the_page(
    sign_in: SignIn, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    text = sign_in(RoleName.PLANNER).get(page(draft)).text

    assert boxes(text) == dict.fromkeys(
        [
            "all=1",
            "region=chubu",
            "region=kinki",
            "week=2026-10-05",
            f"month={adviser.id}/2026-10",
            f"bid={osaka.id}",
            f"bid={nagoya.id}",
        ],
        False,
    )
    assert "is planned again" in label_of(text, f"bid-{osaka.id}")


def test_a_choice_lives_in_the_address_and_says_what_it_means(
    sign_in: SignIn, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)
    chosen = {"deed": "show", "bid": [osaka.id, nagoya.id], "region": "kinki"}

    shown = client.post(page(draft), data=chosen)
    assert shown.status_code == 303
    assert f"bids={osaka.id}-{nagoya.id}" in shown.location

    text = client.get(shown.location).text
    ticked = {box for box, is_ticked in boxes(text).items() if is_ticked}
    assert ticked == {f"bid={osaka.id}", f"bid={nagoya.id}", "region=kinki"}
    assert label_of(text, f"bid-{osaka.id}").endswith("; stays")


def test_the_planner_is_started_with_what_is_ticked(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)

    sent = client.post(page(draft, "improve"), data=START | {"bid": osaka.id})

    (row,) = runs(session)
    assert sent.location.endswith(f"/en/organiser/planning-runs/{row.run_id}")
    assert (row.kind, read_held(row.pins)) == (ReplanKind.IMPROVE, {})
    assert row.run.time_limit_seconds == 30
    text = words(client.get(sent.location).text)
    assert "Waiting for its turn in the queue" in text
    assert "Improve only this" in text
    draft_page = client.get(f"/en/organiser/plans/{draft.id}/edit").text
    assert f"/planning-runs/{row.run_id}" in draft_page

    again = client.post(page(draft), data=START, follow_redirects=True)
    assert "already at work on this draft" in again.text
    assert len(runs(session)) == 1
    room = client.get(f"/en/organiser/tours/{draft.tour.fiscal_year}/planning").text
    assert "Plan the tour" in room


def test_what_is_locked_says_so_and_what_collides_is_told_with_what_to_free(  # noqa: PLR0917 (fixtures)
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    edited(session, draft, nagoya, Held(DAY + timedelta(days=3), (adviser.id,)))
    locks.lock_as_planned(session, draft.id, {osaka.id: ""}, actor=STAFF, now=NOW)

    text = client.get(page(draft, query="?all=1")).text
    assert label_of(text, f"bid-{osaka.id}").endswith("; locked")
    assert "What stays breaks rules" in text
    assert "does not offer" in text
    assert "broken=free" in boxes(text)
    link = BeautifulSoup(text, "html.parser").find(
        "a", string="Leave these seminars to the planner"
    )
    assert isinstance(link, Tag)

    text = client.get(str(link["href"])).text
    assert "What stays breaks rules" not in text
    assert label_of(text, f"bid-{nagoya.id}").endswith("is planned again")


def test_a_repair_names_what_is_broken_and_is_offered_only_then(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    text = client.get(page(draft, "repair")).text
    assert "Nothing to repair" in text
    assert "Start the planner" not in text
    refused = client.post(page(draft, "repair"), data=START)
    assert refused.status_code == 409
    assert "There is nothing to repair" in refused.text

    edited(session, draft, osaka, Held(LATER + timedelta(days=1), (adviser.id,)))
    text = client.get(page(draft, "repair")).text
    assert "does not offer" in text
    assert client.post(page(draft, "repair"), data=START).status_code == 303
    assert [row.kind for row in runs(session)] == [ReplanKind.REPAIR]


def test_nothing_is_started_where_nothing_is_free(
    session: Session, sign_in: SignIn, draft: Plan
) -> None:
    refused = sign_in(RoleName.PLANNER).post(page(draft, "improve"), data=START)

    assert refused.status_code == 409
    assert "Everything would stay as it is" in refused.text
    assert runs(session) == []


def test_bad_input_starts_nothing_and_keeps_the_choice(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)

    for limit in ("", "7", "x"):
        sent = client.post(page(draft), data={"time_limit": limit, "bid": osaka.id})
        assert sent.status_code == 422
        assert boxes(sent.text)[f"bid={osaka.id}"]
    for query in ("?bid=x", "?week=2026-99-99", "?month=/", "?bids=9-1.x", "?region=%00"):
        assert client.get(page(draft, query=query)).status_code == 200
    assert runs(session) == []


def test_only_a_draft_is_planned_again(
    session: Session, sign_in: SignIn, tour: Tour, draft: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    tour.stage = TourStage.ARCHIVED
    session.commit()
    assert client.post(page(draft), data=START).status_code == 409
    tour.stage, draft.state = TourStage.OPEN, PlanState.RELEASED
    session.commit()
    for answer in (client.get(page(draft)), client.post(page(draft), data=START)):
        assert answer.status_code == 303
        assert answer.location.endswith(f"/plans/{draft.id}")
    assert not session.scalars(select(PlanningRun)).all()


def test_planners_alone_choose_and_start(
    session: Session, sign_in: SignIn, client: FlaskClient, draft: Plan
) -> None:
    address = page(draft)
    assert "/organiser/login" in client.get(address).location
    clerk = sign_in(RoleName.CLERK)
    assert clerk.get(address).status_code == 403
    assert clerk.post(address, data=START).status_code == 403
    assert runs(session) == []


def test_what_does_not_exist_is_not_found_and_other_methods_are_none(
    sign_in: SignIn, draft: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)

    for address in (page(draft, "everything"), f"/en/organiser/plans/{draft.id + 9}/again/rest"):
        assert client.get(address).status_code == 404
        assert client.post(address, data=START).status_code == 404
    assert client.put(page(draft)).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_bids(
    session: Session, sign_in: SignIn, tour: Tour, draft: Plan, adviser: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    days = [DAY + timedelta(days=7 * number) for number in range(12)]
    bids = [make_bid(session, tour, days={day: "first"}) for day in days]
    held = {bid: (day, [adviser]) for bid, day in zip(bids, days, strict=True)}
    tour_plan = save_plan(session, tour, {bid: held[bid] for bid in bids[:9:3]})
    large = copy_plan(session, tour_plan.id, actor=STAFF, now=NOW)
    addresses = page(draft), f"/en/organiser/plans/{large}/again/rest?all=1"
    counts = []
    for address in addresses:
        client.get(address)
        with counted_queries(session) as queries:
            text = client.get(address).text
        counts.append((len(boxes(text)), len(queries)))

    (few, first), (many, second) = counts
    assert few < many
    assert first == second

"""The page of what the planner suggests for a draft."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.drafting import delete_draft
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, SuggestionState
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.workers.registry import HANDLERS
from tests.factories import NOW, make_seminar
from tests.planning.drafts import DAY, LATER, STAFF, edited
from tests.planning.suggesting import suggest
from tests.web.accounts.support import SignIn
from tests.work.fixtures import MakeWorker


@pytest.fixture
def run_id(session: Session, make_worker: MakeWorker, draft: Plan) -> int:
    return planned(session, make_worker, draft, ReplanKind.REST)


def planned(session: Session, make_worker: MakeWorker, draft: Plan, kind: ReplanKind) -> int:
    run_id = plan_again(session, draft.id, kind, Selection(), 30, actor=STAFF, now=NOW)
    make_worker(HANDLERS).run_due()
    session.expire_all()
    return run_id


def page(run_id: int) -> str:
    return f"/en/organiser/planning-runs/{run_id}/suggestion"


def words(text: str) -> str:
    return BeautifulSoup(text, "html.parser").get_text(" ", strip=True)


def form(text: str, deed: str) -> dict[str, str]:
    """What the button for a deed sends."""
    for found in BeautifulSoup(text, "html.parser").select("form"):
        values = {str(each["name"]): str(each["value"]) for each in found.select("input")}
        if values.get("deed") == deed:
            return values
    raise AssertionError(deed)


def held(session: Session, draft: Plan) -> dict[int, Held]:
    session.rollback()
    return held_by(session, draft.id)


def test_what_would_change_is_told_with_its_cost_before_anything_is_kept(
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)

    text = words(client.get(page(run_id)).text)

    assert f"{nagoya.host_name}" in text
    assert "held on Wed 7 Oct 2026" in text
    assert "yen less for refused bids" in text
    assert "none: proven" in text
    assert "not decided yet" in text
    assert nagoya.id not in held(session, draft)
    run_page = words(client.get(f"/en/organiser/planning-runs/{run_id}").text)
    assert "See what the planner suggests" in run_page
    viewer = sign_in(RoleName.VIEWER).get(f"/en/organiser/planning-runs/{run_id}").text
    assert page(run_id) not in viewer


def test_it_is_taken_in_and_undone(
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)

    sent = client.post(page(run_id), data=form(client.get(page(run_id)).text, "take"))

    assert sent.location.endswith(f"/plans/{draft.id}/edit")
    assert nagoya.id in held(session, draft)
    text = client.get(sent.location).text
    assert "as one step that you can undo" in text
    assert "taken into the draft" in text
    client.post(f"/en/organiser/plans/{draft.id}/edit/undo", data={"step": 1})
    assert nagoya.id not in held(session, draft)
    again = client.get(page(run_id)).text
    assert client.post(page(run_id), data=form(again, "take")).status_code == 303
    assert nagoya.id in held(session, draft)


def test_who_takes_it_in_after_an_edit_is_shown_the_draft_as_it_is_now(  # noqa: PLR0917 (fixtures)
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, adviser: Adviser, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    shown = form(client.get(page(run_id)).text, "take")
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))

    refused = client.post(page(run_id), data=shown)

    assert refused.status_code == 409
    assert "Nothing was taken in" in refused.text
    assert "undoes what was done by hand" in refused.text
    assert held(session, draft)[osaka.id].day == LATER
    assert client.post(page(run_id), data=form(refused.text, "take")).status_code == 303
    assert held(session, draft)[osaka.id].day == DAY


def test_it_is_kept_as_a_plan_of_its_own(
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)

    sent = client.post(page(run_id), data={"deed": "keep"}, follow_redirects=True)

    assert "a draft of its own now" in sent.text
    own = session.scalars(select(Plan).order_by(Plan.id.desc())).first()
    assert own is not None
    assert nagoya.id in held(session, own)
    assert nagoya.id not in held(session, draft)
    assert "kept as a plan of its own" in client.get(page(run_id)).text


def test_it_is_thrown_away_and_then_only_looked_at(
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    shown = form(client.get(page(run_id)).text, "take")

    sent = client.post(page(run_id), data={"deed": "discard"}, follow_redirects=True)

    assert "has been thrown away" in sent.text
    text = client.get(page(run_id)).text
    assert "Take it into the draft" not in text
    for data in (shown, {"deed": "keep"}):
        refused = client.post(page(run_id), data=data)
        assert refused.status_code == 409
        assert "Somebody has thrown this suggestion away" in refused.text
    assert nagoya.id not in held(session, draft)


def test_a_released_or_deleted_draft_takes_nothing_in(
    session: Session, sign_in: SignIn, draft: Plan, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    shown = form(client.get(page(run_id)).text, "take")
    draft.state = PlanState.RELEASED
    session.commit()

    refused = client.post(page(run_id), data=shown)
    assert refused.status_code == 409
    assert "has been released in the meantime" in refused.text
    assert "Take it into the draft" not in refused.text

    draft.state = PlanState.EDITED
    session.commit()
    delete_draft(session, draft.id, version=None, actor=STAFF, now=NOW)
    refused = client.post(page(run_id), data=shown)
    assert refused.status_code == 409
    assert "The draft has been deleted" in refused.text
    sent = client.post(page(run_id), data={"deed": "discard"})
    assert sent.location.endswith("/planning")
    session.rollback()
    assert session.get_one(DraftRun, run_id).state is SuggestionState.DISCARDED


def test_what_is_over_by_now_is_not_changed(
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    make_seminar(session, nagoya, day=DAY, state=SeminarState.HELD)

    refused = client.post(page(run_id), data=form(client.get(page(run_id)).text, "take"))

    assert refused.status_code == 409
    assert "closed or was held" in refused.text
    assert nagoya.id not in held(session, draft)


def test_a_repair_says_which_rules_it_mends(  # noqa: PLR0917 (fixtures)
    session: Session,
    sign_in: SignIn,
    make_worker: MakeWorker,
    draft: Plan,
    osaka: Bid,
    adviser: Adviser,
) -> None:
    edited(session, draft, osaka, Held(LATER + timedelta(days=1), (adviser.id,)))
    run_id = planned(session, make_worker, draft, ReplanKind.REPAIR)

    text = words(sign_in(RoleName.PLANNER).get(page(run_id)).text)

    assert "mended The host does not offer" in text
    assert "not mended" not in text


def test_a_minute_more_asks_the_same_of_the_draft(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid
) -> None:
    run_id = suggest(session, draft.id, {osaka.id: None})
    client = sign_in(RoleName.PLANNER)
    text = client.get(f"/en/organiser/planning-runs/{run_id}").text
    assert "A minute more" in text

    sent = client.post(f"/en/organiser/plans/{draft.id}/again/rest", data={"time_limit": "60"})

    newer = session.get_one(DraftRun, int(sent.location.rsplit("/", 1)[1]))
    assert (newer.kind, newer.draft_id) == (ReplanKind.REST, draft.id)
    draft.state = PlanState.RELEASED
    session.commit()
    text = client.get(f"/en/organiser/planning-runs/{run_id}").text
    assert "A minute more" not in text


def test_what_nobody_asked_for_changes_nothing(
    session: Session, sign_in: SignIn, draft: Plan, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    before = held(session, draft)

    for data in ({}, {"deed": "x"}):
        assert client.post(page(run_id), data=data).status_code == 422
    assert client.post(page(run_id), data={"deed": "take", "seen": "x"}).status_code == 409
    assert client.put(page(run_id)).status_code == 405
    assert held(session, draft) == before


def test_planners_alone_see_and_settle_it(
    sign_in: SignIn, client: FlaskClient, run_id: int
) -> None:
    assert "/organiser/login" in client.get(page(run_id)).location
    clerk = sign_in(RoleName.CLERK)
    assert clerk.get(page(run_id)).status_code == 403
    assert clerk.post(page(run_id), data={"deed": "discard"}).status_code == 403


def test_a_run_without_a_suggestion_has_no_page(
    session: Session, sign_in: SignIn, draft: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    run_id = plan_again(session, draft.id, ReplanKind.REST, Selection(), 30, actor=STAFF, now=NOW)
    for key in (run_id, run_id + 99):
        assert client.get(page(key)).status_code == 404
        for deed in ("take", "keep", "discard"):
            assert client.post(page(key), data={"deed": deed}).status_code == 404


def test_where_the_draft_has_no_cost_the_suggestion_has_its_own(  # noqa: PLR0917 (fixtures)
    session: Session,
    sign_in: SignIn,
    make_worker: MakeWorker,
    draft: Plan,
    osaka: Bid,
    nagoya: Bid,
) -> None:
    team = held(session, draft)[osaka.id].team
    day = nagoya.dates[0].day
    for bid in (osaka, nagoya):
        edited(session, draft, bid, Held(day, team))
    assert session.get_one(Plan, draft.id).objective_yen is None
    run_id = planned(session, make_worker, draft, ReplanKind.REPAIR)

    said = words(sign_in(RoleName.PLANNER).get(page(run_id)).text)

    assert "Cost with the suggestion" in said
    assert "nothing can be compared with it" in said
    assert "Difference in cost" not in said
    assert "Cost by part" not in said

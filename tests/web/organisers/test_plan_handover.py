"""Handing over one adviser's seminars in a draft, page by page."""

from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from tests.factories import make_seminar
from tests.planning.drafts import DAY, edited
from tests.planning.trip_fixtures import NEXT, TripGround
from tests.web.accounts.support import SignIn


def page(ground: TripGround, query: str = "") -> str:
    return f"/en/organiser/plans/{ground.plan.id}/edit/handover{query}"


def asked(ground: TripGround, receiver: object = "") -> str:
    days = f"from={DAY}&until={NEXT}"
    return page(ground, f"?adviser={ground.giver.id}&{days}&to={receiver}")


def ticked(text: str) -> list[str]:
    soup = BeautifulSoup(text, "html.parser")
    return [str(box["value"]) for box in soup.select("input[name=take][checked]")]


def sent(ground: TripGround, take: list[str]) -> dict[str, object]:
    return {
        "adviser": str(ground.giver.id),
        "from": DAY.isoformat(),
        "until": NEXT.isoformat(),
        "take": take,
    }


def teams(session: Session, ground: TripGround) -> list[tuple[int, ...]]:
    session.rollback()
    held = held_by(session, ground.plan.id)
    return [held[bid.id].team for bid in ground.trip]


def test_a_week_is_handed_over_after_it_was_shown_and_undone_in_one_step(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    giver, near = (trip_ground.giver.id,), (trip_ground.near.id,)

    shown = client.get(asked(trip_ground))
    assert shown.status_code == 200
    take = ticked(shown.text)
    assert len(take) == 2
    assert teams(session, trip_ground) == [giver, giver]
    answer = client.post(page(trip_ground), data=sent(trip_ground, take), follow_redirects=True)

    assert "West instead of East" in answer.text
    assert teams(session, trip_ground) == [near, near]
    client.post(page(trip_ground).replace("handover", "undo"), data={"step": "1"})
    assert teams(session, trip_ground) == [giver, giver]


def test_without_anybody_chosen_the_page_asks_who(sign_in: SignIn, trip_ground: TripGround) -> None:
    client = sign_in(RoleName.PLANNER)
    text = client.get(page(trip_ground)).text

    assert "East (3 seminars)" in text
    assert "preview" not in text


def test_the_week_of_a_day_and_days_that_cannot_be_are_understood(
    sign_in: SignIn, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    who = f"?adviser={trip_ground.giver.id}"

    assert len(ticked(client.get(page(trip_ground, f"{who}&week={NEXT}")).text)) == 2
    assert len(ticked(client.get(page(trip_ground, f"{who}&from={NEXT}")).text)) == 1
    assert len(ticked(client.get(page(trip_ground, f"{who}&until={DAY}")).text)) == 1
    backwards = client.get(page(trip_ground, f"{who}&from={NEXT}&until={DAY}")).text
    assert "before the first" in backwards
    for odd in ("week=9999-12-31", "from=9999-12-31", "until=0001-01-01", "week=x", "to=x"):
        assert client.get(page(trip_ground, f"{who}&{odd}")).status_code == 200


def test_nothing_ticked_and_nonsense_change_nothing(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    before = teams(session, trip_ground)
    bid = trip_ground.trip[0].id
    good = ticked(client.get(asked(trip_ground)).text)[0]
    for take in (
        [],
        ["nonsense"],
        [good, "nonsense"],
        [good, good],
        [f"{bid}/{DAY}:{trip_ground.giver.id}/2026-13-41:1"],
        [f"{bid}/{DAY}:{trip_ground.giver.id}/{DAY}:99999"],
        [f"{bid}/{DAY}:{trip_ground.giver.id}/{DAY}:1,2"],
    ):
        answer = client.post(page(trip_ground), data=sent(trip_ground, take))
        assert answer.status_code == 422
        assert "tick at least one" in answer.text

    assert teams(session, trip_ground) == before


def test_what_somebody_else_has_changed_is_not_overwritten(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    take = ticked(client.get(asked(trip_ground)).text)
    edited(session, trip_ground.plan, trip_ground.trip[1], None)

    answer = client.post(page(trip_ground), data=sent(trip_ground, take))

    assert answer.status_code == 409
    assert "somebody else has changed" in answer.text
    assert len(ticked(answer.text)) == 1
    session.rollback()
    held = held_by(session, trip_ground.plan.id)
    assert held[trip_ground.trip[0].id].team == (trip_ground.giver.id,)


def test_what_was_ticked_stays_so_where_the_form_comes_back(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    first, second = ticked(client.get(asked(trip_ground)).text)
    bids = [int(each.partition("/")[0]) for each in (first, second)]
    changed, kept = bids if bids[0] == trip_ground.trip[1].id else reversed(bids)
    sent_of = {int(each.partition("/")[0]): each for each in (first, second)}
    edited(session, trip_ground.plan, trip_ground.trip[1], None)

    answer = client.post(page(trip_ground), data=sent(trip_ground, [sent_of[changed]]))

    assert answer.status_code == 409
    assert ticked(answer.text) == []
    again = client.post(page(trip_ground), data=sent(trip_ground, list(sent_of.values())))
    assert [int(each.partition("/")[0]) for each in ticked(again.text)] == [kept]


def test_what_is_over_is_shown_as_that_and_not_taken(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    take = ticked(client.get(asked(trip_ground)).text)
    giver = trip_ground.giver
    make_seminar(session, trip_ground.trip[0], team=[giver], day=DAY, state=SeminarState.HELD)
    session.commit()

    assert "It is closed or was held" in client.get(asked(trip_ground)).text
    answer = client.post(page(trip_ground), data=sent(trip_ground, take), follow_redirects=True)
    assert "no plan changes it" in answer.text
    assert teams(session, trip_ground) == [(giver.id,)] * 2


def test_only_planners_hand_over_and_only_in_drafts(
    sign_in: SignIn, session: Session, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.CLERK)
    assert client.get(page(trip_ground)).status_code == 403
    assert client.post(page(trip_ground)).status_code == 403
    client = sign_in(RoleName.PLANNER)
    assert client.put(page(trip_ground)).status_code == 405
    assert client.get("/en/organiser/plans/999/edit/handover").status_code == 404
    assert client.post("/en/organiser/plans/999/edit/handover").status_code == 404
    trip_ground.plan.state = PlanState.RELEASED
    session.commit()
    assert client.get(page(trip_ground)).status_code == 303
    assert client.post(page(trip_ground)).status_code == 303


def test_the_year_the_list_and_the_journeys_lead_there(
    sign_in: SignIn, trip_ground: TripGround
) -> None:
    client = sign_in(RoleName.PLANNER)
    plan = f"/organiser/plans/{trip_ground.plan.id}"
    way = f"{plan}/edit/handover?adviser={trip_ground.giver.id}"
    for here in ("timeline", f"timeline?zoom=week&from={DAY}", "edit", "itineraries"):
        assert way in client.get(f"{plan}/{here}").text
    client = sign_in(RoleName.VIEWER)
    assert way not in client.get(f"{plan}/timeline").text

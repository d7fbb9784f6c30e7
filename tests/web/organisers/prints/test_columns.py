"""The columns of sign-in lists."""

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.web.organisers.prints.columns import CHOICE, chosen_columns
from tests.web.conftest import Page


def test_the_name_is_always_there_behind_what_is_ticked() -> None:
    assert [each.name for each in chosen_columns([])] == ["name"]
    chosen = chosen_columns(["sign", "company", "number", "tick", "unknown"])
    assert [each.name for each in chosen] == ["tick", "number", "name", "company", "sign"]


def test_what_is_written_by_hand_is_empty_and_the_rest_says_what_was_answered(page: Page) -> None:
    row = Registration(
        id=7,
        mode=AttendanceMode.ONLINE,
        company="例示",
        department="部",
        wishes_consultation=True,
        needs_other="Braille",
    )
    row.needs_wheelchair, row.needs_sign_language, row.needs_large_print = True, False, False
    with page():
        said = {each.name: each.said(row) for each in CHOICE}
    assert said == {
        "tick": "",
        "number": "7",
        "company": "例示",
        "department": "部",
        "needs": "Access by wheelchair, Braille",
        "consultation": "requested",
        "mode": "Online",
        "sign": "",
    }

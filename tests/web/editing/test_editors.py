"""Who edited a thing, in words that its reader may know."""

import pytest

from seminar_service.domain.actors import ActorKind
from seminar_service.overview.edits import Edit
from seminar_service.web.editing.editors import _editor
from tests.conftest import NOW
from tests.web.conftest import Page

HOST, ADVISER, STAFF = "/bids/token", "/adviser/token", "/organiser/bids/1"


@pytest.mark.parametrize(
    ("reader", "party", "name", "said"),
    [
        (HOST, ActorKind.ORGANISER, "Hanako", "the office"),
        (ADVISER, ActorKind.ORGANISER, "Hanako", "the office"),
        (STAFF, ActorKind.ORGANISER, "Hanako", "Hanako"),
        (STAFF, ActorKind.ORGANISER, "", "somebody of the staff"),
        (HOST, ActorKind.HOST, "", "you or a colleague, in another window"),
        (STAFF, ActorKind.HOST, "", "the host"),
        (STAFF, ActorKind.SYSTEM, "", "the service"),
        (HOST, None, "", "the service"),
    ],
)
def test_only_the_staff_is_told_names_of_the_staff(
    page: Page, reader: str, party: ActorKind | None, name: str, said: str
) -> None:
    user = 7 if party is ActorKind.ORGANISER else None
    with page(reader):
        assert _editor(Edit(NOW, party, user, name)) == said


def test_a_colleague_whose_account_is_gone_is_not_taken_for_the_reader(page: Page) -> None:
    with page(STAFF):
        assert _editor(Edit(NOW, ActorKind.ORGANISER, None, "")) == "somebody of the staff"

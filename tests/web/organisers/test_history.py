"""The history as the staff reads it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.storage.transaction import transaction
from seminar_service.web import history_words
from seminar_service.web.organisers.history import PAGE_SIZE
from tests.factories import NOW
from tests.statements import counted_statements
from tests.web.accounts.support import MakeAccount, SignIn

ADDRESS = "/en/organiser/history"


def write(session: Session, kind: HistoryKind, subject: int | None = None, **data: str) -> None:
    with transaction(session):
        history.record(session, kind, history.account(subject), None, NOW, **data)


@pytest.mark.parametrize("role", [RoleName.PLANNER, RoleName.ADMIN])
def test_planners_and_administrators_read_it(
    session: Session, sign_in: SignIn, role: RoleName
) -> None:
    client = sign_in(role)
    write(session, HistoryKind.LOGIN_REFUSED, reason="too_many_attempts")

    page = client.get(ADDRESS).text

    assert "Was refused at the log-in" in page
    assert "too many attempts" in page
    assert "Unknown account" in page
    assert "Not logged in" in page


@pytest.mark.parametrize("role", [RoleName.CLERK, RoleName.VIEWER])
def test_others_do_not(sign_in: SignIn, role: RoleName) -> None:
    assert sign_in(role).get(ADDRESS).status_code == 403


def test_it_needs_an_account(client: FlaskClient) -> None:
    assert client.get(ADDRESS).status_code == 302


def test_it_cannot_be_posted_to(sign_in: SignIn) -> None:
    assert sign_in(RoleName.ADMIN).post(ADDRESS).status_code == 405


def test_accounts_are_named_and_changes_of_rights_are_told(
    session: Session, sign_in: SignIn, make_account: MakeAccount
) -> None:
    client = sign_in(RoleName.ADMIN)
    clerk = make_account(RoleName.CLERK, "clerk@example.jp")
    with transaction(session):
        history.record(
            session,
            HistoryKind.RIGHTS_CHANGED,
            history.account(clerk.id),
            Actor(ActorKind.ORGANISER, user_id=clerk.id),
            NOW,
            before=["viewer"],
            after=["clerk", "planner"],
        )

    page = client.get(ADDRESS).text

    assert "Viewer, now Clerk, Planner" in page
    assert page.count(">clerk</td>") == 2


def test_one_kind_can_be_asked_for_and_nonsense_asks_for_all(
    session: Session, sign_in: SignIn
) -> None:
    client = sign_in(RoleName.ADMIN)
    write(session, HistoryKind.LOGIN_FAILED)
    write(session, HistoryKind.ACCOUNT_CLOSED)

    only = rows(client.get(f"{ADDRESS}?kind=login_failed").text)
    every = rows(client.get(f"{ADDRESS}?kind=nonsense&page=²").text)

    assert "Failed to log in" in only
    assert "Account closed" not in only
    assert "Account closed" in every


def test_it_is_read_page_by_page(session: Session, sign_in: SignIn) -> None:
    client = sign_in(RoleName.ADMIN)
    for _ in range(PAGE_SIZE + 1):
        write(session, HistoryKind.LOGIN_FAILED)

    second = client.get(f"{ADDRESS}?kind=login_failed&page=2").text

    assert rows(second).count("<tr>") == 1
    assert "kind=login_failed" in second
    assert client.get(f"{ADDRESS}?page=99999999999999999999").status_code == 200


def test_a_line_of_a_later_release_is_shown_as_it_stands(session: Session, sign_in: SignIn) -> None:
    client = sign_in(RoleName.ADMIN)
    session.add(
        HistoryLine(kind="teleported", subject_kind="robot", subject_id=3, at=NOW, data={"x": [1]})
    )
    session.commit()

    page = client.get(ADDRESS).text

    assert "teleported" in page
    assert "robot 3" in page


def test_it_takes_few_queries_however_long_it_is(session: Session, sign_in: SignIn) -> None:
    client = sign_in(RoleName.ADMIN)
    for _ in range(20):
        write(session, HistoryKind.LOGIN_FAILED)

    with counted_statements(session.get_bind()) as statements:
        client.get(ADDRESS)

    assert statements
    assert len([each for each in statements if "SELECT" in each]) <= 6


def test_every_kind_has_words() -> None:
    assert set(history_words.KINDS) == set(HistoryKind)


def rows(page: str) -> str:
    return page.split("<tbody>", 1)[1].split("</tbody>", 1)[0]

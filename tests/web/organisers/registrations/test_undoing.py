"""Undoing at the desk what nobody was told of."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(
        session,
        make_seminar(session, make_bid(session, tour)),
        state=RegistrationState.PROVISIONAL,
        held_until=NOW + timedelta(hours=1),
    )


def page_of(row: Registration) -> str:
    return f"/en/organiser/registrations/{row.id}"


def edit(clerk: FlaskClient, row: Registration, tell: str) -> None:
    sent = form_of(clerk.get(f"{page_of(row)}/edit").text)
    clerk.post(f"{page_of(row)}/edit", data=sent | {"company": ["新しい会社"], "tell": [tell]})


def confirm(clerk: FlaskClient, row: Registration, tell: str) -> None:
    address = "/en/organiser/registrations/chosen"
    sent = form_of(clerk.get(f"{address}?deed=confirm&id={row.id}").text, "deed")
    clerk.post(address, data=sent | {"tell": [tell]})


def test_a_change_is_undone_by_one_press(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    company = row.company
    assert "/undo-edit" not in clerk.get(page_of(row)).text
    edit(clerk, row, "no")
    shown = clerk.get(page_of(row)).text
    assert f"{page_of(row)}/undo-edit" in shown

    answer = clerk.post(f"{page_of(row)}/undo-edit", data=form_of(shown, "version"))

    assert (answer.status_code, answer.location) == (303, page_of(row))
    session.refresh(row)
    assert row.company == company
    shown = clerk.get(page_of(row)).text
    assert "Undone. Nobody was told." in shown
    assert "/undo-edit" not in shown


def test_a_confirmation_is_undone_by_one_press(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    confirm(clerk, row, "no")
    shown = clerk.get(page_of(row)).text
    assert f"{page_of(row)}/undo-confirmation" in shown

    answer = clerk.post(f"{page_of(row)}/undo-confirmation", data=form_of(shown, "seen"))

    assert (answer.status_code, answer.location) == (303, page_of(row))
    session.refresh(row)
    assert row.state is RegistrationState.PROVISIONAL


def test_what_was_told_offers_no_way_back_and_refuses_it(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    edit(clerk, row, "yes")
    confirm(clerk, row, "yes")
    shown = clerk.get(page_of(row)).text
    assert "/undo-" not in shown
    session.refresh(row)
    for deed, data in (
        ("undo-edit", {"version": str(row.version)}),
        ("undo-confirmation", {"seen": "confirmed-1-1-on_site"}),
    ):
        answer = clerk.post(f"{page_of(row)}/{deed}", data=data)
        assert answer.status_code == 303
        assert "This can no longer be undone" in clerk.get(answer.location).text
        nothing = clerk.post(f"{page_of(row)}/{deed}")
        assert nothing.status_code == 303
    session.refresh(row)
    assert (row.company, row.state) == ("新しい会社", RegistrationState.CONFIRMED)


@pytest.mark.parametrize("deed", ["undo-edit", "undo-confirmation"])
def test_who_only_reads_undoes_nothing_and_what_is_missing_is_missing(
    viewer: FlaskClient, clerk: FlaskClient, row: Registration, deed: str
) -> None:
    assert viewer.post(f"{page_of(row)}/{deed}").status_code == 403
    assert clerk.post(f"/en/organiser/registrations/987654/{deed}").status_code == 404
    assert clerk.get(f"{page_of(row)}/{deed}").status_code == 405

"""The directory as a file, and from one."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.counters.model import Counter
from tests.factories import make_counter
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of
from tests.web.organisers.sheets.support import sent

ADDRESS = "/en/organiser/counters/import"
HEAD = "都道府県,窓口名,所在地,開所時間,電話番号"
LINE = "東京,東京窓口,千代田区1-1,平日,03-0000-0000"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_a_file_is_looked_at_and_then_brought_in_once(
    planner: FlaskClient, session: Session
) -> None:
    shown = sent(planner, ADDRESS, f"{HEAD}\n{LINE}")
    assert "is added" in shown.text
    assert session.scalars(select(Counter)).all() == []
    for _ in range(2):
        done = planner.post(
            shown.request.path, data=form_of(shown.text, "seen"), follow_redirects=True
        )
        assert "The file is brought in" in done.text
    assert session.scalars(select(Counter)).one().telephone == "03-0000-0000"


def test_a_directory_that_has_changed_is_shown_once_more(
    planner: FlaskClient, session: Session
) -> None:
    shown = sent(planner, ADDRESS, f"{HEAD}\n{LINE}")
    make_counter(session)
    answer = planner.post(shown.request.path, data=form_of(shown.text, "seen"))
    assert answer.status_code == 409
    assert "has changed in the meantime" in answer.text
    assert planner.post(shown.request.path, data=form_of(answer.text, "seen")).status_code == 303


def test_a_line_that_is_wrong_is_told_and_nothing_is_changed(
    planner: FlaskClient, session: Session
) -> None:
    shown = sent(planner, ADDRESS, f"{HEAD}\n{LINE}\n{LINE}")
    assert "Line 2 is about the same counter." in shown.text
    assert planner.post(shown.request.path, data={}).status_code == 422
    assert session.scalars(select(Counter)).all() == []


def test_an_export_comes_back_as_the_same(planner: FlaskClient, session: Session) -> None:
    make_counter(session, tongues="ja en", is_listed=False, telephone="052-000-0000")
    make_counter(session, is_sample=True, expert_days_ja="=1+1")
    exported = planner.get("/en/organiser/counters/export/csv")
    assert exported.data.startswith("\ufeff".encode())
    assert "=1+1" not in exported.get_data(as_text=True).replace("'=1+1", "")
    shown = sent(planner, ADDRESS, exported.get_data(as_text=True).replace("'=1+1", "=1+1"))
    assert shown.text.count("says the same") == 2


def test_files_are_offered_in_two_kinds_and_no_other(planner: FlaskClient) -> None:
    for kind in ("csv", "xlsx"):
        for place in ("template", "export"):
            answer = planner.get(f"/organiser/counters/{place}/{kind}")
            assert f'"counters.{kind}"' in answer.headers["Content-Disposition"]
    assert planner.get("/organiser/counters/export/exe").status_code == 404
    assert planner.post(ADDRESS, data={}).status_code == 422
    assert planner.get("/organiser/counters/imports/99").status_code == 404
    assert planner.delete(ADDRESS).status_code == 405


def test_clerks_bring_nothing_in(sign_in: SignIn) -> None:
    assert sign_in(RoleName.CLERK).get(ADDRESS).status_code == 403

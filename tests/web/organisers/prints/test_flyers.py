"""The flyer at the office."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.flyers.services import flyer_of
from seminar_service.printing import printer
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.web.flyers import _made
from tests import papers
from tests.factories import make_bid, make_seminar
from tests.web.editing.browsers import Sent, form_of

NOTHING = ("python3", "-c", "import sys; sys.exit(66)")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use case."""
    return sqlite_url


@pytest.fixture(autouse=True)
def _forget() -> None:
    _made.cache_clear()


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), description_ja="説明です。")


def here(seminar: Seminar) -> str:
    return f"/en/organiser/seminars/{seminar.public_id}/flyer"


def shown(clerk: FlaskClient, seminar: Seminar) -> Sent:
    """The fields of the form as it is shown."""
    return form_of(clerk.get(here(seminar)).text)


def test_the_form_has_the_usual_texts_and_the_files(clerk: FlaskClient, seminar: Seminar) -> None:
    fields = shown(clerk, seminar)
    assert (fields["title_ja"], fields["lead_ja"]) == ([seminar.title_ja], ["説明です。"])
    page = clerk.get(here(seminar)).text
    for language in ("ja", "en"):
        assert f'href="{here(seminar)}/{language}"' in page
        assert f'href="{here(seminar)}/{language}.pdf"' in page
    assert (
        f'href="{here(seminar)}"'
        in clerk.get(f"/en/organiser/seminars/{seminar.public_id}/prints").text
    )


def test_only_what_was_worded_is_kept_and_the_rest_follows_the_seminar(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = shown(clerk, seminar) | {"title_ja": ["特別セミナー"], "contact_en": [""]}
    seminar.description_ja = "新しい説明です。"  # meanwhile, by somebody else
    session.commit()

    answer = clerk.post(here(seminar), data=sent)

    assert (answer.status_code, answer.location) == (303, here(seminar))
    flyer = flyer_of(session, seminar.id)
    assert (flyer.title_ja, flyer.contact_en, flyer.lead_ja) == ("特別セミナー", "", None)
    fields = shown(clerk, seminar)
    assert (fields["title_ja"], fields["lead_ja"]) == (["特別セミナー"], ["新しい説明です。"])
    assert "特別セミナー" in clerk.get(f"{here(seminar)}/ja").text


def test_the_usual_text_entered_again_is_the_usual_text(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    clerk.post(here(seminar), data=shown(clerk, seminar) | {"lead_ja": ["別"]})
    clerk.post(here(seminar), data=shown(clerk, seminar) | {"lead_ja": ["説明です。"]})
    assert flyer_of(session, seminar.id).lead_ja is None


def test_two_at_once_lose_nothing(clerk: FlaskClient, session: Session, seminar: Seminar) -> None:
    sent = shown(clerk, seminar)
    clerk.post(here(seminar), data=sent | {"title_ja": ["一"]})
    answer = clerk.post(here(seminar), data=sent | {"title_ja": ["二"], "title_en": ["Two"]})
    assert answer.status_code == 409
    assert "一" in answer.text
    assert flyer_of(session, seminar.id).title_ja == "一"
    clerk.post(here(seminar), data=form_of(answer.text))
    assert flyer_of(session, seminar.id).title_en == "Two"


def test_what_cannot_be_is_sent_back(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    for wrong in ({"title_ja": [""]}, {"lead_en": ["x" * 4001]}):
        answer = clerk.post(here(seminar), data=shown(clerk, seminar) | wrong)
        assert answer.status_code == 422
    assert flyer_of(session, seminar.id).version == 1


@pytest.mark.parametrize(
    ("lead", "said"),
    [("短い説明", ""), ("字" * 1700, "in small letters"), ("字" * 4000, "too long for one page")],
)
def test_the_page_says_how_it_fits(
    clerk: FlaskClient, seminar: Seminar, lead: str, said: str
) -> None:
    clerk.post(here(seminar), data=shown(clerk, seminar) | {"lead_ja": [lead]})
    page = clerk.get(here(seminar)).text
    for each in ("in small letters", "too long for one page"):
        assert (f"Japanese: {each}" in page) is (each == said)
        assert f"English: {each}" not in page


def test_pages_and_files_are_in_the_language_that_is_asked_for(
    viewer: FlaskClient, seminar: Seminar
) -> None:
    for language, title in (("ja", seminar.title_ja), ("en", seminar.title_en)):
        page = viewer.get(f"{here(seminar)}/{language}").text
        assert f'<html lang="{language}"' in page
        answer = viewer.get(f"{here(seminar)}/{language}.pdf")
        assert answer.content_type == "application/pdf"
        assert title in papers.pages(answer.data)[0].replace("\n", "")
    assert viewer.get(f"{here(seminar)}/fr").status_code == 404


def test_where_no_file_can_be_made_everything_else_works(
    clerk: FlaskClient, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_COMMAND", NOTHING)
    assert "no Japanese font" in clerk.get(here(seminar)).text
    assert clerk.get(f"{here(seminar)}/ja").status_code == 200
    answer = clerk.get(f"{here(seminar)}/ja.pdf")
    assert answer.status_code == 503
    assert f'href="{here(seminar)}/ja"' in answer.text


def test_others_and_other_methods_are_refused(
    client: FlaskClient, viewer: FlaskClient, clerk: FlaskClient, seminar: Seminar
) -> None:
    assert client.get(here(seminar)).status_code == 302
    assert viewer.get(here(seminar)).status_code == 403
    assert viewer.post(here(seminar)).status_code == 403
    for one in ("/ja", "/ja.pdf"):
        assert client.get(here(seminar) + one).status_code == 302
        assert clerk.post(here(seminar) + one).status_code == 405
    for missing in ("", "/ja", "/ja.pdf"):
        assert clerk.get(f"/organiser/seminars/nothere1/flyer{missing}").status_code == 404

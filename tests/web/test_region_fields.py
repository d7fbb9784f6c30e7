"""Regions in forms: every one is asked for, shown as it is, and read back."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.advisers.leanings import leanings_of
from seminar_service.advisers.model import Adviser, Leaning, RegionLeaning
from seminar_service.domain.prefectures import regions
from seminar_service.web.region_fields import HERE, WORDS, leaning_words
from tests.factories import NOW, make_adviser, make_link, make_tour
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def adviser(session: Session) -> Adviser:
    return make_adviser(session, make_tour(session))


def own(session: Session, adviser: Adviser) -> str:
    return f"/en/adviser/{make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)}/days/2026"


def send(client: FlaskClient, page: str, **changed: Any) -> Any:
    return client.post(page, data=form_of(client.get(page).text) | changed)


def said(session: Session, adviser: Adviser) -> dict[str, Leaning]:
    session.expire_all()
    return leanings_of(adviser.engagements[0])


def test_every_leaning_has_its_words() -> None:
    assert set(WORDS) == set(HERE) == set(Leaning)


def test_an_adviser_says_it_of_each_region(
    client: FlaskClient, session: Session, adviser: Adviser
) -> None:
    page = own(session, adviser)
    shown = BeautifulSoup(client.get(page).text, "html.parser")
    labels = [each.text.strip() for each in shown.select("label[for^=region_]")]
    assert labels == [each.name_en for each in regions()]

    answer = send(client, page, region_hokkaido="gladly", region_shikoku="rather_not")

    assert answer.status_code == 303
    assert said(session, adviser) == {
        "hokkaido": Leaning.GLADLY,
        "shikoku": Leaning.RATHER_NOT,
    }
    assert send(client, page, region_hokkaido="").status_code == 303
    assert said(session, adviser) == {"shikoku": Leaning.RATHER_NOT}


def test_what_is_no_choice_is_refused_and_changes_nothing(
    client: FlaskClient, session: Session, adviser: Adviser
) -> None:
    assert send(client, own(session, adviser), region_shikoku="never").status_code == 422
    assert said(session, adviser) == {}


def test_the_office_says_it_and_a_form_without_it_changes_nothing(
    sign_in: SignIn, session: Session, adviser: Adviser
) -> None:
    planner = sign_in(RoleName.PLANNER)
    page = f"/en/organiser/tours/2026/advisers/{adviser.id}"
    sent = form_of(planner.get(page).text) | {"region_chubu": "gladly"}
    assert planner.post(page, data=sent).status_code == 303
    assert said(session, adviser) == {"chubu": Leaning.GLADLY}
    again = form_of(planner.get(page).text)
    before = {name: each for name, each in again.items() if not name.startswith("region_")}
    assert planner.post(page, data=before).status_code == 303
    assert said(session, adviser) == {"chubu": Leaning.GLADLY}


def test_it_is_told_in_words(app: Flask, session: Session, adviser: Adviser) -> None:
    engagement = adviser.engagements[0]
    engagement.leanings.append(RegionLeaning(region="chubu", leaning=Leaning.RATHER_NOT))
    session.commit()
    with app.test_request_context("/en/"):
        assert leaning_words(engagement) == ["中部：できれば避けたい"]

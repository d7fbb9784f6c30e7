"""Two plans as lines of days: who has what on which line."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.tours.model import Tour
from tests.factories import make_adviser
from tests.web.organisers.comparing import Pair, make_pair


@pytest.fixture
def pair(session: Session, tour: Tour) -> Pair:
    make_adviser(session, tour, name_en="Abe", name_kana="アベ", home="47")
    return make_pair(session, tour)


def page(client: FlaskClient, pair: Pair, query: str = "") -> BeautifulSoup:
    address = f"/en/organiser/plans/{pair.after.id}/compare/timeline?with={pair.before.id}"
    answer = client.get(address + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Abe", "Sato", "Mori"]),
        ("&order=busy", ["Sato", "Mori", "Abe"]),
        ("&order=home", ["Mori", "Sato", "Abe"]),
        ("&group=region", ["Mori", "Sato", "Abe"]),
        ("&show=busy", ["Sato", "Mori"]),
        ("&only=different", ["Sato", "Mori"]),
        ("&region=1", ["Mori"]),
    ],
)
def test_advisers_stand_as_in_the_year_of_one_plan(
    viewer: FlaskClient, pair: Pair, query: str, names: list[str]
) -> None:
    found = page(viewer, pair, query)

    assert [each.text for each in found.select(".timeline-box__name span")] == names


def test_marks_say_in_words_what_differs(viewer: FlaskClient, pair: Pair) -> None:
    found = page(viewer, pair)

    told = [each.text for each in found.select(".timeline title")]
    assert told.count("Osaka (101): Tue 6 Oct 2026 → Tue 13 Oct 2026") == 2
    assert told.count("Nagoya (102): Mori instead of Sato") == 2
    assert told.count("Tue 29 Dec Hokkaido Sapporo") == 1


def test_a_seminar_that_is_given_away_stands_on_both_lines(viewer: FlaskClient, pair: Pair) -> None:
    sections = page(viewer, pair).select(".timeline-words section")

    told = {each.select("h3")[0].text: each.text for each in sections}
    assert "Nagoya (102): Mori instead of Sato" in told["Sato"]
    assert "Nagoya (102): Mori instead of Sato" in told["Mori"]
    assert "Sapporo" not in told["Mori"]
    assert "The same in both plans on these days." in told["Abe"]


def test_trips_of_one_plan_alone_are_told_with_their_plan(viewer: FlaskClient, pair: Pair) -> None:
    found = page(viewer, pair)

    assert "Trips: only in Plan 1" in found.text
    assert "Trips: only in Plan 2" in found.text

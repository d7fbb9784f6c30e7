"""What flyers say, and how they are made to fit."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Audience
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.values import LETTERS, Part, columns
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.web.flyers import (
    SETTINGS,
    SMALL,
    _made,
    flyer_file,
    open_flyer,
    setting_of,
    texts_of,
    usual_texts,
)
from tests import papers
from tests.factories import make_bid, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is said does not depend on the database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def _asked(app: Flask) -> Iterator[None]:
    _made.cache_clear()
    with app.test_request_context("/"):
        yield


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(
        session,
        make_bid(session, tour),
        description_ja="説明です。",
        description_en="What it is about.",
        access_ja="駅から徒歩5分",
        capacity=40,
    )


def worded(session: Session, seminar: Seminar, **texts: str) -> None:
    session.add(Flyer(seminar_id=seminar.id, **texts))
    session.commit()


@pytest.mark.parametrize("locale", Locale)
def test_the_usual_texts_are_those_of_seminar_and_office(seminar: Seminar, locale: Locale) -> None:
    texts = usual_texts(seminar, locale)
    assert texts[Part.TITLE] == seminar.title(locale)
    assert texts[Part.LEAD] == seminar.description(locale)
    assert texts[Part.ACCESS] == seminar.access(locale)
    assert seminar.topics[0].name(locale) in texts[Part.PROGRAMME]
    assert "40" in texts[Part.REGISTERING]
    assert "@" in texts[Part.CONTACT]
    is_japanese = locale is Locale.JA
    assert ("参加費は無料" in texts[Part.REGISTERING]) is is_japanese
    assert ("free of charge" in texts[Part.REGISTERING]) is not is_japanese


def test_a_last_day_of_its_own_is_named(session: Session, seminar: Seminar) -> None:
    seminar.registration_closes_on = date(2026, 5, 1)
    session.flush()
    assert "2026年5月1日" in usual_texts(seminar, Locale.JA)[Part.REGISTERING]


def test_places_online_are_named_where_there_are_any(session: Session, seminar: Seminar) -> None:
    assert "online" not in usual_texts(seminar, Locale.EN)[Part.REGISTERING]
    seminar.online_capacity = 30
    session.flush()
    assert "You can also take part online." in usual_texts(seminar, Locale.EN)[Part.REGISTERING]


def test_words_of_the_office_come_before_the_usual_ones(seminar: Seminar) -> None:
    flyer = Flyer(lead_ja="ぜひお越しください。", access_ja="")
    texts = texts_of(seminar, flyer, Locale.JA)
    assert (texts[Part.LEAD], texts[Part.ACCESS]) == ("ぜひお越しください。", "")
    assert texts[Part.TITLE] == seminar.title_ja


@pytest.mark.parametrize("locale", Locale)
def test_a_file_has_one_tagged_page_in_its_language(seminar: Seminar, locale: Locale) -> None:
    made = flyer_file(seminar, locale)

    (text,) = papers.pages(made.pdf)
    assert seminar.title(locale) in text.replace("\n", "")
    assert seminar.description(locale) in text.replace("\n", " ")
    assert seminar.venue_name in text.replace("\n", "")
    assert f"/seminars/{seminar.public_id}" in text.replace("\n", "")
    assert papers.catalogue(made.pdf)["/Lang"] == locale
    assert {"H1", "H2", "P", "Figure"} <= set(papers.tags(made.pdf))
    assert setting_of(made) == SETTINGS[0]


def test_a_longer_text_is_set_smaller_and_whole(session: Session, seminar: Seminar) -> None:
    worded(session, seminar, lead_ja="知的財産の話。" * 110 + "おわり")
    made = flyer_file(seminar, Locale.JA)
    (text,) = papers.pages(made.pdf)
    assert "おわり" in text.replace("\n", "")
    assert 0 < setting_of(made).fit < SMALL
    assert setting_of(made).letters == 0


@pytest.mark.parametrize("letter", ["鬱", "行\n"])
def test_the_longest_texts_are_shortened_to_one_page(
    session: Session, tour: Tour, letter: str
) -> None:
    longest = make_seminar(
        session,
        make_bid(session, tour),
        title_ja="鬱" * 200,
        title_en="W" * 200,
        venue_name="鬱" * 120,
        venue_address="鬱" * 200,
        host_name="鬱" * 120,
        audience=Audience.MEMBERS,
    )
    texts = {name: (letter * LETTERS[part])[: LETTERS[part]] for part, _, name in columns()}
    texts |= {"title_ja": "鬱" * 200, "title_en": "W" * 200}
    worded(session, longest, **texts)
    for locale in Locale:
        made = flyer_file(longest, locale)
        (text,) = papers.pages(made.pdf)
        assert "…" in text
        assert setting_of(made).letters > 0


def test_a_file_is_made_once_for_what_it_says(session: Session, seminar: Seminar) -> None:
    first = flyer_file(seminar, Locale.JA)
    assert flyer_file(seminar, Locale.JA) is first
    worded(session, seminar, lead_ja="別の説明")
    assert "別の説明" in papers.pages(flyer_file(seminar, Locale.JA).pdf)[0]


def test_settings_only_get_smaller_and_shorter() -> None:
    assert [each.fit for each in SETTINGS] == sorted(each.fit for each in SETTINGS)
    shortest = [each.letters for each in SETTINGS if each.letters]
    assert shortest == sorted(shortest, reverse=True)


def test_what_everybody_reads_is_neither_parsed_nor_fetched(
    session: Session, seminar: Seminar
) -> None:
    worded(session, seminar, lead_ja='<img src="file:///etc/hostname"><b>太字</b>{{ 7 * 7 }}')
    (text,) = papers.pages(flyer_file(seminar, Locale.JA).pdf)
    assert "<b>太字</b>{{ 7 * 7 }}" in text.replace("\n", "")


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CANCELLED])
def test_what_is_not_public_or_cancelled_is_not_handed_out(
    seminar: Seminar, state: SeminarState
) -> None:
    assert open_flyer(seminar) is seminar
    seminar.state, seminar.announced_at = state, None
    for missing in (None, seminar):
        with pytest.raises(NotFound):
            open_flyer(missing)

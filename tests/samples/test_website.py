"""The sample pages of the website."""

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.learning.queries import public_courses
from seminar_service.markdown import html_of
from seminar_service.pages import public
from seminar_service.pages.model import Page
from seminar_service.pages.news_model import NewsItem
from seminar_service.samples import website
from tests.factories import NOW


def test_the_samples_are_there_once_and_under_learn(sqlite_session: Session) -> None:
    for _ in range(2):
        website.load(sqlite_session, actor=SYSTEM, now=NOW)
    placed = public.placed_pages(sqlite_session, now=NOW)
    assert [each.name for each in placed] == list(website.PAGES)
    assert sqlite_session.scalar(select(func.count()).select_from(NewsItem)) == 1
    assert sqlite_session.scalar(select(func.count()).select_from(Page)) == 2
    assert [each.code for each in public_courses(sqlite_session)] == [website.COURSE]


@pytest.mark.parametrize("name", website.PAGES)
def test_a_sample_is_whole_in_both_languages_and_leads_to_samples_alone(name: str) -> None:
    words = website.words_of(name)
    for text in (words.text_ja, words.text_en):
        assert len(text) > 500
        linked = re.findall(r'href="([^"]+)"', html_of(text))
        assert linked
        assert set(linked) <= {f"/pages/{each}" for each in website.PAGES}


def test_the_law_is_named_with_its_three_requirements() -> None:
    words = website.words_of("what-is-a-trade-secret")
    for part in ("不正競争防止法第2条第6項", "秘密管理性", "有用性", "非公知性"):
        assert part in words.text_ja
    for part in ("Article 2, paragraph 6", "Secrecy management", "Usefulness", "Non-public"):
        assert part in words.text_en

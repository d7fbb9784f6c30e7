"""Sample pages of the website: what a trade secret is, and how to manage it; a course."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service import paths
from seminar_service.domain.actors import Actor
from seminar_service.domain.locales import Locale
from seminar_service.learning.course_format import read_course
from seminar_service.learning.services import bring_in, publish_course
from seminar_service.learning.values import Course
from seminar_service.pages import news
from seminar_service.pages.model import Page
from seminar_service.pages.services import PageDetails, add_page
from seminar_service.pages.values import Placement, Words

PAGES: Final = ("what-is-a-trade-secret", "how-to-manage-trade-secrets")
"""The pages under "Learn", in their order."""

COURSE: Final = "trade-secrets-in-ten-minutes"
"""The code of the sample course."""

NEWS: Final = Words(
    title_ja="ウェブサイトを開設しました（見本）",
    text_ja="営業秘密について学べるページを公開しました。[営業秘密とは](/pages/what-is-a-trade-secret)",
    title_en="This site is open (a sample)",
    text_en="Now there are pages about trade secrets: "
    "[What is a trade secret?](/pages/what-is-a-trade-secret)",
)


def load(session: Session, *, actor: Actor, now: datetime) -> None:
    """Add the sample pages and a piece of news, unless there is any page already."""
    if session.scalar(select(Page.id).limit(1)) is not None:
        return
    session.rollback()
    for position, name in enumerate(PAGES, start=1):
        details = PageDetails(Placement.LEARN, position)
        add_page(session, name, details, words_of(name), now, actor=actor, now=now)
    news.add_news(session, NEWS, now, actor=actor, now=now)
    course_id = bring_in(session, course(), actor=actor, now=now)
    publish_course(session, course_id, version=None, actor=actor, now=now)


def course() -> Course:
    """The sample course."""
    return read_course((paths.DATA / "courses" / f"{COURSE}.json").read_text(encoding="utf-8"))


def words_of(name: str) -> Words:
    """What a sample page says in both languages."""
    (title_ja, text_ja), (title_en, text_en) = (_read(name, locale) for locale in Locale)
    return Words(title_ja, text_ja, title_en, text_en)


def _read(name: str, locale: Locale) -> tuple[str, str]:
    """Title and text; the first line of a file is its title."""
    text = (paths.DATA / "website" / f"{name}.{locale.value}.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    return title.removeprefix("# "), rest.strip()

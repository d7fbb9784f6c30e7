"""What the office publishes beside seminars, laid out for hostile requests."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.learning.services import bring_in
from seminar_service.pages.news import add_news
from seminar_service.pages.values import Words
from tests.factories import NOW
from tests.learning.support import CODE, sample
from tests.learning.support import add as add_course
from tests.pages import support as pages


def lay_website(session: Session) -> list[str]:
    """A page with a version that is live, one that was, one that waits; where the staff sees it."""
    page_id = pages.add(session)
    pages.write(session, page_id, Words("第二", "文"), live_from=NOW)
    pages.write(session, page_id, Words("第三", "文"), live_from=NOW + timedelta(days=900))
    live, waiting = (
        add_news(session, pages.WORDS, live_from, actor=pages.STAFF, now=NOW)
        for live_from in (NOW, NOW + timedelta(days=900))
    )
    news = [f"/organiser/news/{each}{page}" for each in (live, waiting) for page in ("", "/edit")]
    base = f"/organiser/pages/{page_id}"
    course = add_course(session)
    draft = bring_in(session, replace(sample(), code="draft"), actor=pages.STAFF, now=NOW)
    courses = ["/organiser/courses/import", f"/organiser/courses/{course}"]
    courses.append(f"/organiser/courses/{draft}")
    own = [
        *news,
        *courses,
        f"/learn/{CODE}",
        f"/learn/{CODE}/1",
        f"/learn/{CODE}/test",
        "/organiser/news",
        "/organiser/news/new",
    ]
    return [
        *own,
        "/organiser/pages",
        base,
        f"{base}/edit",
        f"{base}/versions/2",
        "/organiser/pages/new",
    ]

"""Pages for tests."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.pages import services
from seminar_service.pages.services import PageDetails
from seminar_service.pages.values import Placement, Words
from tests.factories import NOW

STAFF = Actor(ActorKind.ORGANISER)
WORDS = Words("営業秘密とは", "**秘密**です。", "What is a trade secret?", "It is *secret*.")
DETAILS = PageDetails(Placement.LEARN, 1)


def add(
    session: Session,
    name: str = "trade-secrets",
    words: Words = WORDS,
    *,
    live_from: datetime | None = NOW,
    details: PageDetails = DETAILS,
    now: datetime = NOW,
) -> int:
    """Add a page, live from now on."""
    return services.add_page(session, name, details, words, live_from, actor=STAFF, now=now)


def write(session: Session, page_id: int, words: Words, **changes: Any) -> None:
    """Write a page anew, as a draft."""
    given: dict[str, Any] = {"live_from": None, "version": None, "actor": STAFF, "now": NOW}
    given |= changes
    services.write_page(session, page_id, DETAILS, words, **given)

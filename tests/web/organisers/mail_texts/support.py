"""Forms of email texts, filled in without mistakes."""

from seminar_service.outbox.rendering import original
from tests.mail_texts.support import ADDED, KIND

LIST = "/organiser/tours/2026/mails"


def address(step: str = "", kind: str = KIND) -> str:
    """The address of an email's page, or of something done with it."""
    return f"{LIST}/{kind}" + (f"/{step}" if step else "")


def written(**changes: str) -> dict[str, str]:
    """What a planner writes: one line more in Japanese."""
    japanese, english = original(KIND, "ja"), original(KIND, "en")
    form = {
        "version": "1",
        "subject_ja": japanese.subject,
        "body_ja": f"{ADDED}\r\n\r\n{japanese.body}",
        "subject_en": english.subject,
        "body_en": english.body,
    }
    return form | changes

"""Forms of messages to participants, filled in without mistakes."""

from seminar_service.notices.model import Notice


def written(**changes: str | list[str]) -> dict[str, str | list[str]]:
    """What a clerk writes to all who have a place."""
    form: dict[str, str | list[str]] = {
        "version": "1",
        "seminar": "",
        "place": "",
        "kind": "",
        "states": ["confirmed"],
        "subject_ja": "持ち物のご案内",
        "body_ja": "{氏名} 様\n筆記用具をお持ちください。",
        "subject_en": "What to bring",
        "body_en": "Dear {name},\nplease bring a pen.",
    }
    return form | changes


def address(notice: Notice, step: str = "") -> str:
    """The address of a message's page, or of something done with it."""
    return f"/organiser/notices/{notice.id}" + (f"/{step}" if step else "")

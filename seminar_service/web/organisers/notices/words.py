"""What messages to participants are called before the staff."""

from collections.abc import Iterator
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.notices.model import Notice
from seminar_service.web.answer_words import PARTICIPANT_KINDS
from seminar_service.web.registration_words import STATES
from seminar_service.web.templating import format_day_short, place_name

PLACEHOLDER_WORDS: Final[list[tuple[str, str, Any]]] = [
    ("{氏名}", "{name}", _l("The person's name")),
    ("{セミナー}", "{seminar}", _l("The seminar's title")),
    ("{日時}", "{day}", _l("Its date and time")),
    ("{会場}", "{place}", _l("Its prefecture and venue")),
    ("{専用リンク}", "{link}", _l("The secret link to the person's own page; in texts alone")),
]
"""How each placeholder is written in Japanese and in English, and what it becomes."""


def audience_words(notice: Notice) -> str:
    """To whom a notice goes."""
    return str(gettext(", ")).join(_parts(notice))


def _parts(notice: Notice) -> Iterator[str]:
    wanted = notice.audience
    if notice.seminar:
        yield f"{format_day_short(notice.seminar.day)} {notice.seminar.host_name}"
    if wanted.place:
        yield place_name(wanted.place)
    if not (notice.seminar or wanted.place):
        yield str(gettext("The whole tour"))
    if wanted.kind is not None:
        yield str(PARTICIPANT_KINDS[wanted.kind])
    yield str(gettext(" / ")).join(str(STATES[state]) for state in wanted.states)

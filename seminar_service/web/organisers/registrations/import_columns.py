"""The columns of files with registrations."""

from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    NEEDS,
    PARTICIPANT_KINDS,
)
from seminar_service.web.mode_words import MODES
from seminar_service.web.organisers.sheets.columns import YES_OR_NO, ImportColumn
from seminar_service.web.registration_words import LANGUAGES

SEMINAR: Final = ImportColumn("seminar", _l("Seminar"), ("seminar id", "セミナーid"), needed=True)
_MODE_ALIASES: Final = {
    "オンライン": AttendanceMode.ONLINE.value,
    "会場": AttendanceMode.ON_SITE.value,
    "現地": AttendanceMode.ON_SITE.value,
    "venue": AttendanceMode.ON_SITE.value,
    "on site": AttendanceMode.ON_SITE.value,
}
PERSON: Final = (
    ImportColumn(
        "name",
        _l("Name"),
        ("お名前", "参加者名", "full name"),
        sample="見本 花子",
        needed=True,
    ),
    ImportColumn(
        "name_kana", _l("Furigana"), ("ふりがな", "カナ", "reading"), sample="ミホン ハナコ"
    ),
    ImportColumn(
        "email",
        _l("Email address"),
        ("メール", "e-mail", "email", "mail"),
        sample="hanako@example.jp",
    ),
    ImportColumn(
        "telephone",
        _l("Telephone or fax number"),
        ("電話", "電話番号", "tel", "telephone", "telephone number", "phone"),
        sample="03-3581-1101",
    ),
    ImportColumn(
        "company",
        _l("Company or organisation"),
        ("会社名", "会社", "団体名", "所属", "company"),
        sample="見本工業株式会社",
    ),
    ImportColumn("department", _l("Department and position"), ("部署", "役職", "department")),
    ImportColumn("employees", _l("Number of employees"), words=EMPLOYEES),
    ImportColumn("industry", _l("Industry"), words=INDUSTRIES),
    ImportColumn("participant_kind", _l("Takes part as"), words=PARTICIPANT_KINDS),
    ImportColumn("heard_of", _l("How they heard of it"), words=HEARD_OF),
    ImportColumn(
        "wishes_consultation",
        _l("Consultation"),
        ("wishes a consultation",),
        words=YES_OR_NO,
    ),
    ImportColumn("needs", _l("Accessibility needs"), words=NEEDS, several=True),
    ImportColumn("needs_other", _l("Anything else that they need")),
    ImportColumn("mode", _l("How they attend"), ("参加形態",), words=MODES, aliases=_MODE_ALIASES),
    ImportColumn("locale", _l("Language of emails"), ("言語", "language"), words=LANGUAGES),
)


def columns_of(own: Sequence[ImportColumn], *, with_seminar: bool) -> list[ImportColumn]:
    """The columns that a file may have; `own` are those of own questions."""
    return [*([SEMINAR] if with_seminar else ()), *PERSON, *own]

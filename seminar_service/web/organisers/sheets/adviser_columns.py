"""The columns of files with advisers."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from seminar_service.tours.model import Topic
from seminar_service.web.organisers.sheets.bid_columns import place_column, topic_words
from seminar_service.web.organisers.sheets.columns import ImportColumn


def adviser_columns(topics: Sequence[Topic], *, sample_day: str = "") -> list[ImportColumn]:
    """The columns that a file may have; `sample_day` is the example of an unavailable day."""
    first = topics[0].name_ja if topics else ""
    return [
        ImportColumn("name", _l("Name"), ("お名前",), sample="見本 太郎", needed=True),
        ImportColumn("name_kana", _l("Reading (kana)"), ("フリガナ",), sample="ミホン タロウ"),
        ImportColumn("name_en", _l("Name in Latin letters"), ("英字氏名",)),
        ImportColumn(
            "email",
            _l("Email address"),
            ("メール", "e-mail", "email"),
            sample="taro@example.jp",
            needed=True,
        ),
        place_column("home", _l("Home")),
        ImportColumn("topics", _l("Topics"), words=topic_words(topics), several=True, sample=first),
        ImportColumn("max_seminars", _l("Seminars in the whole tour, at most"), sample="12"),
        ImportColumn("max_per_month", _l("Seminars in one month, at most"), sample="3"),
        ImportColumn("max_nights_away", _l("Nights away on one trip, at most"), sample="2"),
        ImportColumn("days", _l("Unavailable days"), sample=sample_day),
        ImportColumn("profile_ja", _l("Profile in Japanese")),
        ImportColumn("profile_en", _l("Profile in English")),
    ]

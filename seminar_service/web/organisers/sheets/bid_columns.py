"""The columns of files with bids."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.model import Topic
from seminar_service.web import bid_words
from seminar_service.web.organisers.sheets.columns import ImportColumn, InBoth
from seminar_service.web.registration_words import LANGUAGES

HOST: Final = (
    ImportColumn(
        "host_kind",
        _l("Kind of organisation"),
        ("種別", "kind"),
        words=bid_words.HOST_KINDS,
        sample="商工会議所",
        needed=True,
    ),
    ImportColumn(
        "host_name",
        _l("Name of the organisation"),
        ("団体", "開催団体", "host"),
        sample="見本商工会議所",
        needed=True,
    ),
    ImportColumn(
        "host_name_kana",
        _l("Reading of the name (kana)"),
        ("フリガナ", "カナ", "reading"),
        sample="ミホンショウコウカイギショ",
    ),
    ImportColumn("corporate_number", _l("Corporate number")),
    ImportColumn(
        "contact_name",
        _l("Name of the person in charge"),
        ("担当", "contact"),
        sample="見本 花子",
        needed=True,
    ),
    ImportColumn("contact_department", _l("Department"), ("部署名",)),
    ImportColumn(
        "contact_email",
        _l("Email address"),
        ("メール", "e-mail", "email"),
        sample="hanako@example.jp",
        needed=True,
    ),
    ImportColumn(
        "contact_telephone",
        _l("Telephone number"),
        ("電話", "tel", "telephone"),
        sample="03-3581-1101",
        needed=True,
    ),
)
VENUE: Final = (
    ImportColumn(
        "venue_name",
        _l("Building and room"),
        ("会場", "venue"),
        sample="商工会館 大ホール",
        needed=True,
    ),
    ImportColumn("venue_postal_code", _l("Postal code"), ("〒",)),
    ImportColumn(
        "venue_address",
        _l("Address of the venue"),
        ("会場住所", "address"),
        sample="見本市見本町1-1",
        needed=True,
    ),
    ImportColumn("capacity", _l("Number of seats"), ("定員", "capacity"), sample="40", needed=True),
    ImportColumn("starts_at", _l("Begins at"), ("開始",), sample="13:30", needed=True),
    ImportColumn("ends_at", _l("Ends at"), ("終了",), sample="16:30", needed=True),
)
DATES: Final = {
    "first_choice": Choice.FIRST,
    "second_choice": Choice.SECOND,
    "third_choice": Choice.THIRD,
    "impossible": Choice.IMPOSSIBLE,
}
REST: Final = (
    ImportColumn(
        "expected_audience", _l("Expected audience (people)"), ("参加見込み",), sample="30"
    ),
    ImportColumn("audience", _l("Who may take part"), words=bid_words.AUDIENCES),
    ImportColumn("remarks", _l("Remarks"), ("remarks",)),
    ImportColumn("decline_yen", _l("Price of refusing it (yen)")),
    ImportColumn("locale", _l("Language of emails"), ("言語", "language"), words=LANGUAGES),
)
_PLACE_SAMPLE: Final = "愛知県"


def bid_columns(topics: Sequence[Topic], *, sample_day: str = "") -> list[ImportColumn]:
    """The columns that a file may have; `sample_day` is the example of a possible date."""
    offered = topic_words(topics)
    first = topics[0].name_ja if topics else ""
    dates = [
        ImportColumn(
            name,
            bid_words.CHOICES[choice],
            sample=sample_day if choice is Choice.FIRST else "",
            needed=choice is Choice.FIRST,
        )
        for name, choice in DATES.items()
    ]
    of_topics = (
        ImportColumn(
            "topics", _l("Topics"), words=offered, several=True, sample=first, needed=True
        ),
        ImportColumn("topics_2", _l("Topics of a second adviser"), words=offered, several=True),
    )
    return [*HOST, place_column("place", _l("Prefecture")), *VENUE, *dates, *of_topics, *REST]


def place_column(name: str, label: Any) -> ImportColumn:  # noqa: ANN401 (a lazy text)
    """A column with a prefecture, by its name, short or full, in either language."""
    return ImportColumn(
        name,
        label,
        words={each.code: InBoth(each.name_ja, each.name_en) for each in prefectures()},
        aliases={each.short_name_ja: each.code for each in prefectures()},
        sample=_PLACE_SAMPLE,
        needed=True,
    )


def topic_words(topics: Sequence[Topic]) -> dict[int, InBoth]:
    """What topics are called in files."""
    return {each.id: InBoth(each.name_ja, each.name_en) for each in topics}

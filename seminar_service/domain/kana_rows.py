"""The rows of the Japanese syllabary, under which a long list of names is read."""

from typing import Final

_ROWS: Final = (
    ("あ", "あいうえお"),
    ("か", "かきくけこ"),
    ("さ", "さしすせそ"),
    ("た", "たちつてと"),
    ("な", "なにぬねの"),
    ("は", "はひふへほ"),
    ("ま", "まみむめも"),
    ("や", "やゆよ"),
    ("ら", "らりるれろ"),
    ("わ", "わゐゑをん"),
)
_ROW_OF: Final = {kana: row for row, all_kana in _ROWS for kana in all_kana}
_BEHIND_LATIN: Final = "\u0250"
LATIN: Final = "A–Z"
OTHER: Final = ""


def kana_row(reading_key: str) -> str:
    """The row under which somebody stands, by the key of `names.reading_key`.

    One of あかさたなはまやらわ; `LATIN` for figures and Latin letters, which stand before them;
    `OTHER` for everything else, such as names in kanji without a reading. In a list that is sorted
    by the key each row is in one piece; others stand behind all rows, Korean letters before them.
    """
    first = reading_key[:1]
    if first in _ROW_OF:
        return _ROW_OF[first]
    return LATIN if first and first < _BEHIND_LATIN else OTHER

"""Names of people: readings, comparison and order."""

import re
import unicodedata
from typing import Final

import jaconv

from seminar_service.domain.errors import ReadingMalformed
from seminar_service.domain.text_folding import fold_spaces, fold_width

# Katakana with the voiced ヷ-ヺ, the middle dot and the prolonged sound mark.
_KATAKANA: Final = re.compile(r"[ァ-ヺ・ー ]+")
_VOICE_MARKS: Final = str.maketrans("", "", "\u3099\u309a")
_SMALL_TO_LARGE: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWEL_ROWS: Final = {
    "あ": "あかさたなはまやらわ",
    "い": "いきしちにひみりゐ",
    "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
}
_VOWEL_OF: Final = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}


def to_katakana(text: str) -> str:
    """Return a reading in full-width katakana with single spaces, whatever kana it was typed in."""
    return str(jaconv.hira2kata(fold_spaces(fold_width(text))))


def to_hiragana(text: str) -> str:
    """Return a reading in hiragana with single spaces, whatever kana it was typed in."""
    return str(jaconv.kata2hira(fold_spaces(fold_width(text))))


def normalise_reading(text: str) -> str:
    """Return furigana as it is stored: full-width katakana; empty stays empty.

    Raises:
        ReadingMalformed: When something other than kana is in it.
    """
    reading = to_katakana(text)
    if reading and not _KATAKANA.fullmatch(reading):
        raise ReadingMalformed(text, "kana only, such as ヤマダ ハナコ")
    return reading


def name_key(name: str) -> str:
    """Return what two spellings of one name share: width, case, kana and spaces do not count."""
    return to_katakana(name).replace(" ", "").casefold()


def reading_sort_key(name: str, reading: str = "") -> tuple[str, str, str]:
    """Return a key that orders people as a Japanese list does.

    First by the bare sounds (voice marks, small kana and long vowels folded), then by the exact
    reading, then by the name. Without a reading the name stands for it, which puts Latin
    letters before kana.
    """
    sounds = to_hiragana(reading or name).replace(" ", "").casefold()
    return _bare_sounds(sounds), sounds, name


def reading_key(name: str, reading: str = "", *, longest: int) -> str:
    """Return the order of `reading_sort_key` as one text, for databases that compare letters.

    It is cut to `longest` letters, so that it fits into an index.
    """
    bare, sounds, shown = reading_sort_key(name, reading)
    return f"{bare} {sounds} {name_key(shown)}"[:longest]


def _bare_sounds(hiragana: str) -> str:
    unvoiced = unicodedata.normalize("NFD", hiragana).translate(_VOICE_MARKS)
    letters: list[str] = []
    for letter in unvoiced.translate(_SMALL_TO_LARGE):
        previous = letters[-1] if letters else ""
        letters.append(_VOWEL_OF.get(previous, letter) if letter == "ー" else letter)
    return "".join(letters)

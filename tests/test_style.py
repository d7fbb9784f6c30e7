"""Texts are written in one style, as docs/glossary.md says under "How texts are written"."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
TRANSLATED = ROOT / "seminar_service" / "translations" / "ja" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
VALUE = re.compile(r"%\(\w+\)[sd]")
# What has capitals within a sentence because it is a name.
NAMES = (
    "Intellectual Property Seminar Tour",
    "Digital Agency",
    "National Passenger Flow Survey",
    "Ministry of Land, Infrastructure, Transport and Tourism",
    "Google Calendar",
    "Google Authenticator",
    "Microsoft Authenticator",
    "Apple Calendar",
    "New Year",
)
PROPER = frozenset(
    ["Japan", "Japanese", "English", "Latin", "Google", "Apple", "Outlook", "Thunderbird", "Mac"]
) | {
    "PIN",
    "QR",
    "URL",
    "PC",
    "PDF",
    "Shift",
    "CSV",
    "Excel",
    "XLSX",
    "UTF-8",
    "KB",
    "JPEG",
    "PNG",
    "MB",
    "A3",
    "A4",
    "Pango",
    "HarfBuzz",
    "MIT",
    "JavaScript",
    "Monday",
    "Mondays",
    "Saturdays",
    "Sundays",
    "ABCD-EFGH-JKMN",
}
# Texts of Flask-Security, which are theirs to word; and an example of what is typed.
QUOTED = {
    "Authentication Code",
    "Available Second Factor Methods:",
    "Email Address",
    "New Password",
    "Recovery Code",
    "Remember Me",
    "Retype Password",
    "What happens when, a line each, such as: 13:30 Lecture (adviser's name)",
    "Such as: Chamber of Commerce building, main hall on the 3rd floor",
}
STAFF = re.compile(
    r"templates/(organisers|accounts|security)/|templates/mail/(office|_happenings|account)|web/(organisers|accounts)/"
)
HOSTS = re.compile(
    r"templates/(hosts|public|subscribers)/|templates/mail/_?bid|web/(hosts|public)/"
)


@cache
def places() -> dict[str, frozenset[str]]:
    """Each English text with the files that say it."""
    found: dict[str, set[str]] = {}
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    texts = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    for path, _line, text, _comments, _context in texts:
        for form in (text,) if isinstance(text, str) else text:
            found.setdefault(form, set()).add(path)
    return {text: frozenset(files) for text, files in found.items()}


@cache
def pairs() -> list[tuple[str, str]]:
    """Each text of the catalogue, the plural where it has one, with its Japanese."""
    with TRANSLATED.open("rb") as file:
        messages = [message for message in read_po(file, locale="ja") if message.id]
    return [(_last(message.id), _last(message.string)) for message in messages]


def _last(said: str | Sequence[str] | None) -> str:
    """A text, or that for several."""
    return said if isinstance(said, str) else (said or ("",))[-1]


def capitals(text: str) -> list[str]:
    """The words that have a capital without standing at the beginning of a sentence."""
    text = VALUE.sub("x", text)
    for name in NAMES:
        text = text.replace(name, "x")
    sentences = re.split(r"(?:[.:?!›]|^|“|[(])\s*", text)
    words = [word for sentence in sentences for word in re.findall(r"[\w-]+", sentence)[1:]]
    return [word for word in words if word[0].isupper() and word not in PROPER]


def test_the_staff_reads_of_bids() -> None:
    assert [
        text
        for text, files in places().items()
        if any(map(STAFF.search, files))
        and re.search(r"\brequests?\b(?! for)", text, re.IGNORECASE)
    ] == []


def test_hosts_and_the_public_read_of_requests() -> None:
    assert [
        text
        for text, files in places().items()
        if any(map(HOSTS.search, files)) and re.search(r"\bbids?\b", text, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Add to Google Calendar", []),
        ("Cancel your Request", ["Request"]),
        ("It is over. Please go on", []),
    ],
)
def test_capitals_within_sentences_are_found(text: str, found: list[str]) -> None:
    assert capitals(text) == found


def test_english_texts_are_in_sentence_case() -> None:
    found = {text: capitals(text) for text, _ in pairs() if text not in QUOTED}

    assert {text: words for text, words in found.items() if words} == {}


def test_english_lists_have_no_comma_before_the_last_word() -> None:
    listed = re.compile(r"(^|: |, )\w+, \w+, (and|or) ")

    assert [text for text, _ in pairs() if listed.search(text)] == []


def test_english_texts_have_quotation_marks_that_open_and_close() -> None:
    assert [text for text, _ in pairs() if '"' in text or text.count("“") != text.count("”")] == []


def test_a_text_that_leads_on_leads_on_in_japanese() -> None:
    """Where English ends with a colon, Japanese ends with one or is a whole sentence."""
    assert [
        japanese
        for english, japanese in pairs()
        if english.strip().endswith(":") and english not in QUOTED and japanese[-1] not in "：。"
    ] == []


def test_a_japanese_sentence_ends_where_an_english_one_does() -> None:
    """A label has no full stop in either language; values may stand at the end in Japanese."""
    assert [
        (english, japanese)
        for english, japanese in pairs()
        if japanese.endswith("。") and english[-1] not in ".:?;"
    ] == []


def test_people_are_counted_politely() -> None:
    assert [
        japanese for _, japanese in pairs() if re.search(r"%\(\w+\)[sd]人(?!目)", japanese)
    ] == []


def test_japanese_texts_neither_ask_nor_exclaim_by_marks() -> None:
    assert [japanese for _, japanese in pairs() if re.search(r"[？！]|(?<!=)[?!]", japanese)] == []

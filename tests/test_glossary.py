"""All texts use the words of docs/glossary.md, and none of those that it rules out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"
TRANSLATED = ROOT / "seminar_service" / "translations" / "ja" / "LC_MESSAGES" / "messages.po"
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
# Names of other programs' buttons are theirs to word.
QUOTED_ELSEWHERE = re.compile(r"「[^」]*」")


class Ruling(NamedTuple):
    """A line of the glossary: a word that is not used, and the compounds in which it is."""

    word: str
    compounds: tuple[str, ...]
    instead: str


def rulings(heading: str) -> list[Ruling]:
    """The words that a table of the glossary rules out."""
    section = GLOSSARY.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    found = []
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            compounds = tuple(re.findall("`([^`]+)`", cells[1]))
            found += [
                Ruling(word, compounds, cells[2]) for word in re.findall("`([^`]+)`", cells[0])
            ]
    return found


JAPANESE_RULINGS = rulings("使わない言葉")
ENGLISH_RULINGS = rulings("Words not to be used in English")


def broken(text: str, ruling: Ruling) -> bool:
    """Whether a Japanese text uses a word outside its compounds."""
    for compound in ruling.compounds:
        text = text.replace(compound, "")
    return ruling.word in text


@cache
def catalogue() -> list[tuple[str, str]]:
    """Each text of the catalogue with its translation, plural forms apart."""
    with TRANSLATED.open("rb") as file:
        messages = [message for message in read_po(file, locale="ja") if message.id]
    pairs = []
    for message in messages:
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        spoken = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        pairs += [(form, spoken) for form in forms]
    return pairs


def literals(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node.value


@cache
def spoken_by_code() -> list[tuple[str, str]]:
    return list(read_code())


def read_code() -> Iterator[tuple[str, str]]:
    """Each Japanese text that stands in code or templates, with its file."""
    for path in sorted(ROOT.glob("s*/**/*.py")):
        if path.parts[len(ROOT.parts)] not in {"solver", "seminar_service"}:
            continue
        if "migrations" in path.parts:
            continue  # What they wrote is history.
        for text in literals(ast.parse(path.read_text(encoding="utf-8"))):
            if JAPANESE.search(text):
                yield path.relative_to(ROOT).as_posix(), text
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if JAPANESE.search(line):
                yield path.relative_to(ROOT).as_posix(), line


def test_the_glossary_rules_words_out_in_both_languages() -> None:
    assert {"確定", "キャンセル", "ツアー"} <= {ruling.word for ruling in JAPANESE_RULINGS}
    assert {"mail address", "year's turn"} <= {ruling.word for ruling in ENGLISH_RULINGS}


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [("計画を確定する", True), ("開催確定", False), ("開催が確定しました", False), ("承諾", False)],
)
def test_a_word_is_fine_within_its_compounds_alone(text: str, is_broken: bool) -> None:
    assert broken(text, Ruling("確定", ("開催確定", "開催が確定"), "採用")) is is_broken


@pytest.mark.parametrize("ruling", JAPANESE_RULINGS, ids=lambda ruling: ruling.word)
def test_no_translation_uses_a_word_that_is_ruled_out(ruling: Ruling) -> None:
    used = [
        (english, japanese, f"use: {ruling.instead}")
        for english, japanese in catalogue()
        if broken(QUOTED_ELSEWHERE.sub("", japanese), ruling)
    ]

    assert used == []


@pytest.mark.parametrize("ruling", JAPANESE_RULINGS, ids=lambda ruling: ruling.word)
def test_no_japanese_text_of_the_code_uses_a_word_that_is_ruled_out(ruling: Ruling) -> None:
    assert [(path, text) for path, text in spoken_by_code() if broken(text, ruling)] == []


@pytest.mark.parametrize("ruling", ENGLISH_RULINGS, ids=lambda ruling: ruling.word)
def test_no_english_text_uses_a_word_that_is_ruled_out(ruling: Ruling) -> None:
    pattern = re.compile(rf"\b{re.escape(ruling.word)}\b", re.IGNORECASE)

    def allowed_left_out(text: str) -> str:
        for compound in ruling.compounds:
            text = text.replace(compound, "")
        return text

    assert [
        (english, f"use: {ruling.instead}")
        for english, _ in catalogue()
        if pattern.search(allowed_left_out(english))
    ] == []

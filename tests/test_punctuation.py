"""What stands between two texts is a text itself, because Japanese has marks of its own."""

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

from tests.test_glossary import spoken_by_code

ROOT = Path(__file__).parents[1]
TRANSLATED = ROOT / "seminar_service" / "translations" / "ja" / "LC_MESSAGES" / "messages.po"
TEMPLATES = sorted(each for each in (ROOT / "templates").rglob("*.*") if each.suffix != ".css")
PAGES = [each for each in TEMPLATES if each.suffix == ".html"]
SOMETHING = "\ue000"
"""Stands for whatever is put into a text."""
JAPANESE = r"[\u3040-\u30ff\u4e00-\u9fff]"
JOINERS = re.compile(r": |:$|; |, |[()、：；（）]")
"""What is another mark in Japanese."""
_CHOICE = r"\{%-?\s*(?:if|endif)\b[^%]*%\}"
SIDE_BY_SIDE = re.compile(
    r'\{\{-?\s*(?:_|ngettext)\(\s*"(?P<said>(?:[^"\\]|\\.)*)"(?:(?!\}\}).)*[^-]\}\}'
    rf"(?:</(?:a|span|strong)>)*(?=(?:{_CHOICE})*\s)(?:\s|{_CHOICE})*"
    r"(?:\{\{\s*(?:_|ngettext)\(|<(?:a|span|strong)\b)",
    re.DOTALL,
)
"""A text in a template with another one, or a link, in the same paragraph, and space between."""
OPERATORS = {
    "config.py",
    "logs.py",
    "cli",
    "server",
    "samples",
    "storage",
    "outbox",
    "operation",
    "work",
}
"""Rooms whose texts are for operators and programs."""
CODE = [
    path
    for path in sorted((ROOT / "seminar_service").rglob("*.py"))
    if not OPERATORS & set(path.relative_to(ROOT).parts)
]
TEXTS_FOR_PROGRAMS = {
    "{path}: {message}",  # Where the planner's input is wrong.
    "{seminar.venue_name}, {address}, Japan",  # An address in English, which maps look up.
}


def placed(path: Path) -> str:
    """A path as messages of tests name it."""
    return path.relative_to(ROOT).as_posix()


def translated() -> Iterator[tuple[str, str]]:
    """Each text of the catalogue with its translation."""
    with TRANSLATED.open("rb") as file:
        for message in read_po(file, locale="ja"):
            said = message.string or ""
            for spoken in [said] if isinstance(said, str) else said:
                yield str(message.id), spoken


@cache
def translated_forms() -> frozenset[tuple[str, str]]:
    """The same with the forms of a text for one and for many as texts of their own."""
    with TRANSLATED.open("rb") as file:
        messages = list(read_po(file, locale="ja"))
    found = set()
    for message in messages:
        forms = [message.id] if isinstance(message.id, str) else message.id
        said = message.string or ""
        found |= {(str(each), said if isinstance(said, str) else said[0]) for each in forms}
    return frozenset(found)


def words_of(template: Path) -> list[str]:
    """The lines of a template, without markup and with its expressions taken out."""
    tokens = Environment(autoescape=True).lex(template.read_text(encoding="utf-8"))
    said = "".join(value if kind == "data" else SOMETHING for _, kind, value in tokens)
    return (re.sub(r"<[^>]*>", "", said) if template.suffix == ".html" else said).splitlines()


def gaps_in(template: str, sentences: Collection[str]) -> Iterator[str]:
    """The sentences of a template behind which a space stands before the next text or link."""
    for found in SIDE_BY_SIDE.finditer(template):
        if found["said"] in sentences:
            yield found["said"]


def errors_of(tree: ast.AST) -> set[int]:
    """The pieces of a module that word an error, which operators read."""
    return {
        id(piece)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__")
        for piece in ast.walk(node)
    }


def put_together(source: str) -> Iterator[str]:
    """The texts that a module puts together with a mark between two values."""
    tree = ast.parse(source)
    errors = errors_of(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr) or id(node) in errors:
            continue
        pieces = [
            piece.value if isinstance(piece, ast.Constant) else SOMETHING for piece in node.values
        ]
        marks = f"{SOMETHING}(: |; |, | ?[(（]|、|：){SOMETHING}"
        if re.search(marks, "".join(map(str, pieces))):
            yield ast.unparse(node)[2:-1]


def lists_by_hand(source: str) -> Iterator[str]:
    """The expressions of a module that choose a mark by the language."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.IfExp) and {"'、'", "'，'"} & {
            ast.unparse(node.body),
            ast.unparse(node.orelse),
        }:
            yield ast.unparse(node)


@pytest.mark.parametrize("template", TEMPLATES, ids=placed)
def test_a_template_puts_no_mark_of_one_language_between_texts(template: Path) -> None:
    assert [line for line in words_of(template) if JOINERS.search(line.strip())] == []


@pytest.mark.parametrize("template", PAGES, ids=placed)
def test_japanese_sentences_stand_side_by_side_without_a_space(template: Path) -> None:
    sentences = {
        english for english, japanese in translated_forms() if japanese.endswith(("。", "："))
    }

    assert list(gaps_in(template.read_text(encoding="utf-8"), sentences)) == []


@pytest.mark.parametrize(
    ("template", "is_found"),
    [
        ('{{ _("A.") }} {{ _("B.") }}', True),
        ('{{ _("A.", day=day) }}</strong> <a href="/">', True),
        ('{{ _("A.") }}\n{% if more %}{{ _("B.") }}', True),
        ('{{ _("A.") }}{% if more %} {{ _("B.") }}', True),
        ('{{ _("A.") }}{{ gap() }}{{ _("B.") }}', False),
        ('{{ _("A.") }}{% else %} {{ _("B.") }}', False),
        ('{{ _("A.") }}</p>\n<p>{{ _("B.") }}', False),
        ('{{ _("Label") }} {{ _("B.") }}', False),
    ],
)
def test_spaces_between_sentences_are_found(template: str, is_found: bool) -> None:
    assert bool(list(gaps_in(template, {"A.", "B."}))) is is_found


@pytest.mark.parametrize("template", TEMPLATES, ids=placed)
def test_a_template_chooses_no_mark_by_the_language(template: Path) -> None:
    assert not re.search(
        r"""["'] ?[、：；()（）] ?["'] if """, template.read_text(encoding="utf-8")
    )


def test_code_puts_no_mark_of_one_language_between_texts() -> None:
    found = [
        f"{placed(path)}: {said}"
        for path in CODE
        for said in put_together(path.read_text(encoding="utf-8"))
        if said not in TEXTS_FOR_PROGRAMS
    ]

    assert found == []


def test_code_chooses_no_mark_by_the_language() -> None:
    found = {
        placed(path): said
        for path in CODE
        for said in lists_by_hand(path.read_text(encoding="utf-8"))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ('f"{label}: {value}"', True),
        ('f"{name} ({place})"', True),
        ('f"{name}（{place}）"', True),
        ('raise ValueError(f"{name}: {value}")', False),
        ('f"{start}–{end}"', False),
    ],
)
def test_texts_put_together_by_hand_are_found(source: str, is_found: bool) -> None:
    assert bool(list(put_together(source))) is is_found


def test_marks_chosen_by_hand_are_found() -> None:
    assert list(lists_by_hand('("、" if locale == "ja" else ", ").join(names)'))


def test_japanese_texts_use_full_width_marks() -> None:
    """A bracket, colon, comma or mark beside Japanese, or around a value, is a wide one."""
    beside = re.compile(
        rf"{JAPANESE} ?[(),:;!?]|[(),:;!?] ?{JAPANESE}|\([^)]*{SOMETHING}|{SOMETHING}[):,;]"
    )
    found = [
        japanese
        for _, japanese in translated()
        if beside.search(re.sub(r"%\(\w+\)[sd]", SOMETHING, japanese))
    ]

    assert found == []


def test_japanese_texts_of_the_code_and_of_the_samples_use_full_width_marks() -> None:
    beside = re.compile(rf"{JAPANESE} ?\(|\){JAPANESE}|{JAPANESE}: ")

    said = [each for each in spoken_by_code() if "\\" not in each[1]]  # patterns are read by no one

    assert [(path, text) for path, text in said if beside.search(text)] == []


def test_japanese_texts_have_no_full_width_letters_and_no_half_width_kana() -> None:
    odd = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．，ｦ-ﾟ]|\.\.\.|・・・|～")

    assert [japanese for _, japanese in translated() if odd.search(japanese)] == []


ADDRESSES = (
    "%(meant)s",
    "%(typed)s",
    "%(address)s",
    "%(email)s",
    "%(domain)s",
    "%(office)s",
    "name@example.jp",
)
"""What is copied, and therefore stands apart."""
POLITE = " 様"


def test_japanese_sentences_have_spaces_around_addresses_alone() -> None:
    value = r"(?:[A-Za-z]|%\(\w+\)[sd])"
    apart = re.compile(rf"{value} [\u3040-\u309f]|[\u3040-\u309f] {value}|[A-Za-z] {JAPANESE}")
    found = []
    for _, japanese in translated():
        sentence = japanese.removesuffix(POLITE)
        for address in ADDRESSES:
            sentence = sentence.replace(address, "、")
        if apart.search(sentence):
            found.append(japanese)

    assert found == []


def test_english_texts_have_no_japanese_punctuation() -> None:
    assert [english for english, _ in translated() if re.search("[、。・：（）]", english)] == []

"""Both languages are complete: every text is collected, translated, and well formed."""

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2 import Environment

ROOT = Path(__file__).parents[1]
TRANSLATED = ROOT / "seminar_service" / "translations" / "ja" / "LC_MESSAGES" / "messages.po"
TEMPLATES = sorted(each for each in (ROOT / "templates").rglob("*.*") if each.suffix != ".css")
SPOKEN = ("alt", "aria-label", "placeholder", "title")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
# What is the same in every language: names of programs, and pieces of markup.
NEUTRAL = {
    "Outlook",
    "Outlook.com",
    "Microsoft 365",
    "Thunderbird",
    "Google",
    "hint",
    "error",
    "difference",
    "question",
    "no-referrer",
    'lang="ja',
}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All texts of code and templates, collected as `make messages` does."""
    target = tmp_path_factory.mktemp("messages") / "messages.pot"
    subprocess.run([".ci/extract-messages", sys.executable, str(target)], cwd=ROOT, check=True)
    with target.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def japanese() -> Catalog:
    with TRANSLATED.open("rb") as file:
        return read_po(file, locale="ja")


def key(message: Message) -> tuple[str | None, str]:
    """What a text is found by."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def texts(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    return {key(message): message for message in catalogue if message.id}


def translations(message: Message) -> list[str]:
    """The one translation, or one per plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ("",))


def test_the_catalogue_has_no_mark_that_keeps_it_from_being_compiled(japanese: Catalog) -> None:
    assert not japanese.fuzzy


def test_every_text_is_in_the_catalogue(collected: Catalog, japanese: Catalog) -> None:
    assert sorted(map(str, texts(collected).keys() - texts(japanese).keys())) == []


def test_every_text_is_translated(japanese: Catalog) -> None:
    assert [
        key(message) for message in japanese if message.id and not all(translations(message))
    ] == []


def test_no_translation_is_a_guess_or_left_over(collected: Catalog, japanese: Catalog) -> None:
    assert [key(message) for message in japanese if message.id and message.fuzzy] == []
    assert sorted(map(str, texts(japanese).keys() - texts(collected).keys())) == []
    assert not japanese.obsolete


def test_translations_name_the_same_values(japanese: Catalog) -> None:
    wrong = [
        key(message)
        for message in texts(japanese).values()
        for translated in translations(message)
        if not set(PLACEHOLDER.findall(translated)) <= set(PLACEHOLDER.findall(str(message.id)))
        or translated.count("%(") != len(PLACEHOLDER.findall(translated))
    ]

    assert wrong == []


def test_singular_texts_keep_every_value(japanese: Catalog) -> None:
    lost = [
        message.id
        for message in texts(japanese).values()
        if isinstance(message.id, str) and isinstance(message.string, str)
        if set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(message.string))
    ]

    assert lost == []


def test_the_catalogue_compiles_and_speaks_japanese(japanese: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, japanese)
    compiled.seek(0)

    assert Translations(compiled).gettext("Seminars") != "Seminars"


def test_translations_are_japanese_or_say_nothing(japanese: Catalog) -> None:
    letters = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    untranslated = [
        message.id
        for message in texts(japanese).values()
        for translated in translations(message)
        if not letters.search(translated)
        and len(re.sub(r"%\(\w+\)[sd]|[\W\d_]", "", translated)) > len("Thunderbird")
    ]

    assert untranslated == []


class Visible(HTMLParser):
    """Collects what a reader would read in a template whose expressions are taken out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the hook's signature)
        self.words += [value for name, value in attrs if name in SPOKEN and value]


def literal_words(template: Path) -> Iterator[str]:
    """The words that a template says by itself, in whichever language."""
    tokens = Environment(autoescape=True).lex(template.read_text(encoding="utf-8"))
    text = "".join(value if kind == "data" else "\ue000" for _, kind, value in tokens)
    if template.suffix in {".html", ".xml"}:
        reader = Visible()
        reader.feed(text)
        spoken = reader.words
    else:
        spoken = text.splitlines()
    for words in spoken:
        for piece in words.split("\ue000"):
            stripped = piece.strip(string.whitespace + string.punctuation)
            is_class = "--" in stripped
            if re.search(r"[^\W\d_]{2,}", stripped) and not is_class and stripped not in NEUTRAL:
                yield stripped


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_say_nothing_that_is_not_translated(template: Path) -> None:
    assert list(literal_words(template)) == []


TEXTS = {"_", "_l", "gettext", "lazy_gettext", "ngettext", "pgettext", "npgettext"}


def test_no_text_hides_within_an_f_string() -> None:
    """What collects the texts does not look into f-strings before Python 3.12."""
    hidden = [
        f"{path}:{call.lineno}"
        for path in sorted((ROOT / "seminar_service").rglob("*.py"))
        for whole in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TEXTS
    ]
    assert hidden == []

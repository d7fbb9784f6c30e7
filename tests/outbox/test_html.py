"""Mails as HTML: the same lines, in tables that every program shows."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest

from seminar_service.outbox import marks
from seminar_service.outbox.html import blocks, html_of, pieces

SAID = "\n".join(
    [
        "Dear Hana,",
        "",
        "You have a place.",
        "It is yours.",
        "",
        marks.fact("When", "today"),
        marks.fact("Details", "https://a.jp/seminars/1"),
        "",
        marks.heading("How to get there"),
        "By train.",
        marks.button("See it", "https://a.jp/registrations/x?a=1&b=2"),
        "",
        "--",
        "The office",
        "",
    ]
)


class Tags(HTMLParser):
    """Collects what is opened, and complains about what is closed in the wrong order."""

    EMPTY = frozenset({"br", "meta", "link", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [values for name, values in self.found if name == tag]


def test_lines_that_belong_together_become_one_block() -> None:
    assert [block.kind for block in blocks(SAID)][:5] == [
        "paragraph",
        "paragraph",
        "facts",
        "heading",
        "paragraph",
    ]
    assert [len(block.lines) for block in blocks(SAID)][:3] == [1, 2, 2]


def test_a_mail_is_well_formed_and_in_its_readers_language() -> None:
    tags = Tags(html_of(SAID, "You have a place", "en"))

    assert tags.named("html") == [{"lang": "en"}]
    assert len(tags.named("h1")) == 1
    assert {each.get("scope") for each in tags.named("th")} == {"row"}
    layout = [each for each in tags.named("table") if each.get("class") != "facts"]
    assert {each["role"] for each in layout} == {"presentation"}


def test_nothing_in_it_comes_from_elsewhere() -> None:
    html = html_of(SAID, "x", "ja")
    tags = Tags(html)

    assert not [tag for tag, _ in tags.found if tag in {"img", "script", "link", "iframe", "form"}]
    assert not re.search(r"url\(|@import|src=|background=", html)


def test_addresses_are_links_and_the_button_is_one() -> None:
    tags = Tags(html_of(SAID, "x", "en"))

    assert [each["href"] for each in tags.named("a")] == [
        "https://a.jp/seminars/1",
        "https://a.jp/registrations/x?a=1&b=2",
    ]


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        ("see https://a.jp/x.", "https://a.jp/x"),
        ("（https://a.jp/x）をご覧ください", "https://a.jp/x"),
        ("https://a.jp/をご覧ください", "https://a.jp/"),
        ('"https://a.jp/x"', "https://a.jp/x"),
        ("<https://a.jp/x>", "https://a.jp/x"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(line: str, linked: str) -> None:
    assert [each["href"] for each in Tags(html_of(line, "x", "ja")).named("a")] == [linked]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=https://evil.example/x>",
        '" onmouseover="x',
        "javascript:alert(1)",
        "{{ 7 * 7 }}",
        "<!--[if mso]>",
        "&lt;b&gt;",
        "]]><svg>",
    ],
)
def test_what_was_typed_is_text(typed: str) -> None:
    harmless = Tags(html_of("\n".join([marks.fact("x", "x"), "x"]), "x", "en"))
    lines = "\n".join([marks.fact(typed, typed), typed])

    tags = Tags(html_of(lines, typed, "en"))

    allowed = [each for each in tags.found if each[0] != "a"]
    assert allowed == harmless.found
    assert all((each["href"] or "").startswith("https://") for each in tags.named("a"))


def test_spaces_before_a_line_are_seen() -> None:
    assert "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}from" in html_of("x\n  from", "x", "en")


def test_a_mail_without_a_foot_is_whole() -> None:
    assert "only this" in html_of("only this\n", "x", "en")


def test_a_text_is_its_pieces_whose_links_are_web_addresses_alone() -> None:
    text = "お問い合わせ：office@example.jp\n  https://seminar.example.jp/bids/x。\n"

    found = list(pieces(text))

    assert "".join(each.text for each in found) == text
    assert [each.text for each in found if each.is_link] == ["https://seminar.example.jp/bids/x"]

"""Markdown: what it becomes, and what it never becomes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.markdown import first_words, html_of, is_link


def test_a_text_becomes_paragraphs_lists_tables_and_headings_below_that_of_the_page() -> None:
    html = html_of("# Secrets\n\nKeep *them*.\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")

    assert "<h2>Secrets</h2>" in html
    assert "<p>Keep <em>them</em>.</p>" in html
    assert html.count("<li>") == 2
    assert "<td>1</td>" in html
    assert "style" not in html
    assert "<h2>Why</h2>" in html_of("## Why")
    assert "<h6>deep</h6>" in html_of("###### deep")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>bold</b>",
        "<img src=x onerror=alert(1)>",
        "<!-- note -->",
        "<https://x.example/<script>>",
    ],
)
def test_html_stays_a_text(text: str) -> None:
    html = html_of(text)

    assert not re.search(r"<(script|b|img|!--)", html)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\evil.example",
        "ftp://x.example",
        "evil.html",
        "https:/\\evil",
        "mailto:",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
    ],
)
def test_a_link_to_anywhere_else_is_none(address: str) -> None:
    assert not is_link(address)
    assert "<a" not in html_of(f"[here]({address})")
    assert "<a" not in html_of(f"[here][1]\n\n[1]: {address}")


def test_a_backslash_makes_no_address_of_another_host() -> None:
    assert not is_link("/\\evil.example")
    assert 'href="/%5Cevil.example"' in html_of("[here](/\\evil.example)")


@pytest.mark.parametrize(
    ("address", "root", "leads_to"),
    [
        ("/seminars", "", "/seminars"),
        ("/seminars", "/en", "/en/seminars"),
        ("/en/seminars", "/en", "/en/seminars"),
        ("/en/seminars", "", "/en/seminars"),
        ("/en", "https://x.example/en", "https://x.example/en"),
        ("/english", "/en", "/en/english"),
        ("#why", "/en", "#why"),
        ("https://www.meti.go.jp/a?b=c", "/en", "https://www.meti.go.jp/a?b=c"),
        ("mailto:office@example.jp", "", "mailto:office@example.jp"),
    ],
)
def test_a_link_leads_to_the_page_in_the_readers_language(
    address: str, root: str, leads_to: str
) -> None:
    assert f'href="{leads_to}"' in html_of(f"[here]({address})", root)


def test_an_image_is_none() -> None:
    assert "<img" not in html_of("![map](https://x.example/map.png)")


@given(st.text(alphabet="<>[]()!\"'`*_#-|:/\\&;=\n abcjs0", max_size=120))
def test_whatever_is_written_holds_known_tags_alone(text: str) -> None:
    html = html_of(text)
    opened = set(re.findall(r"<([a-z0-9]+)", html))
    assert opened <= {
        *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
        *("strong", "em", "s", "code", "a", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_a_text_deep_within_itself_ends() -> None:
    assert html_of(">" * 5_000)
    assert html_of("[" * 5_000)
    assert html_of("*a " * 5_000)


def test_the_first_words_are_those_of_the_first_paragraph_without_marks() -> None:
    assert first_words("# Title\n\nKeep **your**\n[secrets](/x).\n\nMore") == "Keep your secrets."
    assert first_words("# Title") == ""
    assert first_words("x" * 200, 10) == "x" * 9 + "…"

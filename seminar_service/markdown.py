"""Markdown as HTML that can do nothing: no HTML of its own, no images, links to known places.

markdown-it-py writes the HTML; raw HTML is a text to it. What it wrote is cleaned by nh3 all the
same, so that a fault in the one is caught by the other.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seminar_service.domain.text_folding import fold_spaces

ENGLISH: Final = "/en"
"""What paths of English pages begin with."""

_TAGS: Final = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("strong", "em", "s", "code", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES: Final = {"http", "https", "mailto"}
_OWN_PATH: Final = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
_ELSEWHERE: Final = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s/\\])\S*", re.IGNORECASE)
_FIRST_HEADING: Final = 2
"""The title of a page is of the first level: one sign means the same as two."""
_NESTED: Final = 12
"""Lists and quotations within each other are taken apart no deeper; what is below stays text."""
_KEPT: Final = 256


def is_link(address: str) -> bool:
    """Whether a text may link there: the web, a mailbox, a path or a part of a page of ours."""
    if address.startswith("#"):
        return not re.search(r"[\s\\]", address)
    return bool(_OWN_PATH.fullmatch(address) or _ELSEWHERE.fullmatch(address))


@lru_cache(maxsize=_KEPT)
def html_of(text: str, root: str = "") -> str:
    """The HTML of a text, whose headings begin with the second level.

    Args:
        text: Markdown, with tables and without HTML and images.
        root: Where own paths begin: what lies before the path of a page in the reader's language,
            such as "/en". A path that begins with "/en" itself stays English.
    """
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{max(int(token.tag[1:]), _FIRST_HEADING)}"
        for child in token.children or ():
            _root(child, root)
    written = str(_parser().renderer.render(tokens, _parser().options, {}))
    return nh3.clean(
        written,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def first_words(text: str, most: int = 120) -> str:
    """What a text begins with, without marks: its first paragraph, cut behind `most` characters."""
    tokens = _parser().parse(text)
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open":
            words = fold_spaces("".join(_said(child) for child in token.children or ()))
            return words if len(words) <= most else f"{words[: most - 1]}…"
    return ""


def _said(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def _root(token: Token, root: str) -> None:
    """Let a link to an own path lead to the page in the reader's language."""
    address = token.attrGet("href") if token.type == "link_open" else None
    if not isinstance(address, str) or not address.startswith("/"):
        return
    is_english = address == ENGLISH or address.startswith(f"{ENGLISH}/")
    base = root.removesuffix(ENGLISH) if is_english else root
    token.attrSet("href", f"{base}{address}")


class _Parser(MarkdownIt):
    """CommonMark with tables."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": _NESTED})
        self.enable(["table", "strikethrough"])
        self.disable("image")

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's name)
        """Take what `is_link` takes; anything else stays a text."""
        return is_link(url)


@lru_cache(maxsize=1)
def _parser() -> _Parser:
    return _Parser()

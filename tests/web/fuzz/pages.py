"""Reading pages as a browser does: their language, their links and their forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

Attributes = dict[str, str]
TYPED = frozenset({"text", "email", "tel", "date", "time", "number", "textarea", "search", ""})


@dataclass(frozen=True)
class Input:
    """One control of a form: its kind (an input's type, "textarea", "select"), name, value."""

    kind: str
    name: str
    value: str
    is_on: bool = True

    @property
    def is_typed(self) -> bool:
        """Whether a person writes into it."""
        return self.kind in TYPED


@dataclass
class Form:
    """A form as it stands in a page."""

    action: str
    method: str
    id: str = ""
    inputs: list[Input] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, ...]:
        """What makes two forms the same: where they go and what they ask."""
        parts = urlsplit(self.action).path.split("/")
        where = "/".join(part for part in parts if part.replace("-", "").isalpha())
        return (self.method, where, *sorted({each.name for each in self.inputs}))


class Page(HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.language = ""
        self.is_ours = False
        self.is_paper = False
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.owners: set[str] = set()
        self._form: Form | None = None
        self._select = ""
        self._textarea: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = found.get("lang", "")
        elif tag == "a" and found.get("href", "").startswith("/"):
            self.links.append(found["href"])
        if tag == "a" and found.get("class") == "site-name":
            self.is_ours = True
        if tag == "link" and found.get("href", "").startswith("/static/css/paper.css"):
            self.is_paper = True
        if "form" in found:
            self.owners.add(found["form"])
        self._in_form(tag, found)

    def _in_form(self, tag: str, found: Attributes) -> None:
        if tag == "form":
            action = found.get("action") or self.address
            self._form = Form(action, found.get("method", "get"), found.get("id", ""))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag in {"input", "button"}:
            kind = found.get("type", "submit" if tag == "button" else "text")
            on = "checked" in found or kind not in {"checkbox", "radio"}
            self._add(kind, found.get("name", ""), found.get("value", ""), is_on=on)
        elif tag == "select":
            self._select = found.get("name", "")
        elif tag == "option":
            self._add("select", self._select, found.get("value", ""), is_on="selected" in found)
        elif tag == "textarea":
            self._select, self._textarea = found.get("name", ""), []

    def _add(self, kind: str, name: str, value: str, *, is_on: bool) -> None:
        if name and self._form is not None:
            self._form.inputs.append(Input(kind, name, value, is_on))

    def handle_data(self, data: str) -> None:
        """Note what stands in a text area."""
        if self._textarea is not None:
            self._textarea.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a form or a text area."""
        if tag == "form":
            self._form = None
        if tag == "textarea" and self._textarea is not None:
            self._add("textarea", self._select, "".join(self._textarea), is_on=True)
            self._textarea = None


def query_names(addresses: list[str]) -> set[str]:
    """The names that addresses use behind their question mark."""
    return {name for each in addresses for name, _ in parse_qsl(urlsplit(each).query)}

"""What the code does nowhere, so that whole kinds of attack have nothing to hold on to."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.security.document import ROOT

PACKAGES = ("seminar_service", "solver")
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
SCRIPTS = sorted((ROOT / "seminar_service" / "static" / "js").glob("*.js"))
Found = Iterator[tuple[str, ast.AST]]


def nodes(packages: tuple[str, ...] = PACKAGES) -> Found:
    """Every piece of code with the file that it stands in; migrations run by hand only."""
    for package in packages:
        for file in sorted((ROOT / package).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if "/migrations/" not in place:
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                    yield place, node


def imported() -> dict[str, set[str]]:
    """Which files import which module of others."""
    found: dict[str, set[str]] = {}
    for place, node in nodes():
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
        for name in names:
            found.setdefault(name, set()).add(place)
    return found


def calls(wanted: Callable[[ast.Call, str], bool]) -> list[str]:
    """Where a call of some kind stands; `wanted` is asked with its last name."""
    return [
        f"{place}:{node.lineno}"
        for place, node in nodes()
        if isinstance(node, ast.Call) and wanted(node, _last_name(node.func))
    ]


@pytest.mark.parametrize(
    ("kind", "modules", "allowed"),
    [
        (
            "starts other programs",
            {"subprocess", "pty", "pexpect", "commands"},
            # Python itself, with constant arguments.
            {
                "solver/proof/process.py",
                "seminar_service/busy/reader.py",
                "seminar_service/fetching/fetcher.py",
                "seminar_service/printing/printer.py",
                "seminar_service/cli/setting_up.py",
            },
        ),
        (
            "makes objects of what others wrote",
            {"pickle", "marshal", "shelve", "dill", "jsonpickle", "yaml", "xmlrpc"},
            # Between a proof and the machines of who runs it.
            {"solver/proof/columns/pricing/tasks.py"},
        ),
        (
            "parses XML",
            {"xml", "lxml", "defusedxml", "bs4", "html5lib"},
            {"solver/pictures/svg.py"},  # writes a drawing, and reads none
        ),
        (
            "asks other hosts",
            {"requests", "urllib.request", "http.client", "httpx", "aiohttp", "urllib3", "ftplib"},
            # Calendars that advisers name: public hosts alone, over https.
            {"seminar_service/fetching/getting.py"},
        ),
        ("speaks LDAP", {"ldap", "ldap3"}, set()),
        ("keeps things in memcache", {"pymemcache", "memcache", "pylibmc"}, set()),
        (
            "unpacks archives",
            {"zipfile", "tarfile", "shutil.unpack_archive"},
            # Asks a workbook how large it is unpacked, before it is read.
            # A course in its file: one entry, and no more of it than a course can hold.
            {"seminar_service/sheets/reading.py", "seminar_service/learning/packages.py"},
        ),
        ("speaks SMTP", {"smtplib"}, {"seminar_service/outbox/transport.py"}),
    ],
)
def test_no_module_is_used_that(kind: str, modules: set[str], allowed: set[str]) -> None:
    found = {
        name: files - allowed
        for name, files in imported().items()
        if any(name == each or name.startswith(f"{each}.") for each in modules)
    }
    assert not {name: files for name, files in found.items() if files}, kind


def test_nothing_that_was_typed_is_run() -> None:
    def runs(call: ast.Call, name: str) -> bool:
        is_builtin = isinstance(call.func, ast.Name) and name in {"eval", "exec", "__import__"}
        return is_builtin or name in {"system", "popen", "execv", "execve", "spawnv"}

    assert calls(runs) == []


def test_no_template_is_made_of_text() -> None:
    assert calls(lambda _, name: name in {"render_template_string", "from_string"}) == []


def test_no_markup_is_made_of_what_was_typed() -> None:
    def makes(call: ast.Call, name: str) -> bool:
        return name == "Markup" and not _is_constant(call)

    # Texts of the catalogue; what is put into them is escaped as it is put there.
    of_texts = "seminar_service/web/template_texts.py"
    cleaned = (
        "seminar_service/web/rendered.py"  # Markdown, made by one library and cleaned by another
    )
    assert [place for place in calls(makes) if not place.startswith((of_texts, cleaned))] == []


def test_sql_is_never_put_together() -> None:
    def puts_together(call: ast.Call, name: str) -> bool:
        return name in {"text", "literal_column", "exec_driver_sql"} and _is_put_together(call)

    assert [place for place in calls(puts_together) if place.startswith("seminar_service/")] == []


def test_patterns_are_never_put_together() -> None:
    def puts_together(call: ast.Call, name: str) -> bool:
        is_re = isinstance(call.func, ast.Attribute) and _last_name(call.func.value) == "re"
        return is_re and name != "escape" and _is_put_together(call)

    assert calls(puts_together) == []


def test_no_format_comes_from_outside() -> None:
    assert calls(lambda _, name: name in {"format_map", "vformat"}) == []


def test_no_form_writes_into_rows_by_itself() -> None:
    assert calls(lambda _, name: name == "populate_obj") == []


def test_what_was_asked_and_what_was_sent_are_never_mixed() -> None:
    found = [
        f"{place}:{node.lineno}"
        for place, node in nodes(("seminar_service",))
        if isinstance(node, ast.Attribute)
        and node.attr == "values"
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    ]
    assert found == []


def test_no_weak_hash_and_no_weak_dice_guard_anything() -> None:
    assert calls(lambda _, name: name in {"md5", "sha1"}) == []
    dice = {
        place
        for name, places in imported().items()
        if name == "random" or name.startswith("random.")
        for place in places
        if place.startswith("seminar_service/")
    }
    # Invented participants of the demo.
    assert {place for place in dice if not place.startswith("seminar_service/samples/")} == set()


# What search engines read: data that no browser runs, escaped by the filter for scripts.
DATA = re.compile(r'<script type="application/ld\+json">\{\{ \w+ \| tojson \}\}</script>')


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_holds_no_script_and_nothing_unescaped(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".txt":  # mails are plain text
        return
    assert not re.search(r"\|\s*safe\b", text)
    assert not re.search(r"autoescape\s+false", text)
    assert not re.search(r"\son[a-z]+\s*=", text), "handlers belong into scripts"
    assert not re.search(r"<script(?![^>]*\ssrc=)", DATA.sub("", text))
    if file.parent.name != "mail":  # programs that show mails know styles on tags alone
        assert not re.search(r"<style|\sstyle=", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_loads_nothing_from_other_hosts(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    loaded = re.findall(r"<(?:script|img|link|iframe|source|use|form)\b[^>]*", text)
    assert not [each for each in loaded if re.search(r"(src|href|action)=[\"'](https?:)?//", each)]


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_builds_no_markup_and_keeps_nothing(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "postMessage",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "__proto__",
    ):
        assert word not in text


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_constant(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def _is_put_together(call: ast.Call) -> bool:
    """Whether the first argument is pieced together where it is used."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr):
        pieces = [each.value for each in first.values if isinstance(each, ast.FormattedValue)]
        return not all(_last_name(each).isupper() for each in pieces)  # not only of constants
    return isinstance(first, ast.BinOp | ast.Call)

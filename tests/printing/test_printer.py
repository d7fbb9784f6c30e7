"""PDF files, made by processes of their own."""

import sys
import threading
from pathlib import Path

import pytest

from seminar_service.printing import printer
from seminar_service.printing.errors import (
    FontMissing,
    LibrariesMissing,
    NothingFits,
    NotPrinted,
    PrinterBusy,
    PrinterFailed,
    TookTooLong,
)
from seminar_service.printing.printer import print_pdf
from seminar_service.printing.values import Exit, Order
from tests import papers

DOCUMENT = (
    '<!doctype html><html lang="ja"><title>名簿</title><main><h1>受付名簿</h1>{}</main></html>'
)
ENDS = {
    Exit.LIBRARIES_MISSING: LibrariesMissing,
    Exit.FONT_MISSING: FontMissing,
    Exit.TOO_LARGE: TookTooLong,
    Exit.NOTHING_FITS: NothingFits,
    1: PrinterFailed,
    -9: PrinterFailed,
}


def ending(status: int) -> tuple[str, ...]:
    """A process that makes nothing and ends so."""
    kill = f"import os; os.kill(os.getpid(), {-status})"
    return (sys.executable, "-c", kill if status < 0 else f"import sys; sys.exit({status})")


def test_a_file_has_text_title_language_and_tags() -> None:
    made = print_pdf(Order((DOCUMENT.format("<table><tr><th>氏名<td>山田</table>"),)))

    assert "受付名簿" in papers.pages(made.pdf)[0]
    assert papers.title(made.pdf) == "名簿"
    assert papers.catalogue(made.pdf)["/Lang"] == "ja"
    assert papers.catalogue(made.pdf)["/MarkInfo"]["/Marked"]
    assert {"H1", "Table", "TR", "TH", "TD"} <= set(papers.tags(made.pdf))


def test_what_a_document_names_is_neither_read_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of the server", encoding="utf-8")
    style = tmp_path / "style.css"
    style.write_text('h1::before { content: "fetched" }', encoding="utf-8")
    named = (
        f'<link rel="stylesheet" href="{style.as_uri()}"><style>@import "{style.as_uri()}"</style>'
        f'<link rel="attachment" href="{secret.as_uri()}"><img alt="x" src="{secret.as_uri()}">'
        f'<object data="{secret.as_uri()}"></object>'
        f'<a rel="attachment" href="{secret.as_uri()}">x</a>'
        '<img alt="x" src="http://127.0.0.1:9/x"><img alt="x" src="data:image/svg+xml,<svg/>">'
        f'<svg><image href="{secret.as_uri()}"/></svg>'
    )
    made = print_pdf(Order((DOCUMENT.format(named),)))

    assert "fetched" not in papers.pages(made.pdf)[0]
    assert b"EmbeddedFile" not in made.pdf
    assert "/Names" not in papers.catalogue(made.pdf)


def test_the_first_version_is_taken_that_keeps_to_its_pages() -> None:
    versions = tuple(DOCUMENT.format("<p>行</p>" * lines) for lines in (400, 300, 200, 20, 5))

    made = print_pdf(Order(versions, most_pages=1))

    assert made.version == 3
    assert [text.count("行") for text in papers.pages(made.pdf)] == [20]
    assert print_pdf(Order(versions[3:], most_pages=1)).version == 0
    with pytest.raises(NothingFits):
        print_pdf(Order(versions[:2], most_pages=1))


@pytest.mark.parametrize("status", ENDS)
def test_how_the_process_ends_says_why_there_is_no_file(
    monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(printer, "_COMMAND", ending(status))
    with pytest.raises(NotPrinted) as caught:
        print_pdf(Order((DOCUMENT,)))
    assert type(caught.value) is ENDS[status]


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(TookTooLong):
        print_pdf(Order((DOCUMENT,)), seconds=0.01)


def test_it_gets_no_setting_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEMINAR_SECRET_KEY", "secret")
    monkeypatch.setenv("XDG_CACHE_HOME", "/tmp/fonts")  # noqa: S108 (only passed on)
    says = "import os,sys; sys.stdout.write('0\\n' + ' '.join(sorted(os.environ)))"
    monkeypatch.setattr(printer, "_COMMAND", (sys.executable, "-c", says))

    seen = print_pdf(Order((DOCUMENT,))).pdf.decode().split()

    assert "XDG_CACHE_HOME" in seen
    assert not any(name.startswith(("SEMINAR", "DATABASE")) for name in seen)


def test_few_are_made_at_a_time_and_few_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(printer, "_room", threading.BoundedSemaphore(1))
    says = "import sys; sys.stdin.buffer.read(); sys.stdout.write('0\\nfile')"
    monkeypatch.setattr(printer, "_COMMAND", (sys.executable, "-c", says))
    with printer._turn(1), pytest.raises(PrinterBusy):
        print_pdf(Order((DOCUMENT,)))
    assert print_pdf(Order((DOCUMENT,))).pdf == b"file"

    monkeypatch.setattr(printer, "_room", threading.BoundedSemaphore(2))
    with printer._turn(1), pytest.raises(PrinterBusy):
        print_pdf(Order((DOCUMENT,)), seconds=0.01)
    assert print_pdf(Order((DOCUMENT,))).pdf == b"file"

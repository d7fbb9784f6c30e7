"""HTML becomes PDF. Loaded by the process that makes a file, and by no other."""

from typing import Any, Final

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from seminar_service import paths
from seminar_service.printing.errors import NothingFits
from seminar_service.printing.values import Order, Printed

STYLES: Final = "css/paper.css"
"""The one file that is read: what a document names is neither read nor fetched."""
TAGGED: Final = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


class Refusing(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Fetches nothing: no file, no address of another host, no data in an address."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401, ARG002 (as the library has it)
        """Refuse.

        Raises:
            ValueError: Always; WeasyPrint goes on without what was asked for.
        """
        raise ValueError("nothing is fetched")


def printed(order: Order) -> Printed:
    """Make the first version that keeps to its number of pages a PDF file.

    Raises:
        NothingFits: There is none.
    """
    fonts = FontConfiguration()
    styles = CSS(filename=paths.STATIC / STYLES, font_config=fonts, url_fetcher=Refusing())

    def laid_out(version: int) -> Document:
        html = HTML(string=order.versions[version], url_fetcher=Refusing())
        return html.render(font_config=fonts, stylesheets=[styles], **TAGGED)

    if not order.most_pages:
        return Printed(_written(laid_out(0)), 0)
    first = laid_out(0)
    if len(first.pages) <= order.most_pages:
        return Printed(_written(first), 0)
    low, high, found = 1, len(order.versions) - 1, None
    while low <= high:  # each version is shorter than the one before
        middle = (low + high) // 2
        tried = laid_out(middle)
        if len(tried.pages) <= order.most_pages:
            found, high = Printed(_written(tried), middle), middle - 1
        else:
            low = middle + 1
    if found is None:
        raise NothingFits
    return found


def _written(document: Document) -> bytes:
    pdf: bytes = document.write_pdf(**TAGGED)
    return pdf

"""Papers: documents of their own frame, as a page that prints and as a PDF file.

Both come from one template below `templates/print/`, which is told by `as_page` whether it is
looked at: a page names the style sheet and has a bar above the paper; what becomes a PDF file
names nothing at all, because nothing is fetched for it.
"""

from collections.abc import Callable
from typing import Any, Final

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.extensions import db
from seminar_service.printing.errors import (
    FontMissing,
    LibrariesMissing,
    NotPrinted,
    PrinterBusy,
    TookTooLong,
)
from seminar_service.printing.printer import print_pdf
from seminar_service.printing.values import Order, Printed

FITS: Final = range(12)
"""How small a paper may be set: classes `fit-0` to `fit-11` of its style sheet."""
USUAL_FIT: Final = 2
"""Letters of 10 points, on which most papers are laid out."""
RETRY_AFTER_SECONDS: Final = 20
PDF: Final = "application/pdf"


def paper(name: str, /, *, fit: int = USUAL_FIT, as_page: bool = False, **values: Any) -> str:  # noqa: ANN401 (any value)
    """The HTML of a paper, in the reader's language; `fit` says how small it is set."""
    return render_template(f"print/{name}.html", as_page=as_page, fit=fit, **values)


def pdf_answer(make: Callable[[], Printed], name: str, page: str) -> ResponseReturnValue:
    """A PDF file to keep, or why there is none.

    Args:
        make: Makes it.
        name: The name of the file, in ASCII and without its end.
        page: The address of the page that prints the same; empty where it has none.
    """
    try:
        made = make()
    except NotPrinted as error:
        return not_printed(error, page)
    response = Response(made.pdf, content_type=PDF)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def on_one_page(name: str, /, **values: Any) -> Printed:  # noqa: ANN401 (any value)
    """A paper as a PDF file of one page, set as small as that needs."""
    return printed(
        Order(tuple(paper(name, fit=fit, **values) for fit in FITS[USUAL_FIT:]), most_pages=1)
    )


def printed(order: Order) -> Printed:
    """A PDF file; while it is made, which takes seconds, nothing is held in the database.

    Raises:
        NotPrinted: There is none; its subclass says why.
    """
    db.session().rollback()
    return print_pdf(order)


def not_printed(error: NotPrinted, page: str) -> tuple[str, int, dict[str, str]]:
    """Say why there is no PDF file, and lead to the page that prints the same."""
    answer = render_template("errors/not_printed.html", reason=reason_of(error), page=page)
    is_short = isinstance(error, PrinterBusy)
    return answer, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)} if is_short else {}


def reason_of(error: NotPrinted) -> str:
    """Why there is no PDF file, in the reader's language."""
    if isinstance(error, LibrariesMissing):
        said = gettext(
            "This system lacks the libraries that set text (Pango and HarfBuzz). Whoever operates "
            "it finds in its documentation which packages to install."
        )
    elif isinstance(error, FontMissing):
        said = gettext(
            "This system has no Japanese font. Whoever operates it finds in its documentation "
            "which packages to install."
        )
    elif isinstance(error, PrinterBusy):
        said = gettext("Other PDF files are just being made. Please try again in a moment.")
    elif isinstance(error, TookTooLong):
        said = gettext("It would have taken too long, or too much memory.")
    else:
        said = gettext("Something went wrong while it was made. The fault has been noted.")
    return str(said)

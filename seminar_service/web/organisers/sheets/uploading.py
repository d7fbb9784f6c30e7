"""Reading a file that somebody sends, and saying why it cannot be read."""

from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from seminar_service.sheets.reading import SheetUnreadable, Table, read_sheet
from seminar_service.web.page_requests import uploads

LARGEST_FILE: Final = 500_000
"""Bytes of a file as it is sent."""

_FAULTS: Final[dict[str, Any]] = {
    "kind": _l("This file is neither CSV nor Excel (XLSX), or is damaged."),
    "letters": _l("The letters of this file cannot be read. Please save it as CSV UTF-8 or XLSX."),
    "large": _l("This file holds too much. Please copy the table alone into a new file."),
    "lines": _l("This file has too many lines. Please send it in parts."),
    "columns": _l("This file has too many columns. Please take the template."),
    "cell": _l("A cell of this file is too long."),
}


class UploadForm(FlaskForm):
    """A file; `file_fault` is what is wrong with it."""

    file_fault: str = ""

    def rows(self) -> Table | None:
        """The rows of the file that came with the form; None, with `file_fault`, without one."""
        file = uploads().get("file")
        content = file.read(LARGEST_FILE + 1) if file else b""
        if not self.validate() or not content:
            self.file_fault = gettext("Please choose a file.")
            return None
        try:
            return read_sheet(content) if len(content) <= LARGEST_FILE else _too_large()
        except SheetUnreadable as fault:
            said = str(_FAULTS[fault.why])
            placed = gettext("Line %(line)d: %(fault)s", line=fault.line, fault=said)
            self.file_fault = placed if fault.line else said
            return None


def _too_large() -> Table:
    raise SheetUnreadable("large")

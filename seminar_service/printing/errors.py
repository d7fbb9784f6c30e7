"""Why there is no PDF file. None of it is a broken rule: the same page can be printed itself."""


class NotPrinted(Exception):  # noqa: N818 (named after what happened)
    """Base of everything that keeps a page from becoming a PDF file."""


class LibrariesMissing(NotPrinted):
    """The system lacks the libraries that set text (Pango, HarfBuzz, fontconfig)."""


class FontMissing(NotPrinted):
    """The system has no Japanese font: there would be empty boxes for letters."""


class PrinterBusy(NotPrinted):
    """As many files are being made as this process makes at a time, and others wait already."""


class TookTooLong(NotPrinted):
    """It needed more time or memory than a file may."""


class NothingFits(NotPrinted):
    """No version of the text fits on as many pages as it may have."""


class PrinterFailed(NotPrinted):
    """Anything else: a fault of ours or of the library."""

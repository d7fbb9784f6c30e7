"""Whether the system has letters for Japanese."""

import ctypes
from ctypes.util import find_library
from typing import Final

JAPANESE: Final = b":lang=ja"


class _FontSet(ctypes.Structure):
    _fields_ = (("number", ctypes.c_int),)


def has_japanese_font(pattern: bytes = JAPANESE) -> bool:
    """Whether fontconfig, by which WeasyPrint finds its fonts, knows one for Japanese.

    Raises:
        OSError: There is no fontconfig.
    """
    library = ctypes.CDLL(find_library("fontconfig") or "libfontconfig.so.1")
    for name in ("FcNameParse", "FcObjectSetCreate"):
        getattr(library, name).restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    asked = ctypes.c_void_p(library.FcNameParse(pattern))
    nothing = ctypes.c_void_p(library.FcObjectSetCreate())
    found = library.FcFontList(None, asked, nothing)
    return bool(found) and found.contents.number > 0

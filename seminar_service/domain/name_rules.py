"""What a name may hold: it reaches people who did not ask for it, in mails of the office."""

import re
import unicodedata
from typing import Final

from seminar_service.domain.errors import InputMalformed

# They join letters of some scripts, and the figures of an emoji; all other format characters
# are invisible and go.
_JOINERS: Final = frozenset("\u200c\u200d")
# Letters and symbols by their category that show nothing: fillers of Hangul, the empty braille.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_INVISIBLE: Final = ("C", "Z", "M")

_DOT: Final = "[.。｡]"
_WELL_KNOWN: Final = (
    "com|net|org|info|biz|jp|co|io|me|app|dev|xyz|top|site|online|shop|store|club|link|click|page|"
    "ly|gl|gg|gd|to|tv|cc|us|uk|de|fr|nl|eu|in|cn|ru|kr|tw|hk|sg|vn|id|br|ca|au|pw|su|tk|ml|ga|cf|live|vip|icu|zip"
)
# Japanese has no spaces: what stands before and behind an address may be a letter, so that only
# those letters count which mail programs would take for a part of the address. Nothing is repeated
# without an end: a pattern that begins anew at each letter of a long text reads for hours.
_WEB_PAGE: Final = re.compile(
    rf"://|(?<![a-z0-9])www{_DOT}\w|[\w-]{_DOT}(?:{_WELL_KNOWN})(?::\d{{1,5}})?/|"
    rf"[0-9]{{1,3}}(?:{_DOT}[0-9]{{1,3}}){{3}}[:/]",
    re.IGNORECASE,
)
_BARE_DOMAIN: Final = re.compile(
    rf"[\w-]{{3}}{_DOT}(?:[a-z]{{2,3}}{_DOT})?(?:com|net|org|info|biz|jp|io|app|dev|xyz|top|site|online|shop|store|"
    rf"club|link|click|page|live|vip|icu|zip|ru|cn|uk|tk|pw|cc)(?![a-z0-9-])",
    re.IGNORECASE,
)
_MAILBOX: Final = re.compile(rf"[^\s@]@[^\s@]{{1,253}}{_DOT}[^\W\d_]{{2}}", re.IGNORECASE)


class TextLooksEncoded(InputMalformed):
    """A text holds what mail programs take for the beginning of an encoded word."""

    code = "text_looks_encoded"


class NameHoldsAddress(InputMalformed):
    """A name holds the address of a web page or a mailbox."""

    code = "name_holds_address"


class NameInvisible(InputMalformed):
    """A name has not one character that can be seen."""

    code = "name_invisible"


def check_encoded_words(text: str) -> None:
    """Refuse what looks like an encoded word of a mail header [RFC 2047].

    Raises:
        TextLooksEncoded: `=?` is in it.
    """
    if "=?" in text:
        raise TextLooksEncoded(text, "a text without =?")


def normalise_name(name: str) -> str:
    """Return the name of an organisation or a building as it is stored; empty stays empty.

    Format characters that show nothing go, such as marks of direction and zero-width spaces.

    Raises:
        NameHoldsAddress: The address of a web page or a mailbox is in it.
        NameInvisible: Nothing of it can be seen.
    """
    seen = "".join(letter for letter in name if not _is_format(letter)).strip()
    if name.strip() and not any(_is_visible(letter) for letter in seen):
        raise NameInvisible(name, "a name that can be read")
    folded = _as_read(seen)
    if _WEB_PAGE.search(folded) or _MAILBOX.search(folded):
        raise NameHoldsAddress(name, "a name without addresses")
    return seen


def normalise_person_name(name: str) -> str:
    """Return the name of a person as it is stored; empty stays empty.

    Unlike a company, nobody is called Example.com.

    Raises:
        NameHoldsAddress: The address of a web page or a mailbox is in it, or a bare domain.
        NameInvisible: Nothing of it can be seen.
    """
    seen = normalise_name(name)
    if _BARE_DOMAIN.search(_as_read(seen)):
        raise NameHoldsAddress(name, "a name without addresses")
    return seen


def _as_read(name: str) -> str:
    """The name with whatever cannot be seen gone, joiners and marks too, for looking at alone."""
    plain = (letter for letter in name if unicodedata.category(letter)[0] not in "CM")
    return unicodedata.normalize("NFKC", "".join(plain))


def _is_format(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" and letter not in _JOINERS


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in _INVISIBLE and letter not in _BLANK

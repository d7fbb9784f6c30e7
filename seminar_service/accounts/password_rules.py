"""Which passwords an account may have.

Long enough, not well known, not easily guessed, and not made of what everybody knows about the
account; no rule about kinds of characters.
"""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Literal

from seminar_service.domain.errors import Category, DomainError

NORMAL_FORM: Final[Literal["NFKC"]] = "NFKC"
SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 128
# Of five steps, 0 to 4: 3 means at least a hundred million guesses.
LEAST_SCORE: Final = 3
LONGEST_SCORED: Final = 72  # beyond it the library refuses; the beginning decides
SHORTEST_NAME: Final = 4  # shorter ones are found in any text


class PasswordFault(StrEnum):
    """What is wrong with a password."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    HAS_ADDRESS = "has_address"
    HAS_NAME = "has_name"
    GUESSABLE = "guessable"


class PasswordRefused(DomainError):  # noqa: N818 (named after the rule)
    """A password may not be used.

    Attributes:
        fault: What is wrong with it.
    """

    code = "password_refused"
    category = Category.INVALID

    def __init__(self, fault: PasswordFault) -> None:
        super().__init__(_TEXTS[fault])
        self.fault = fault


_TEXTS = {
    PasswordFault.TOO_SHORT: f"the password needs at least {SHORTEST_PASSWORD} characters",
    PasswordFault.TOO_LONG: f"the password may have at most {LONGEST_PASSWORD} characters",
    PasswordFault.HAS_ADDRESS: "the password must not contain the mail address",
    PasswordFault.HAS_NAME: "the password must not contain the name of the service or the office",
    PasswordFault.GUESSABLE: "the password is too easy to guess: too common or too regular",
}


def checked_password(password: str, *, email: str, names: Sequence[str] = ()) -> str:
    """A new password in the form in which it is hashed.

    Args:
        password: What was typed.
        email: The mail address of the account.
        names: What the service and its organiser are called, in any language.

    Raises:
        PasswordRefused: It may not be used.
    """
    normal = unicodedata.normalize(NORMAL_FORM, password)
    if len(normal) < SHORTEST_PASSWORD:
        raise PasswordRefused(PasswordFault.TOO_SHORT)
    if len(normal) > LONGEST_PASSWORD:
        raise PasswordRefused(PasswordFault.TOO_LONG)
    if _contains(normal, [email, email.partition("@")[0]]):
        raise PasswordRefused(PasswordFault.HAS_ADDRESS)
    if _contains(normal, names):
        raise PasswordRefused(PasswordFault.HAS_NAME)
    if _is_guessable(normal, [email, *names]):
        raise PasswordRefused(PasswordFault.GUESSABLE)
    return normal


def _contains(password: str, names: Sequence[str]) -> bool:
    folded = _folded(password)
    wanted = (_folded(name) for name in names)
    return any(len(name) >= SHORTEST_NAME and name in folded for name in wanted)


def _is_guessable(password: str, names: Sequence[str]) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415 (it loads 90,000 words that few processes need)

    if len(set(password.casefold())) == 1:
        return True
    words = [word for name in names for word in name.replace("@", " ").replace(".", " ").split()]
    scored = zxcvbn(password[:LONGEST_SCORED], user_inputs=words)
    return int(scored["score"]) < LEAST_SCORE


def _folded(text: str) -> str:
    """A text without what makes no difference to a reader: width, case, blanks, signs."""
    normal = unicodedata.normalize(NORMAL_FORM, text).casefold()
    return "".join(character for character in normal if character.isalnum())

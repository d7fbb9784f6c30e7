"""Errors named after the rule that was broken.

Every error has a `code` that never changes, so that pages and programs can answer in their own
words; the message is English and for logs and developers. Its category says what kind of answer
it deserves.
"""

from enum import Enum, auto
from typing import ClassVar


class Category(Enum):
    """What kind of answer a broken rule deserves; pages make an HTTP status of it.

    `NOT_FOUND`: there is no such thing, or not for whoever asks. `GONE`: there was one. `DENIED`:
    whoever asks may not do that. `CONFLICT`: as things stand now, it cannot be done. `INVALID`:
    what was sent cannot be right, however things stand. `TOO_MANY`: it was done too often.
    """

    NOT_FOUND = auto()
    GONE = auto()
    DENIED = auto()
    CONFLICT = auto()
    INVALID = auto()
    TOO_MANY = auto()


class DomainError(Exception):
    """Base of every broken rule. Each has a code of its own; a category may be inherited.

    Attributes:
        code: Stable name of the rule, in lower case with underscores.
        category: What kind of answer it deserves.
    """

    code: ClassVar[str]
    category: ClassVar[Category]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" not in vars(cls):
            raise TypeError(f"{cls.__name__} needs a code of its own")
        if not isinstance(getattr(cls, "category", None), Category):
            raise TypeError(f"{cls.__name__} needs a category: it decides the answer")


class TransitionNotAllowed(DomainError):  # noqa: N818 (named after the rule)
    """The thing is not in a state from which this can be done.

    Attributes:
        kind: What was to be changed, such as `bid`.
        state: The state it is in.
        action: What was to be done with it.
    """

    code = "transition_not_allowed"
    category = Category.CONFLICT

    def __init__(self, kind: str, state: str, action: str) -> None:
        super().__init__(f"a {kind} that is {state} does not allow: {action}")
        self.kind = kind
        self.state = state
        self.action = action


class PrefectureUnknown(DomainError):  # noqa: N818 (named after the rule)
    """No prefecture has this code; codes run from `01` to `47`."""

    code = "prefecture_unknown"
    category = Category.NOT_FOUND

    def __init__(self, given: str) -> None:
        super().__init__(f"no prefecture has the code {given!r}; they run from 01 to 47")
        self.given = given


class DateBeforeEras(DomainError):  # noqa: N818 (named after the rule)
    """The date lies before the first era that is known here (昭和, from 1926-12-25)."""

    code = "date_before_eras"
    category = Category.INVALID


class InputMalformed(DomainError):  # noqa: N818 (named after the rule)
    """Something typed cannot be read as what it should be.

    Attributes:
        given: What was typed.
    """

    code = "input_malformed"
    category = Category.INVALID

    def __init__(self, given: str, expected: str) -> None:
        super().__init__(f"expected {expected}")
        self.given = given


class ReadingMalformed(InputMalformed):
    """A reading (furigana) holds something other than kana."""

    code = "reading_malformed"


class PostalCodeMalformed(InputMalformed):
    """A postal code does not have seven digits."""

    code = "postal_code_malformed"


class PositionMalformed(InputMalformed):
    """This is no position of a building in Japan."""

    code = "position_malformed"


class TelephoneMalformed(InputMalformed):
    """A telephone number has the wrong number of digits or foreign characters."""

    code = "telephone_malformed"


class CorporateNumberMalformed(InputMalformed):
    """A corporate number (法人番号) does not have thirteen digits."""

    code = "corporate_number_malformed"


class CorporateNumberCheckDigitWrong(InputMalformed):
    """The first digit of a corporate number does not fit the other twelve."""

    code = "corporate_number_check_digit_wrong"


class BaseUrlMalformed(InputMalformed):
    """The address of the service is not an absolute http or https address."""

    code = "base_url_malformed"


class NotFound(DomainError):  # noqa: N818 (named after the rule)
    """There is no such row, or not for whoever asked.

    Attributes:
        kind: What was looked for, such as `seminar`.
    """

    code = "not_found"
    category = Category.NOT_FOUND

    def __init__(self, kind: str) -> None:
        super().__init__(f"no such {kind}")
        self.kind = kind


class ChangedMeanwhile(DomainError):  # noqa: N818 (named after the rule)
    """Somebody else has edited the thing since it was shown; nobody's edit is overwritten.

    Attributes:
        kind: What was to be edited, such as `seminar`.
    """

    code = "changed_meanwhile"
    category = Category.CONFLICT

    def __init__(self, kind: str) -> None:
        super().__init__(f"the {kind} has been edited since it was shown")
        self.kind = kind


class LinkUnknown(DomainError):  # noqa: N818 (named after the rule)
    """No secret link has this token for this purpose."""

    code = "link_unknown"
    category = Category.NOT_FOUND


class LinkRevoked(DomainError):  # noqa: N818 (named after the rule)
    """The secret link was valid once and has been revoked."""

    code = "link_revoked"
    category = Category.GONE


class LinkExpired(DomainError):  # noqa: N818 (named after the rule)
    """The secret link was valid for a while only, and that is over."""

    code = "link_expired"
    category = Category.GONE


class TooManyAttempts(DomainError):  # noqa: N818 (named after the rule)
    """Somebody did the same thing more often than is allowed in a while.

    Attributes:
        retry_after_seconds: When it is worth trying again.
        is_first: Whether it is the first attempt of its window that is refused.
    """

    code = "too_many_attempts"
    category = Category.TOO_MANY

    def __init__(self, retry_after_seconds: int, *, is_first: bool = False) -> None:
        super().__init__(f"try again in {retry_after_seconds} seconds")
        self.retry_after_seconds = retry_after_seconds
        self.is_first = is_first


class TooManyMails(TooManyAttempts):
    """Strangers have caused as many mails to a mailbox as its owner must bear within an hour."""

    code = "too_many_mails"

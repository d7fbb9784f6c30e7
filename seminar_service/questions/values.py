"""What a registration form may ask, and how: values without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Asking(StrEnum):
    """Whether a form asks a question, and whether it must be answered."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class StandardQuestion(StrEnum):
    """Questions that every tour can ask, beside name and mail address, which all forms ask.

    In the order in which forms ask them. What was answered is kept in columns of a registration.
    """

    NAME_KANA = "name_kana"
    TELEPHONE = "telephone"
    COMPANY = "company"
    DEPARTMENT = "department"
    EMPLOYEES = "employees"
    INDUSTRY = "industry"
    PARTICIPANT_KIND = "participant_kind"
    CONSULTATION = "consultation"
    HEARD_OF = "heard_of"
    NEEDS = "needs"

    @property
    def may_be_required(self) -> bool:
        """Whether a form may insist on an answer; who wishes or needs nothing says nothing."""
        return self not in {StandardQuestion.CONSULTATION, StandardQuestion.NEEDS}


_UNUSUAL: Final = {
    StandardQuestion.TELEPHONE: Asking.OFF,
    StandardQuestion.HEARD_OF: Asking.OFF,
    StandardQuestion.PARTICIPANT_KIND: Asking.REQUIRED,
}
USUAL: Final[Mapping[StandardQuestion, Asking]] = {
    question: _UNUSUAL.get(question, Asking.OPTIONAL) for question in StandardQuestion
}
"""How a tour asks the standard questions until somebody decides otherwise."""


class QuestionKind(StrEnum):
    """What kind of answer an own question takes."""

    LINE = "line"
    TEXT = "text"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    YES_NO = "yes_no"
    NUMBER = "number"
    DAY = "day"
    FILE = "file"

    @property
    def has_options(self) -> bool:
        """Whether the answer is chosen from options."""
        return self in {QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF}

    @property
    def may_be_condition(self) -> bool:
        """Whether other questions may depend on the answer."""
        return self.has_options or self is QuestionKind.YES_NO


YES: Final = "yes"
NO: Final = "no"
"""What forms send for an answer of yes or no."""

LONGEST_LINE: Final = 200
"""Characters of an answer of one line."""
LONGEST_TEXT: Final = 2_000
"""Characters of an answer of several lines."""
LARGEST_NUMBER: Final = 999_999_999
"""An answer that is a number lies between 0 and this."""
MOST_QUESTIONS: Final = 40
"""Own questions of a tour that are asked at the same time."""
MOST_FILES: Final = 3
"""Own questions of a tour that are answered with a file and asked at the same time."""
MOST_OPTIONS: Final = 50
"""Options of a question, with those that are retired."""


@dataclass(frozen=True)
class Condition:
    """Of whom a question is asked alone: what must have been answered at another one.

    Attributes:
        on_question_id: The other question.
        option_id: The option that must have been chosen there; `None` for a question of yes or no.
        says_yes: What must have been said there; `None` for a question with options.
    """

    on_question_id: int
    option_id: int | None = None
    says_yes: bool | None = None


@dataclass(frozen=True)
class OptionDetails:
    """An option as its editor leaves it; `id` is None for a new one."""

    id: int | None
    label_ja: str
    label_en: str
    is_offered: bool = True


@dataclass(frozen=True)
class QuestionDetails:
    """What somebody decides about an own question, named as the columns of `Question`."""

    kind: QuestionKind
    asking: Asking
    label_ja: str
    label_en: str
    help_ja: str = ""
    help_en: str = ""
    is_personal: bool = True
    frozen_on: date | None = None
    options: Sequence[OptionDetails] = ()
    condition: Condition | None = None
    largest_megabytes: int = 2

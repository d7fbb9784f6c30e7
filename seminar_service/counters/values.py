"""What is known of a counter, as values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Tongue(StrEnum):
    """A language in which a counter advises."""

    JA = "ja"
    EN = "en"
    ZH = "zh"
    KO = "ko"
    VI = "vi"
    PT = "pt"


@dataclass(frozen=True)
class CounterDetails:
    """What a form or a line of a file says of a counter.

    Attributes:
        prefecture: Its code, `01` to `47`.
        name_ja: As the counter is called.
        name_en: The same in English, or empty.
        postal_code: Such as `100-0013`, or empty.
        address_ja: Where it is.
        address_en: The same in English, or empty.
        hours_ja: When it is open.
        hours_en: The same in English, or empty.
        telephone: Or empty; a sample has none.
        email: Where its staff is written to; not published. Empty where nobody is.
        tongues: In which languages it advises.
        expert_days_ja: On which days which experts are there, or empty.
        expert_days_en: The same in English, or empty.
        is_sample: Whether it was made up to show how pages look.
        is_listed: Whether the public directory has it.
        reports: Whether it reports its consultations every month.
    """

    prefecture: str
    name_ja: str
    address_ja: str
    hours_ja: str
    name_en: str = ""
    postal_code: str = ""
    address_en: str = ""
    hours_en: str = ""
    telephone: str = ""
    email: str = ""
    tongues: tuple[Tongue, ...] = (Tongue.JA,)
    expert_days_ja: str = ""
    expert_days_en: str = ""
    is_sample: bool = False
    is_listed: bool = True
    reports: bool = True


class CounterRow(NamedTuple):
    """What the public directory shows of a counter; plain values, which compare by themselves."""

    id: int
    prefecture: str
    name_ja: str
    name_en: str
    postal_code: str
    address_ja: str
    address_en: str
    hours_ja: str
    hours_en: str
    telephone: str
    tongues: str
    expert_days_ja: str
    expert_days_en: str
    is_sample: bool

    def name(self, locale: str) -> str:
        """The name in the reader's language; the Japanese one where no other is known."""
        return in_language(self.name_ja, self.name_en, locale)

    def address(self, locale: str) -> str:
        """The address likewise."""
        return in_language(self.address_ja, self.address_en, locale)

    def hours(self, locale: str) -> str:
        """The hours likewise."""
        return in_language(self.hours_ja, self.hours_en, locale)

    def expert_days(self, locale: str) -> str:
        """The days of experts likewise."""
        return in_language(self.expert_days_ja, self.expert_days_en, locale)

    @property
    def spoken(self) -> tuple[Tongue, ...]:
        """The languages in which it advises."""
        return tongues_of(self.tongues)


def in_language(japanese: str, english: str, locale: str) -> str:
    """A text in the reader's language; the Japanese one where there is no other."""
    return english if locale == "en" and english else japanese


def tongues_of(text: str) -> tuple[Tongue, ...]:
    """The languages that a column names, such as `ja en`."""
    return tuple(Tongue(each) for each in text.split())


def as_text(tongues: tuple[Tongue, ...]) -> str:
    """Languages as a column keeps them, each once, in one order."""
    return " ".join(each.value for each in Tongue if each in tongues)

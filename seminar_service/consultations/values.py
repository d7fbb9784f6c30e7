"""What is said of a case, without a database: closed lists, and what is entered."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind

LONGEST_MATTER: Final = 4_000
"""Characters of a description or a note."""
LONGEST_STEP: Final = 200
"""Characters of a next step."""
MOST_MINUTES: Final = 600
"""Minutes that one contact takes."""


class Channel(StrEnum):
    """How a case reached the desk."""

    FORM = "form"
    TELEPHONE = "telephone"
    MAIL = "mail"
    VISIT = "visit"
    SEMINAR = "seminar"
    COUNTER = "counter"


class ClientKind(StrEnum):
    """Who asks; of somebody anonymous nothing is kept that names them."""

    COMPANY = "company"
    PERSON = "person"
    ANONYMOUS = "anonymous"


class ContactWay(StrEnum):
    """How an expert and a client spoke with each other, or an expert worked alone."""

    TELEPHONE = "telephone"
    MAIL = "mail"
    ON_SITE = "on_site"
    ONLINE = "online"
    INTERNAL = "internal"


class Result(StrEnum):
    """What came of a case, without a word of what it was about."""

    ANSWERED = "answered"
    REFERRED = "referred"
    NO_REPLY = "no_reply"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


class CompanySize(StrEnum):
    """Large company, or small or medium-sized enterprise."""

    LARGE = "large"
    SME = "sme"


class Receiver(StrEnum):
    """To whom a case can be handed over, once its client has agreed."""

    POLICE = "police"
    IPA = "ipa"
    COUNTER = "counter"
    OVERSEAS_COUNTER = "overseas_counter"


_SMES: Final = frozenset(EmployeeBand) - {EmployeeBand.NONE, EmployeeBand.OVER_300}
SIZES: Final = {EmployeeBand.OVER_300: CompanySize.LARGE} | dict.fromkeys(_SMES, CompanySize.SME)
"""The size of a company by the number of its people: up to 300 it is small or medium-sized."""


def size_of(employees: EmployeeBand | None) -> CompanySize | None:
    """The size of a company; None where nobody works there or nothing is known."""
    return SIZES.get(employees) if employees else None


@dataclass(frozen=True)
class Client:
    """Who asks, as it is kept under seal; whatever is not known is empty."""

    name: str = ""
    company: str = ""
    email: str = ""
    telephone: str = ""

    @property
    def is_named(self) -> bool:
        """Whether anything is known."""
        return any((self.name, self.company, self.email, self.telephone))


@dataclass(frozen=True)
class CaseFacts:
    """What is counted of a case: nothing of it names anybody or tells the matter.

    Attributes:
        channel: How it reached the desk.
        client_kind: Who asks.
        user_kind: In which role, where that is known.
        employees: How many people work there, where that is known.
        industry: The industry, where that is known.
        prefecture: Code of the prefecture; empty where it is not known.
        subject_ids: The subjects that it is about.
    """

    channel: Channel
    client_kind: ClientKind = ClientKind.COMPANY
    user_kind: ParticipantKind | None = None
    employees: EmployeeBand | None = None
    industry: Industry | None = None
    prefecture: str = ""
    subject_ids: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class CaseSecrets:
    """What of a case lies under seal: who asks, the matter, and what is to be done next."""

    client: Client = Client()
    matter: str = field(default="", repr=False)
    next_step: str = field(default="", repr=False)

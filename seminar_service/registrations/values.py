"""What goes into the use cases of registrations, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.registrations.model import Registration


class FormKeyReused(DomainError):  # noqa: N818 (named after the rule)
    """The key of a form that was sent before came with another person or seminar."""

    code = "form_key_reused"
    category = Category.CONFLICT


class Outcome(StrEnum):
    """What became of a form: a new registration, the same one again, or a person known already."""

    NEW = "new"
    REPLAYED = "replayed"
    KNOWN = "known"


@dataclass(frozen=True)
class Applicant:
    """What somebody fills in to register; names and addresses as typed."""

    name: str
    email: str
    participant_kind: ParticipantKind
    name_kana: str = ""
    company: str = ""
    department: str = ""
    employees: EmployeeBand | None = None
    industry: Industry | None = None
    wishes_consultation: bool = False
    locale: str = "ja"


@dataclass(frozen=True)
class Registered:
    """The answer to a form.

    `token` opens the registration's own page. It is None for a known person: who types
    somebody's name and address learns no more than that; the mail brings the link.
    """

    registration: Registration
    outcome: Outcome
    token: str | None

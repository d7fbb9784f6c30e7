"""What goes into the use cases of registrations, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.vocabulary import (
    EmployeeBand,
    HeardOf,
    Industry,
    ParticipantKind,
    RegistrationSource,
    SharedWithHost,
)
from seminar_service.registrations.model import Registration


class FormKeyReused(DomainError):  # noqa: N818 (named after the rule)
    """The key of a form that was sent before came with another person or seminar."""

    code = "form_key_reused"
    category = Category.CONFLICT


class PersonRegisteredAlready(DomainError):  # noqa: N818 (named after the rule)
    """Somebody of this name and mail address holds a place of the seminar, or waits for one."""

    code = "person_registered_already"
    category = Category.CONFLICT


class NotOnline(DomainError):  # noqa: N818 (named after the rule)
    """Nobody can attend this seminar online."""

    code = "not_online"
    category = Category.CONFLICT


class WrongAccessCode(DomainError):  # noqa: N818 (named after the rule)
    """The seminar is for members of its host, and this is not the code that it hands out."""

    code = "wrong_access_code"
    category = Category.INVALID


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
    participant_kind: ParticipantKind | None = None
    name_kana: str = ""
    company: str = ""
    department: str = ""
    employees: EmployeeBand | None = None
    industry: Industry | None = None
    wishes_consultation: bool = False
    telephone: str = ""
    heard_of: HeardOf | None = None
    needs_wheelchair: bool = False
    needs_sign_language: bool = False
    needs_large_print: bool = False
    needs_other: str = ""
    shared_with_host: SharedWithHost = SharedWithHost.NUMBER_ONLY
    locale: str = "ja"
    source: RegistrationSource = RegistrationSource.FORM


@dataclass(frozen=True)
class Registered:
    """The answer to a form.

    `token` opens the registration's own page. It is None for a known person: who types
    somebody's name and address learns no more than that; the mail brings the link.
    """

    registration: Registration
    outcome: Outcome
    token: str | None

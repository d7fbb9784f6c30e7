"""What a contact enters about a party, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.model import Party
from seminar_service.registrations.values import Applicant, Outcome

MOST_PEOPLE: Final = 10
"""People of one party at most, whatever a tour says."""


class PartySizeOutside(DomainError):  # noqa: N818 (named after the rule)
    """A party has fewer people than one, or more than its tour takes in one go.

    Attributes:
        most: How many it takes.
    """

    code = "party_size_outside"
    category = Category.INVALID

    def __init__(self, most: int) -> None:
        super().__init__(f"a party has 1 to {most} people")
        self.most = most


class PartyNotTogether(DomainError):  # noqa: N818 (named after the rule)
    """People would rather come together, but attend in different ways: their places come apart."""

    code = "party_not_together"
    category = Category.INVALID


class PeopleRegisteredAlready(DomainError):  # noqa: N818 (named after the rule)
    """Some of a party have a place or wait already, or stand twice in it.

    Attributes:
        positions: Which, counted from 0.
    """

    code = "people_registered_already"
    category = Category.CONFLICT

    def __init__(self, positions: Sequence[int]) -> None:
        super().__init__(f"registered already: {list(positions)}")
        self.positions = tuple(positions)


@dataclass(frozen=True)
class Member:
    """One person of a party, with the answers to own questions.

    `mode` is how this person attends; None for who attends as the others do.
    """

    applicant: Applicant
    answers: Sequence[GivenAnswer] = ()
    mode: AttendanceMode | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells one person at a seminar from another."""
        return mail_key(self.applicant.email), name_key(self.applicant.name)


@dataclass(frozen=True)
class PartyApplication:
    """What a contact fills in.

    The contact need not take part. `mode` is how those attend who say nothing of their own; each
    may change it later. A member without a mail address is written to at the contact's.
    `goes_together` where they would rather all wait than come in part, which only those can who
    attend alike. `access_code` is what the host of a seminar for members hands out.
    """

    contact_name: str
    contact_email: str
    members: Sequence[Member]
    mode: AttendanceMode = AttendanceMode.ON_SITE
    goes_together: bool = False
    locale: str = "ja"
    access_code: str = ""

    def mode_of(self, member: Member) -> AttendanceMode:
        """How one of the members attends."""
        return member.mode or self.mode

    @property
    def modes(self) -> set[AttendanceMode]:
        """The ways in which the members attend; that of all where there is none yet."""
        return {self.mode_of(each) for each in self.members} or {self.mode}

    def complete(self) -> "PartyApplication":
        """The same with a mail address for everybody."""
        return replace(self, members=[self._reachable(each) for each in self.members])

    def _reachable(self, member: Member) -> Member:
        address = member.applicant.email or self.contact_email
        return replace(member, applicant=replace(member.applicant, email=address))


@dataclass(frozen=True)
class RegisteredParty:
    """The answer to a form; `token` opens the contact's page."""

    party: Party
    outcome: Outcome
    token: str

"""What the office adds to mails about a seminar that changes, and whom it writes to itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from seminar_service.outbox.free_words import joined
from seminar_service.registrations.model import Registration


@dataclass(frozen=True)
class AddedWords:
    """Paragraphs for those registered.

    Attributes:
        common: What everybody reads, by language.
        own: What one person reads before that, by the number of the registration.
        left_out: The registrations whose people are not written to.
    """

    common: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[int, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()

    def to(self, registration: Registration) -> str:
        """What is added to the mail of one person."""
        common = self.common.get(registration.locale, "")
        return joined(self.own.get(registration.id, ""), common)

    def leaves_out(self, registration: Registration) -> bool:
        """Whether somebody is not written to."""
        return registration.id in self.left_out


NOTHING_ADDED = AddedWords()

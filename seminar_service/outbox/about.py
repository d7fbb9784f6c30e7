"""What a mail speaks of, as the outbox names it: `bid:7`."""

from dataclasses import dataclass

from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.outbox.model import Message


@dataclass(frozen=True)
class About:
    """The kind of a thing and the number of its row; 0 where the text names none."""

    kind: str
    number: int

    @classmethod
    def of(cls, message: Message) -> "About":
        """What stands in the row."""
        kind, _, number = message.about.partition(":")
        return cls(kind, int(number) if number.isascii() and number.isdecimal() else 0)

    @property
    def subject(self) -> Subject | None:
        """The same for the history; None for what it does not know."""
        known = self.kind in list(SubjectKind) and self.number
        return Subject(SubjectKind(self.kind), self.number) if known else None


def subject_of(message: Message) -> Subject:
    """What a happening around a mail is about: its thing, or the outbox."""
    return About.of(message).subject or Subject(SubjectKind.OUTBOX)

"""What each release has done, as it was then."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.planning.model import Plan
from seminar_service.releases.changes import Change
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base


class ReleaseRecord(Published, Base):
    """What the release of a plan has changed, and how many mails it has written.

    `changes` are values of `releases.changes.Change`, each with the number of its seminar; what
    stayed as it was is left out. `refusals` are the bids whose hosts were told that there is no
    date for them. `people` is how many people had a place or waited at a seminar that changed or
    was cancelled, and could be written to, whether or not they were.
    """

    __tablename__ = "release_record"

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True
    )
    changes: Mapped[list[dict[str, Any]]]
    refusals: Mapped[list[int]]
    to_hosts: Mapped[int]
    to_advisers: Mapped[int]
    to_participants: Mapped[int]
    people: Mapped[int]

    plan: Mapped[Plan] = relationship()

    @property
    def done(self) -> list[tuple[Change, int]]:
        """The changes, each with the number of its seminar."""
        return [(Change.of_data(each), int(each["seminar"])) for each in self.changes]

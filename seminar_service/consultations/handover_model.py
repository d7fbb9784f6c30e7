"""Hand-overs: what of a case went to whom, when, with whose consent."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.consultations.model import sealed_text
from seminar_service.consultations.values import ContactWay, Receiver
from seminar_service.domain.history import SubjectKind
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned


class Handover(Versioned, Base):
    """A sheet that is composed for a receiver, and, once it has gone there, as it went.

    It is handed over by a person, never by the service; `handed_at` notes that this was done, and
    nothing of it is changed any more. Without the day and the way of the client's consent the
    database does not take it as handed over. `receiver_name` names a counter or an office.
    """

    __tablename__ = "consultation_handover"
    __table_args__ = (
        CheckConstraint(
            "handed_at IS NULL OR (consented_on IS NOT NULL AND consent_way IS NOT NULL)",
            name="never_without_consent",
        ),
        Index(None, "case_id"),
        Index(None, "handed_at"),
    )
    subject_kind = SubjectKind.HANDOVER

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("consultation_case.id", ondelete="CASCADE"))
    receiver: Mapped[Receiver] = mapped_column(enum_column(Receiver, "receiver"))
    receiver_name: Mapped[str] = mapped_column(String(120), default="")
    sheet: Mapped[str] = sealed_text()
    consented_on: Mapped[date | None]
    consent_way: Mapped[ContactWay | None] = mapped_column(enum_column(ContactWay, "consent_way"))
    composed_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

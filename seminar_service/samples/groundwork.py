"""What every installation begins with: the roles, and topics and subjects to choose from."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Role, RoleName
from seminar_service.consultations.subjects import missing_subjects
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Topic

TOPICS: Final = (
    ("trade-secret", "営業秘密管理", "Trade secrets"),
    ("ip-strategy", "知財戦略", "IP strategy"),
    ("brand-design", "ブランド・デザイン", "Brands and designs"),
    ("overseas", "海外展開", "Going abroad"),
    ("information-security", "情報セキュリティ", "Information security"),
)


def lay_groundwork(session: Session, *, actor: Actor, now: datetime) -> None:
    """Add the roles, topics and subjects of the desk that are missing; what is there stays."""
    with transaction(session):
        roles = set(session.scalars(select(Role.name)))
        topics = set(session.scalars(select(Topic.code)))
        missing = [
            *(Role(name=name.value) for name in RoleName if name.value not in roles),
            *(
                Topic(code=code, name_ja=name_ja, name_en=name_en, position=position)
                for position, (code, name_ja, name_en) in enumerate(TOPICS, start=1)
                if code not in topics
            ),
            *missing_subjects(session),
        ]
        session.add_all(missing)
        if missing:
            subject = Subject(SubjectKind.INSTALLATION)
            history.record(session, HistoryKind.GROUNDWORK_LAID, subject, actor, now)

"""Topics: what seminars are about and advisers master."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Topic


class TopicCodeTaken(DomainError):  # noqa: N818 (named after the rule)
    """Another topic has this code."""

    code = "topic_code_taken"
    category = Category.CONFLICT


@dataclass(frozen=True)
class TopicDetails:
    """What a topic is called, and where it stands in lists (the lowest first)."""

    name_ja: str
    name_en: str
    position: int


def next_position(session: Session) -> int:
    """The position after the last topic."""
    return (session.scalar(select(func.max(Topic.position))) or 0) + 1


def add_topic(
    session: Session, code: str, details: TopicDetails, *, actor: Actor, now: datetime
) -> Topic:
    """Add a topic under a code that never changes, because programs know it by that.

    Raises:
        TopicCodeTaken: Another topic has the code.
    """
    with transaction(session):
        if session.scalar(select(Topic.id).where(Topic.code == code)) is not None:
            raise TopicCodeTaken
        topic = Topic(
            code=code,
            name_ja=details.name_ja,
            name_en=details.name_en,
            position=details.position,
        )
        session.add(topic)
        session.flush()
        subject = Subject(SubjectKind.TOPIC, topic.id)
        history.record(session, HistoryKind.TOPIC_ADDED, subject, actor, now)
    return topic


def change_topic(
    session: Session,
    topic_id: int,
    details: TopicDetails,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Change what a topic is called, and where it stands; calendars follow.

    Raises:
        NotFound: There is no such topic.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        topic = session.get(Topic, topic_id, with_for_update={"key_share": True})
        if topic is None:
            raise NotFound("topic")
        require_version(topic, version)
        mark_edited(session, topic, actor=actor, now=now)
        topic.name_ja = details.name_ja
        topic.name_en = details.name_en
        topic.position = details.position
        topic.renamed_at = now

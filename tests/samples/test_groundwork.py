"""What every installation begins with is laid down once, and the history tells it once."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.samples.groundwork import TOPICS, lay_groundwork
from seminar_service.tours.model import Topic
from tests import histories


def test_groundwork_is_laid_once_and_told_once(session: Session, now: datetime) -> None:
    for _ in range(2):
        lay_groundwork(session, actor=SYSTEM, now=now)
    assert session.scalar(select(func.count()).select_from(Topic)) == len(TOPICS)
    (line,) = histories.lines(session)
    assert histories.facts(line) == histories.told(
        HistoryKind.GROUNDWORK_LAID, SubjectKind.INSTALLATION, None, SYSTEM, now
    )

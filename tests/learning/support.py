"""Courses for tests."""

from sqlalchemy.orm import Session

from seminar_service import paths
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.learning import services
from seminar_service.learning.course_format import read_course
from seminar_service.learning.values import Course
from tests.factories import NOW

STAFF = Actor(ActorKind.ORGANISER)
CODE = "trade-secrets-in-ten-minutes"


def sample() -> Course:
    """The course that is shipped."""
    return read_course((paths.DATA / "courses" / f"{CODE}.json").read_text(encoding="utf-8"))


def add(session: Session, *, live: bool = True) -> int:
    """Bring the sample in, and publish it; its number."""
    course_id = services.bring_in(session, sample(), actor=STAFF, now=NOW)
    if live:
        services.publish_course(session, course_id, version=None, actor=STAFF, now=NOW)
    return course_id


def right_answers(*questions: int) -> dict[str, list[str]]:
    """Right answers to the sample's questions, as its test sends them; all where none is named."""
    answers = {
        "q0": ["3"],
        "q1": ["0", "1", "2"],
        "q2": ["1"],
        "q3-0": ["1"],
        "q3-1": ["2"],
        "q3-2": ["3"],
        "q3-3": ["4"],
        "q4": ["1"],
    }
    named = {f"q{each}" for each in questions}
    return {name: each for name, each in answers.items() if not named or name[:2] in named}

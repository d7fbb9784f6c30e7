"""Courses as JSON: read with every mistake named, and written. `docs/course-format.md` says it."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.text_folding import without_controls
from seminar_service.learning.values import (
    LARGEST_NUMBER,
    LONGEST_CODE,
    LONGEST_SAID,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ANSWERS,
    MOST_LESSONS,
    MOST_QUESTIONS,
    Answer,
    Course,
    Lesson,
    Question,
    QuestionKind,
    Said,
)
from seminar_service.pages.values import is_name

FORMAT: Final = "seminar-course-1"
"""What the field `format` of a course says."""
MOST_MINUTES: Final = 600
MOST_MISTAKES: Final = 20
"""So many mistakes of a file are named."""
LEAST_ANSWERS: Final = 2


class CourseMalformed(DomainError):  # noqa: N818 (named after the rule)
    """A file is no course.

    Attributes:
        mistakes: Where it is wrong, such as `lessons[0].title.ja`, each once.
    """

    code = "course_malformed"
    category = Category.INVALID

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__(", ".join(mistakes))
        self.mistakes = mistakes[:MOST_MISTAKES]


def read_course(text: str) -> Course:
    """The course that a text of JSON holds.

    Raises:
        CourseMalformed: It holds none.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CourseMalformed(["JSON"]) from error
    return course_of(document)


def course_of(document: object) -> Course:
    """The course that values of JSON hold.

    Raises:
        CourseMalformed: They hold none.
    """
    reader = _Reader()
    course = reader.course(document)
    if reader.mistakes:
        raise CourseMalformed(list(dict.fromkeys(reader.mistakes)))
    return course


def document_of(course: Course) -> dict[str, Any]:
    """A course as values of JSON, from which `course_of` reads the same."""
    return {
        "format": FORMAT,
        "code": course.code,
        "title": _said(course.title),
        "summary": _said(course.summary),
        "minutes": course.minutes,
        "lessons": [
            {
                "title": _said(lesson.title),
                "text": _said(lesson.text),
                "questions": [_question(question) for question in lesson.questions],
            }
            for lesson in course.lessons
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": question.kind.value, "text": _said(question.text)}
    if question.kind is QuestionKind.NUMBER:
        found |= {"number": question.number, "tolerance": question.tolerance}
    else:
        found["answers"] = [_answer(each, question.kind) for each in question.answers]
    if question.explanation:
        found["explanation"] = _said(question.explanation)
    return found


def _answer(answer: Answer, kind: QuestionKind) -> dict[str, Any]:
    found: dict[str, Any] = {"text": _said(answer.text)}
    if kind is not QuestionKind.ORDER:
        found["right"] = answer.is_right
    if answer.explanation:
        found["explanation"] = _said(answer.explanation)
    return found


def _said(said: Said) -> dict[str, str]:
    return {"ja": said.ja, "en": said.en}


class _Reader:
    """Reads values, and notes where something is wrong instead of stopping there."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def course(self, value: object) -> Course:
        found = self._object(value, "course")
        if found.get("format") != FORMAT:
            self.mistakes.append("format")
        code = found.get("code")
        if not (isinstance(code, str) and len(code) <= LONGEST_CODE and is_name(code)):
            self.mistakes.append("code")
        lessons = self._list(found.get("lessons"), "lessons", range(1, MOST_LESSONS + 1))
        return Course(
            str(code),
            self._said(found.get("title"), "title", LONGEST_TITLE),
            self._said(found.get("summary"), "summary", LONGEST_SAID),
            self._whole(found.get("minutes"), "minutes", range(1, MOST_MINUTES + 1)),
            [self._lesson(each, f"lessons[{at}]") for at, each in enumerate(lessons)],
        )

    def _lesson(self, value: object, at: str) -> Lesson:
        found = self._object(value, at)
        most = range(MOST_QUESTIONS + 1)
        questions = self._list(found.get("questions", []), f"{at}.questions", most)
        return Lesson(
            self._said(found.get("title"), f"{at}.title", LONGEST_TITLE),
            self._said(found.get("text"), f"{at}.text", LONGEST_TEXT),
            [self._question(each, f"{at}.questions[{n}]") for n, each in enumerate(questions)],
        )

    def _question(self, value: object, at: str) -> Question:
        found = self._object(value, at)
        given = found.get("kind")
        if given not in list(QuestionKind):
            self.mistakes.append(f"{at}.kind")
            given = QuestionKind.SINGLE
        kind = QuestionKind(given)
        text = self._said(found.get("text"), f"{at}.text", LONGEST_SAID)
        why = self._maybe_said(found.get("explanation"), f"{at}.explanation")
        if kind is QuestionKind.NUMBER:
            numbers = range(-LARGEST_NUMBER, LARGEST_NUMBER + 1)
            number = self._whole(found.get("number"), f"{at}.number", numbers)
            near = range(LARGEST_NUMBER + 1)
            tolerance = self._whole(found.get("tolerance", 0), f"{at}.tolerance", near)
            return Question(kind, text, number=number, tolerance=tolerance, explanation=why)
        return Question(kind, text, self._answers(found, kind, at), explanation=why)

    def _answers(self, found: Mapping[str, Any], kind: QuestionKind, at: str) -> list[Answer]:
        counts = range(LEAST_ANSWERS, MOST_ANSWERS + 1)
        given = self._list(found.get("answers"), f"{at}.answers", counts)
        answers = [self._answer(each, kind, f"{at}.answers[{n}]") for n, each in enumerate(given)]
        right = sum(each.is_right for each in answers)
        enough: Mapping[QuestionKind, Callable[[int], bool]] = {
            QuestionKind.SINGLE: lambda count: count == 1,
            QuestionKind.SEVERAL: lambda count: count >= 1,
        }
        if kind in enough and not enough[kind](right):
            self.mistakes.append(f"{at}.answers.right")
        return answers

    def _answer(self, value: object, kind: QuestionKind, at: str) -> Answer:
        found = self._object(value, at)
        right = found.get("right", kind is QuestionKind.ORDER)
        if not isinstance(right, bool):
            self.mistakes.append(f"{at}.right")
        return Answer(
            self._said(found.get("text"), f"{at}.text", LONGEST_SAID),
            right is True,
            self._maybe_said(found.get("explanation"), f"{at}.explanation"),
        )

    def _object(self, value: object, at: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.mistakes.append(at)
        return {}

    def _list(self, value: object, at: str, counts: range) -> Sequence[object]:
        if isinstance(value, list) and len(value) in counts:
            return value
        self.mistakes.append(at)
        return []

    def _whole(self, value: object, at: str, numbers: range) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value in numbers:
            return value
        self.mistakes.append(at)
        return 0

    def _maybe_said(self, value: object, at: str) -> Said | None:
        return None if value is None else self._said(value, at, LONGEST_SAID)

    def _said(self, value: object, at: str, most: int) -> Said:
        found = self._object(value, at)
        texts = []
        for language in ("ja", "en"):
            text = found.get(language)
            clean = without_controls(text).strip() if isinstance(text, str) else ""
            if not 0 < len(clean) <= most:
                self.mistakes.append(f"{at}.{language}")
            texts.append(clean)
        return Said(*texts)

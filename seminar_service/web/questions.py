"""Questions about what can hardly be meant, before a form is taken; never a refusal.

A form that asks mixes in `AsksBack` and yields its `questions`. Its page shows them all above the
form, with one button that keeps exactly what was asked about; another odd value is asked about
anew. Nothing is stored for that: the page carries the marks of what is to be kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wtforms import Field, Form, HiddenField

from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import digest, picture

MOST_MARKS: Final = 40
_MARK: Final = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Answer:
    """A button that answers a question: it sends the form with this name and value."""

    name: str
    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """What is to be asked about a form whose fields are valid.

    Attributes:
        name: Which question it is.
        fields: The fields that it is about; the first one is where it is answered.
        text: What is odd.
        answer: A button beside the one that keeps everything, such as for what was probably meant.
        see: Address of a page that helps to answer; empty where there is none.
    """

    name: str
    fields: tuple[Field, ...]
    text: str
    answer: Answer | None = None
    see: str = ""

    @property
    def mark(self) -> str:
        """What stands for this question about exactly these values."""
        return digest([self.name, *(picture(field) for field in self.fields)])


class KeptField(HiddenField):
    """The marks of the questions that were answered with "keep", now or before."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take them from the page, and from the button that was pressed just now."""
        marks = [mark for text in valuelist for mark in text.split() if _MARK.fullmatch(mark)]
        self.data = " ".join(list(dict.fromkeys(marks))[-MOST_MARKS:])


class AsksBack(Form):
    """Part of forms that ask about what can hardly be meant.

    A subclass overrides `questions`. Its view calls `asks_back` after a `validate` that succeeded,
    and shows the form's page again where it is true; `editing.saving.handled` does so by itself.
    """

    as_entered = KeptField()
    asked: Sequence[Question] = ()

    def questions(self) -> Iterator[Question]:
        """What is odd about the values, whether or not it was asked before."""
        return iter(())

    def asks_back(self) -> bool:
        """Whether something is to be asked now; `asked` then holds it, and each field its own."""
        kept = set((self.as_entered.data or "").split())
        self.asked = [
            question
            for question in self.questions()
            if question.mark not in kept and self._is_about_a_change(question)
        ]
        for question in self.asked:
            question.fields[0].question = question
        return bool(self.asked)

    def _is_about_a_change(self, question: Question) -> bool:
        """What a row says already is not asked about whenever something else of it is changed."""
        if not isinstance(self, VersionedForm):
            return True
        first, now = self.shown_at_first(), self.digests()
        names = [field.name for field in question.fields if field.name in now]
        return not names or any(first.get(name) != now[name] for name in names)

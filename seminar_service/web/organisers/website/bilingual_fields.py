"""Title and text in both languages, as forms of the website hold them."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form

from seminar_service.pages.values import LONGEST_TEXT, LONGEST_TITLE, Words
from seminar_service.web.date_rows import complain
from seminar_service.web.fields import LineField, ParagraphField, at_most


class BilingualForm(Form):
    """A form with title and text in both languages; one of them may be left empty."""

    title_ja = LineField(_l("Title in Japanese"), [at_most(LONGEST_TITLE)])
    text_ja = ParagraphField(_l("Text in Japanese"), [at_most(LONGEST_TEXT)])
    title_en = LineField(_l("Title in English"), [at_most(LONGEST_TITLE)])
    text_en = ParagraphField(_l("Text in English"), [at_most(LONGEST_TEXT)])

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields: a language has both or neither, and one of them is needed."""
        super().validate(extra_validators)
        for title, text in ((self.title_ja, self.text_ja), (self.title_en, self.text_en)):
            _check_pair(title, text)
        if not (self.errors or self.title_ja.data or self.title_en.data):
            complain(self.title_ja, gettext("Please write it in Japanese or in English."))
        return not self.errors

    def words(self) -> Words:
        """What was entered."""
        return Words(
            self.title_ja.data or "",
            self.text_ja.data or "",
            self.title_en.data or "",
            self.text_en.data or "",
        )


def _check_pair(title: Field, text: Field) -> None:
    if bool(title.data) != bool(text.data) and not (title.errors or text.errors):
        lacking = text if title.data else title
        complain(lacking, gettext("Please write both title and text, or leave both empty."))

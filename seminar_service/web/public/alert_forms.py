"""The form with which somebody asks to be told of a seminar."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from seminar_service.alerts.values import Wish
from seminar_service.domain.prefectures import prefectures
from seminar_service.tours.model import Topic
from seminar_service.web.fields import MailAddressField, mail_checks
from seminar_service.web.locale import current_locale
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.questions import AsksBack, Question


class AlertForm(AsksBack, FlaskForm):
    """Which prefecture, which topic, and where the mail goes."""

    place = SelectField(_l("Prefecture"))
    topic = SelectField(_l("Topic"))
    email = MailAddressField(
        _l("Email address"),
        validators=[
            DataRequired(_l("Please enter your email address.")),
            *mail_checks(),
        ],
        description=_l("It is used for this alone, and deleted once you have been told."),
    )

    def __init__(self, asked: Mapping[str, str], topics: Sequence[Topic]) -> None:
        """Make the form.

        Args:
            asked: What the address of the page asks for, such as `place=13`.
            topics: The topics there are.
        """
        super().__init__(data={"place": asked.get("place", ""), "topic": asked.get("topic", "")})
        self._topics = {topic.code: topic for topic in topics}
        locale = current_locale()
        self.place.choices = [
            SelectChoice("", gettext("All of Japan")),
            *(SelectChoice(each.code, each.name(locale)) for each in prefectures()),
        ]
        self.topic.choices = [
            SelectChoice("", gettext("All topics")),
            *(SelectChoice(each.code, each.name(locale)) for each in topics),
        ]

    def validate_place(self, field: SelectField) -> None:
        """Refuse a wish for anything anywhere.

        Raises:
            ValidationError: neither a prefecture nor a topic was chosen.
        """
        if not field.data and not self.topic.data:
            raise ValidationError(gettext("Please choose a prefecture, a topic or both."))

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)

    def wish(self) -> Wish:
        """What a valid form asks for."""
        topic: Any = self._topics.get(self.topic.data or "")
        return Wish(self.place.data or "", topic.id if topic else None)


class AlertButtons(FlaskForm):
    """Only buttons, and the protection against forged requests."""

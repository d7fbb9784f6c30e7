"""Forms of those who ask for a seminar."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FormField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.model import Topic, Tour
from seminar_service.web.bid_editing import VersionedBidForm
from seminar_service.web.bid_forms import BidForm
from seminar_service.web.date_rows import WISH_LISTS
from seminar_service.web.editing.forms import ShownField, VersionedForm
from seminar_service.web.fields import ParagraphField, at_most
from seminar_service.web.key_fields import KeyField, new_key
from seminar_service.web.locale import current_locale
from seminar_service.web.questions import Answer, Question

LINK_STEP: Final = "link"
"""What the button sends that asks for the link to a bid that was sent before."""


class NewBidForm(BidForm):
    """A host asks for a seminar; where several calls are open, the dates say for which tour.

    Where open tours have days in common, the host chooses one of them; otherwise there is no
    `tour_code`.
    """

    is_sent_before = False

    tour_code = RadioField(
        _l("For which tour do you ask?"),
        validators=[InputRequired(_l("Please choose the tour for which you ask."))],
    )
    idempotency_key = KeyField(default=new_key)
    consent = BooleanField(
        _l("I have read how the data are used, and agree."),
        validators=[InputRequired(_l("Please read how the data are used, and tick the box."))],
    )

    def __init__(
        self,
        tours: Sequence[Tour],
        topics: Sequence[Topic],
        today: date,
        **arguments: Any,  # noqa: ANN401 (as the library has it)
    ) -> None:
        """Bind the form to the tours whose calls are open, the earliest first."""
        super().__init__(tours[0], calendar_of(tours[0]), topics, today, **arguments)
        self.tours, self._chosen = tours, None
        if _have_days_in_common(tours):
            locale = current_locale()
            self.tour_code.choices = [
                SelectChoice(str(tour.code), tour.name(locale)) for tour in tours
            ]
            self._chosen = next((t for t in tours if str(t.code) == self.tour_code.data), None)
        else:
            del self.tour_code
        self.tour = self._chosen or next(self._tours_asked_for(), tours[0])
        self.calendar = calendar_of(self.tour)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field; days of another tour need a request of their own."""
        super().validate(extra_validators)
        for row in self._rows():
            other = self._tour_on(row["begins"].data)
            if row["begins"].errors and other not in {None, self.tour}:
                row["begins"].errors = [self._another_tour(other)]
        return not self.errors

    def questions(self) -> Iterator[Question]:
        """Beside what is asked of every bid, whether it has been sent before.

        Who asks learns of the earlier one that it is there; the link goes to its mailbox.
        """
        yield from super().questions()
        if self.is_sent_before:
            text = gettext(
                "A request with this email address and one of these topics was sent a short time "
                "ago. If you only wish to look at it or to change it, we email you its link."
            )
            link = Answer("step", LINK_STEP, gettext("Email me the link"))
            yield Question("sent_before", (self.contact_email, self.topics), text, link)

    def _tours_asked_for(self) -> Iterator[Tour]:
        found = (self._tour_on(row["begins"].data) for row in self._rows())
        return (tour for tour in found if tour is not None)

    def _tour_on(self, day: date | None) -> Tour | None:
        """The chosen tour, where it has the day; else the first that has."""
        if day is None:
            return None
        tours = [self._chosen, *self.tours] if self._chosen else self.tours
        return next((each for each in tours if each.first_day <= day <= each.last_day), None)

    def _rows(self) -> list[FormField]:
        return [row for name in WISH_LISTS for row in self[name]]

    def _another_tour(self, tour: Tour | None) -> str:
        name = tour.name(current_locale()) if tour else ""
        return str(
            gettext(
                "This day belongs to “%(tour)s”, the first one to another tour. Please send a "
                "request for each.",
                tour=name,
            )
        )


def _have_days_in_common(tours: Sequence[Tour]) -> bool:
    return any(
        one.first_day <= other.last_day and other.first_day <= one.last_day
        for one, other in combinations(tours, 2)
    )


class AnswerForm(VersionedBidForm):
    """A host answers a question of the office, and may change what it had entered."""

    beside = frozenset({"note"})

    note = ParagraphField(_l("Your answer"), validators=[at_most(2_000)])

    def validate_note(self, field: ParagraphField) -> None:
        """An answer says something: in words, or by what it changes in the bid.

        Raises:
            ValidationError: It does neither.
        """
        first = self.shown_at_first()
        changed = bool(first) and any(
            first.get(name) != said for name, said in self.digests().items()
        )
        if not field.data and not changed:
            raise ValidationError(
                _l("Please answer the question in a few words, or change below what it is about.")
            )


class ConfirmationForm(FlaskForm):
    """A host says whether the planned date suits; `shown` names what was seen of it."""

    is_outdated = False

    shown = ShownField()
    note = ParagraphField(_l("A note to the office"), validators=[at_most(1_000)])
    answer = RadioField(
        _l("Your answer"),
        choices=[
            SelectChoice("agree", _l("Yes, this date suits us")),
            SelectChoice("decline", _l("No, this date does not suit us")),
        ],
        validators=[InputRequired(_l("Please choose whether the date suits you."))],
    )

    @property
    def agrees(self) -> bool:
        """Whether the date suits the host."""
        return bool(self.answer.data == "agree")


class FeedForm(FlaskForm):
    """Only a button; the token in it keeps other sites from pressing it."""


class NoteForm(VersionedForm):
    """A word to the office beside a decision."""

    beside = frozenset({"note"})

    note = ParagraphField(_l("A note to the office"), validators=[at_most(1_000)])

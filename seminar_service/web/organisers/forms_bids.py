"""Forms with which the staff enters, changes and decides on bids."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from flask import request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectMultipleField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.bids.details import OfficeDetails
from seminar_service.bids.memos import LONGEST_MEMO
from seminar_service.bids.model import Bid
from seminar_service.overview.bid_misfits import BidMisfitKind, asked_in
from seminar_service.seminars.model import Seminar
from seminar_service.tours.calendar_days import TourCalendar
from seminar_service.tours.model import Topic
from seminar_service.web.bid_editing import VersionedBidForm
from seminar_service.web.bid_forms import BidForm, topic_choices, values_of
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm, version_in
from seminar_service.web.editing.pictures import in_words, labelled, listed
from seminar_service.web.fields import ParagraphField, WholeNumberField, at_most
from seminar_service.web.key_fields import KeyField, new_key
from seminar_service.web.limits import HIGHEST_YEN
from seminar_service.web.organisers.misfit_questions import bid_misfit_questions
from seminar_service.web.page_requests import number_of
from seminar_service.web.questions import Question
from seminar_service.web.row_lists import RowList

MOST_ADVISERS: Final = 4
SLOTS: Final = "slots"
MOST_AT_ONCE: Final = 500
"""Bids that are decided at once."""


class SlotForm(Form):
    """One adviser that the seminar needs."""

    topics = SelectMultipleField(
        _l("Topics of this adviser"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class OfficeBidForm(BidForm):
    """A bid as the staff enters or changes it: also the advisers, and the price of refusing it.

    Advisers without a topic are left out.
    """

    topics = None  # each adviser has its own
    slots = RowList(FormField(SlotForm), _l("Advisers"), min_entries=1, max_entries=MOST_ADVISERS)
    decline_yen = WholeNumberField(
        _l("Price of refusing it (yen)"),
        validators=[
            Optional(),
            NumberRange(0, HIGHEST_YEN, _l("Please enter a number from %(min)d to %(max)d.")),
        ],
    )
    note = ParagraphField(_l("Note for the history"), validators=[at_most(2_000)])

    def offer_topics(self, topics: Sequence[Topic]) -> None:
        """Let each adviser be given any of the topics."""
        self.offered = topic_choices(topics)
        self.name_slots()

    def add_row(self, name: str) -> None:
        """Give the list of advisers, or one of dates, one more row."""
        if name == SLOTS and len(self.slots) < MOST_ADVISERS:
            self.slots.append_entry()
            self.name_slots()
        super().add_row(name)

    def name_slots(self) -> None:
        """Give every adviser a name, and the topics to choose from."""
        for number, slot in enumerate(self.slots, start=1):
            slot["topics"].choices = self.offered
            slot["topics"].label.text = gettext("Adviser %(number)d", number=number)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check as every bid is checked, and that at least one adviser has a topic."""
        sound = super().validate(extra_validators)
        if self.slots.errors or any(slot["topics"].data for slot in self.slots):
            return sound
        complain(self.slots[0]["topics"], gettext("Please choose at least one topic."))
        self.slots.errors = [self.slots[0].errors]
        return False

    def questions(self) -> Iterator[Question]:
        """Beside what is asked of hosts, whether refusing the bid may cost nothing."""
        yield from super().questions()
        if self.decline_yen.data == 0:
            text = gettext("With 0, the planner refuses this bid if it costs a journey.")
            yield Question("free_refusal", (self.decline_yen,), text)

    def topic_ids(self) -> list[int]:
        """The topics of all advisers, each once."""
        return list(dict.fromkeys(topic for slot in self._chosen_slots() for topic in slot))

    def office_details(self) -> OfficeDetails:
        """What only the staff says; call it only after a `validate` that succeeded."""
        return OfficeDetails(slots=self._chosen_slots(), decline_yen=self.decline_yen.data)

    def _chosen_slots(self) -> list[list[int]]:
        return [list(slot["topics"].data) for slot in self.slots if slot["topics"].data]


class EnterBidForm(OfficeBidForm):
    """A bid that came on paper."""

    idempotency_key = KeyField(default=new_key)
    earlier: Bid | None = None

    language = RadioField(
        _l("Language of our emails to the host"),
        choices=[SelectChoice("ja", "日本語"), SelectChoice("en", "English")],
        default="ja",
    )

    def questions(self) -> Iterator[Question]:
        """Beside what is asked of every bid, whether it is here already."""
        yield from super().questions()
        if self.earlier is not None:
            text = gettext(
                "Bid %(number)d came with this email address a short time ago, about one of these "
                "topics.",
                number=self.earlier.number,
            )
            page = url_for("organisers.bid", bid_id=self.earlier.id)
            yield Question("sent_before", (self.contact_email, self.slots), text, see=page)


class EditBidForm(VersionedBidForm, OfficeBidForm):
    """A bid whose data the staff changes."""

    beside = frozenset({"note", "tell_host"})
    seminar: Seminar | None = None
    tell_host = BooleanField(_l("Tell the host of the change by email, with the note"))

    def questions(self) -> Iterator[Question]:
        """Beside what is asked of every bid, whether its seminar would no longer be as it asks."""
        yield from super().questions()
        if self.seminar is not None:
            asked = asked_in(self.details(), self.office_details().slots)
            yield from bid_misfit_questions(self.seminar, asked, self._about())

    def _about(self) -> dict[BidMisfitKind, tuple[Field, ...]]:
        """The fields by which a bid comes to differ from its seminar."""
        return {
            BidMisfitKind.DAY: (self.first_choice, self.second_choice, self.third_choice),
            BidMisfitKind.TIMES: (self.starts_at, self.ends_at),
            BidMisfitKind.PLACE: (self.place,),
            BidMisfitKind.TOPICS: (self.slots,),
            BidMisfitKind.TEAM: (self.slots,),
            BidMisfitKind.VENUE: (self.venue_name, self.venue_postal_code, self.venue_address),
            BidMisfitKind.CAPACITY: (self.capacity,),
        }

    def spelled(self, field: Field) -> str:
        """Of each adviser the topics."""
        if field is not self.slots:
            return super().spelled(field)
        said = [slot["topics"] for slot in self.slots if slot["topics"].data]
        return listed((labelled(each.label.text, in_words(each)) for each in said), semicolons=True)

    def relabel(self) -> None:
        """Name the rows of dates and the advisers anew."""
        super().relabel()
        self.name_slots()


class WordsForm(VersionedForm):
    """What the host is told along with a decision; it must not be empty."""

    beside = frozenset({"words"})

    words = ParagraphField(
        _l("Text to the host"),
        validators=[DataRequired(_l("Please write what the host is to be told.")), at_most(2_000)],
    )


class OptionalWordsForm(VersionedForm):
    """What the host is told along with a decision, if anything."""

    beside = frozenset({"words"})

    words = ParagraphField(_l("Text to the host"), validators=[at_most(2_000)])


class MemoForm(FlaskForm):
    """An internal note about a bid."""

    text = ParagraphField(
        _l("New note"),
        [DataRequired(_l("Please write something first.")), at_most(LONGEST_MEMO)],
        description=_l("For the staff alone. It is neither sent nor shown to anybody else."),
    )


class ChosenBidsForm(FlaskForm):
    """What is decided about chosen bids; some decisions need `words`."""

    name = HiddenField()
    next = HiddenField()
    words = ParagraphField(_l("Text to the hosts"), validators=[at_most(2_000)])

    def seen(self) -> dict[int, int]:
        """The chosen bids, each with the version that was looked at."""
        return {
            number: version_in(request.form.get(f"version-{number}", ""))
            for number in chosen_numbers(request.form)
        }

    def ask_for(self, label: str, *, needed: bool) -> None:
        """Name the text as a decision does; a question or a refusal needs one."""
        self.words.label.text = label
        if needed:
            wanted = DataRequired(gettext("Please write what the hosts are to be told."))
            self.words.validators = [wanted, *self.words.validators]
            self.words.flags.required = True


def chosen_numbers(values: MultiDict[str, str]) -> list[int]:
    """The ids that an address or a form names, each once, as many as are taken at once."""
    named = dict.fromkeys(number_of(text) for text in values.getlist("id"))
    return [number for number in named if number][:MOST_AT_ONCE]


def office_values_of(bid: Bid, calendar: TourCalendar) -> dict[str, Any]:
    """What a form of the staff shows of a bid that is already there."""
    slots = [{"topics": [topic.id for topic in slot.topics]} for slot in bid.slots]
    return values_of(bid, calendar) | {SLOTS: slots, "decline_yen": bid.decline_yen}

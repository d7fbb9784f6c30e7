"""What every form of a bid asks: the host's own and the office's."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.bids.details import BidDetails
from seminar_service.bids.model import Bid
from seminar_service.bids.wishes import Wishes
from seminar_service.domain.prefectures import regions
from seminar_service.domain.vocabulary import Audience, Choice, HostKind
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import TourCalendar
from seminar_service.tours.model import Topic, Tour
from seminar_service.web import bid_words
from seminar_service.web.bid_questions import bid_questions
from seminar_service.web.date_rows import WISH_LISTS, WishesForm, complain, date_rows, date_values
from seminar_service.web.fields import (
    ClockField,
    CorporateNumberField,
    LineField,
    MailAddressField,
    ParagraphField,
    PostalCodeField,
    ReadingField,
    TelephoneField,
    WholeNumberField,
    at_most,
    choices_of,
)
from seminar_service.web.limits import LARGEST_VENUE
from seminar_service.web.locale import current_locale
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.name_fields import NameField, PersonNameField
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.templating import format_time


def _required(message: LazyString) -> DataRequired:
    return DataRequired(message=message)


class BidForm(AsksBack, WishesForm):
    """Organisation, contact, venue, dates and wishes of one seminar.

    After `validate`, `wishes` holds what the rows of dates come to, and `details` gives the
    bid as services take it.
    """

    host_kind = RadioField(
        _l("Kind of organisation"),
        choices=choices_of(bid_words.HOST_KINDS),
        validators=[InputRequired(_l("Please choose the kind of your organisation."))],
    )
    host_name = NameField(
        _l("Name of the organisation"),
        validators=[
            _required(_l("Please enter the full name of the organisation.")),
            at_most(120),
        ],
    )
    host_name_kana = ReadingField(_l("Reading of the name (kana)"), validators=[at_most(120)])
    corporate_number = CorporateNumberField(_l("Corporate number"))
    contact_name = PersonNameField(
        _l("Name of the person in charge"),
        validators=[_required(_l("Please enter whom we can turn to.")), at_most(80)],
    )
    contact_department = NameField(_l("Department"), validators=[at_most(120)])
    contact_email = MailAddressField(
        _l("Email address"),
        validators=[
            _required(_l("Please enter an email address: our answers are sent to it.")),
            Email(_l("This is not an email address. Please enter one such as hanako@example.jp.")),
            at_most(254),
        ],
    )
    contact_telephone = TelephoneField(
        _l("Telephone number"),
        validators=[
            _required(_l("Please enter a telephone number at which you can be reached.")),
            at_most(20),
        ],
    )
    place = SelectField(
        _l("Prefecture"),
        validators=[InputRequired(_l("Please choose the prefecture in which the venue lies."))],
    )
    venue_name = NameField(
        _l("Building and room"),
        validators=[_required(_l("Please enter the building and the room.")), at_most(120)],
    )
    venue_postal_code = PostalCodeField(_l("Postal code"))
    venue_address = LineField(
        _l("Address of the venue"),
        validators=[
            _required(_l("Please enter the address from the town or city on.")),
            at_most(200),
        ],
    )
    capacity = WholeNumberField(
        _l("Number of seats"),
        validators=[
            InputRequired(_l("Please enter how many people the room seats.")),
            NumberRange(1, LARGEST_VENUE, _l("Please enter a number from %(min)d to %(max)d.")),
        ],
    )
    starts_at = ClockField(
        _l("Begins at"), validators=[InputRequired(_l("Please enter when the seminar begins."))]
    )
    ends_at = ClockField(
        _l("Ends at"), validators=[InputRequired(_l("Please enter when the seminar ends."))]
    )
    first_choice = date_rows(Choice.FIRST)
    second_choice = date_rows(Choice.SECOND)
    third_choice = date_rows(Choice.THIRD)
    impossible = date_rows(Choice.IMPOSSIBLE)
    topics = SelectMultipleField(
        _l("Topics"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(_l("Please choose at least one topic."))],
    )
    expected_audience = WholeNumberField(
        _l("Expected audience (people)"),
        validators=[
            Optional(),
            NumberRange(1, LARGEST_VENUE, _l("Please enter a number from %(min)d to %(max)d.")),
        ],
    )
    audience = RadioField(
        _l("Who may take part"),
        choices=choices_of(bid_words.AUDIENCES),
        validators=[InputRequired(_l("Please choose who may take part."))],
    )
    remarks = ParagraphField(_l("Remarks"), validators=[at_most(2_000)])

    def __init__(
        self,
        tour: Tour,
        calendar: TourCalendar,
        topics: Sequence[Topic],
        today: date,
        *,
        kept: Collection[date] = (),
        **arguments: Any,  # noqa: ANN401 (as the library has it)
    ) -> None:
        """Bind the form to a tour; `kept` are days that the bid already has."""
        super().__init__(**arguments)
        self.tour, self.calendar, self.today, self.kept = tour, calendar, today, kept
        self.wishes: Wishes | None = None
        self.place.choices = prefecture_choices()
        self.offer_topics(topics)
        self.name_rows()

    def offer_topics(self, topics: Sequence[Topic]) -> None:
        """Let any of the topics be chosen."""
        self.topics.choices = topic_choices(topics)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then what they say together."""
        super().validate(extra_validators)
        self._check_times()
        self.wishes = self.check_dates(self.calendar, self.today, self.kept)
        return not self.errors

    def _check_times(self) -> None:
        starts, ends = self.starts_at.data, self.ends_at.data
        if starts is None or ends is None:
            return
        between = gettext(
            "Please choose a time between %(earliest)s and %(latest)s.",
            earliest=format_time(self.tour.day_start),
            latest=format_time(self.tour.day_end),
        )
        for field, time in ((self.starts_at, starts), (self.ends_at, ends)):
            if not self.tour.day_start <= time <= self.tour.day_end:
                complain(field, between)
        if ends <= starts:
            later = gettext(
                "The seminar must end after it begins, that is after %(start)s.",
                start=format_time(starts),
            )
            complain(self.ends_at, later)

    def questions(self) -> Iterator[Question]:
        """What is odd about the bid, and about its mail address."""
        yield from mail_questions(self.contact_email)
        yield from bid_questions(self)

    def details(self) -> BidDetails:
        """The bid that was entered; call it only after a `validate` that succeeded."""
        assert self.wishes is not None  # noqa: S101 (a promise to the type checker)
        return BidDetails(
            host_kind=HostKind(self.host_kind.data),
            audience=Audience(self.audience.data),
            corporate_number=self.corporate_number.data or None,
            days=self.wishes.days,
            topic_ids=self.topic_ids(),
            **{name: self[name].data for name in _PLAIN},
        )

    def topic_ids(self) -> list[int]:
        """The topics that were chosen."""
        return list(self.topics.data)


_PLAIN: Final = (
    "host_name",
    "host_name_kana",
    "contact_name",
    "contact_department",
    "contact_email",
    "contact_telephone",
    "place",
    "venue_name",
    "venue_postal_code",
    "venue_address",
    "capacity",
    "starts_at",
    "ends_at",
    "expected_audience",
    "remarks",
)


def values_of(bid: Bid, calendar: TourCalendar) -> dict[str, Any]:
    """What a form shows of a bid that is already there."""
    values: dict[str, Any] = {name: getattr(bid, name) for name in _PLAIN}
    values |= date_values(bid, calendar)
    values |= {
        "host_kind": bid.host_kind.value,
        "audience": bid.audience.value,
        "corporate_number": bid.corporate_number or "",
        "version": bid.version,
        "topics": sorted({topic.id for slot in bid.slots for topic in slot.topics}),
    }
    return values


def lasting_values_of(bid: Bid) -> dict[str, Any]:
    """What a form for another year begins with: all of a bid but its dates and remarks."""
    values = values_of(bid, calendar_of(bid.tour))
    of_its_year = {*WISH_LISTS, "version", "remarks"}
    return {name: value for name, value in values.items() if name not in of_its_year}


def topic_choices(topics: Sequence[Topic]) -> list[SelectChoice]:
    """Topics as a form offers them."""
    return [SelectChoice(str(topic.id), topic.name(current_locale())) for topic in topics]


def prefecture_choices() -> list[SelectChoice]:
    """The prefectures by region, after a choice that stands for none."""
    locale = current_locale()
    return [
        SelectChoice("", gettext("Please choose")),
        *(
            SelectChoice(each.code, each.name(locale), optgroup=region.name(locale))
            for region in regions()
            for each in region.prefectures
        ),
    ]

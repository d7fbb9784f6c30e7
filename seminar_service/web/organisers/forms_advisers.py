"""Forms of advisers, of their part in a tour, and of topics."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FormField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, NumberRange, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.advisers.details import AdviserDetails, Limits
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.overview.misfit_rules import MisfitKind
from seminar_service.overview.misfits import AdviserTasks
from seminar_service.tours.calendar_days import DayRange, consecutive
from seminar_service.tours.model import Topic
from seminar_service.tours.topics import TopicDetails
from seminar_service.web.bid_forms import prefecture_choices, topic_choices
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import Picture, listed, picture_of
from seminar_service.web.fields import (
    LineField,
    MailAddressField,
    ParagraphField,
    ReadingField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.name_fields import PersonNameField
from seminar_service.web.organisers.adviser_questions import (
    hardly_a_day,
    no_seminars,
    same_person,
    same_topic,
)
from seminar_service.web.organisers.misfit_questions import misfit_questions
from seminar_service.web.organisers.range_rows import (
    RangeForm,
    RowGroup,
    days_of,
    gather_errors,
    name_rows,
    rows_by_month,
    typed_range,
)
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.region_fields import RegionFields, region_values
from seminar_service.web.row_lists import RowList
from seminar_service.web.templating import format_day_range

MOST_ROWS: Final = 120
FILL_IN: Final = _l("Please fill in this field.")
RANGE: Final = _l("Please enter a number from %(min)d to %(max)d.")


class AdviserForm(AsksBack, FlaskForm):
    """Who an adviser is."""

    name = PersonNameField(_l("Name"), validators=[DataRequired(FILL_IN), at_most(80)])
    name_kana = ReadingField(_l("Reading (kana)"), validators=[at_most(80)])
    name_en = PersonNameField(_l("Name in Latin letters"), validators=[at_most(80)])
    email = MailAddressField(
        _l("Email address"),
        validators=[
            DataRequired(FILL_IN),
            Email(_l("This is not an email address. Please enter one such as hanako@example.jp.")),
            at_most(254),
        ],
    )
    home = SelectField(
        _l("Home"), validators=[InputRequired(_l("Please choose where journeys begin."))]
    )
    topics = SelectMultipleField(
        _l("Topics"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    profile_ja = ParagraphField(_l("Profile in Japanese"), validators=[at_most(1_000)])
    profile_en = ParagraphField(_l("Profile in English"), validators=[at_most(1_000)])

    def __init__(
        self,
        topics: Sequence[Topic],
        others: Sequence[Adviser] = (),
        **arguments: Any,  # noqa: ANN401 (as the library has it)
    ) -> None:
        """Offer some topics; `others` are the advisers with whom this one may be confused."""
        super().__init__(**arguments)
        self.others = others
        self.topics.choices = topic_choices(topics)
        self.home.choices = prefecture_choices()

    def questions(self) -> Iterator[Question]:
        """Whether it is somebody who is known already, and what is odd about the address."""
        yield from mail_questions(self.email)
        yield from same_person(self.name, self.email, self.others)

    def details(self) -> AdviserDetails:
        """What was entered; call it only after a `validate` that succeeded."""
        names = ("name", "name_kana", "name_en", "email", "home", "profile_ja", "profile_en")
        return AdviserDetails(
            **{name: self[name].data for name in names}, topic_ids=list(self.topics.data)
        )


class EditAdviserForm(VersionedForm, AdviserForm):
    """Who an adviser is from now on. `given` holds what the adviser has to do, if anything."""

    given: AdviserTasks | None = None

    def questions(self) -> Iterator[Question]:
        """Also, whether released seminars fit the new home and topics."""
        yield from super().questions()
        if self.given is not None:
            found = self.given.known_as(self.home.data, self.topics.data)
            about = {MisfitKind.HOME: (self.home,), MisfitKind.TOPIC: (self.topics,)}
            yield from misfit_questions(found, about)


def adviser_values(adviser: Adviser) -> dict[str, Any]:
    """What the form shows of an adviser."""
    names = ("name", "name_kana", "name_en", "email", "home", "profile_ja", "profile_en")
    values: dict[str, Any] = {name: getattr(adviser, name) for name in names}
    topics = [topic.id for topic in adviser.topics]
    return values | {"topics": topics, "version": adviser.version}


class EngageForm(FlaskForm):
    """Somebody takes part in a tour."""

    adviser = SelectField(
        _l("Adviser"),
        coerce=int,
        validators=[InputRequired(_l("Please choose an adviser."))],
    )

    def offer(self, advisers: Sequence[Adviser]) -> None:
        """Let one of these be chosen."""
        locale = current_locale()
        self.adviser.choices = [
            SelectChoice(str(each.id), each.display_name(locale)) for each in advisers
        ]


class EngagementForm(AsksBack, RegionFields, VersionedForm):
    """An adviser's limits in a tour, and the days that are taken.

    After `validate`, `unavailable` holds the days. `given` holds what the adviser has to do, if
    anything; `tour_id` names the tour.
    """

    given: AdviserTasks | None = None
    tour_id = 0

    max_seminars = WholeNumberField(
        _l("Seminars in the whole tour, at most"),
        validators=[InputRequired(FILL_IN), NumberRange(0, 366, RANGE)],
    )
    max_per_month = WholeNumberField(
        _l("Seminars in one month, at most"),
        validators=[InputRequired(FILL_IN), NumberRange(0, 31, RANGE)],
    )
    max_nights_away = WholeNumberField(
        _l("Nights away on one trip, at most"),
        validators=[InputRequired(FILL_IN), NumberRange(0, 30, RANGE)],
    )
    days = RowList(
        FormField(RangeForm), _l("Unavailable days"), min_entries=2, max_entries=MOST_ROWS
    )

    def __init__(self, year: int, **arguments: Any) -> None:  # noqa: ANN401 (as the library has it)
        super().__init__(**arguments)
        self.name_regions()
        self.year = FiscalYear(year)
        self.unavailable: set[date] = set()
        name_rows(self.days)

    def add_row(self, name: str) -> None:
        """Give the list of days one more row; other names do nothing."""
        if name == self.days.name and len(self.days) < MOST_ROWS:
            self.days.append_entry()
            name_rows(self.days)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then read the days."""
        super().validate(extra_validators)
        allowed = DayRange(self.year.first_day, self.year.last_day)
        days = format_day_range(allowed.first, allowed.last)
        outside = gettext("Please choose days of the fiscal year (%(days)s).", days=days)
        found = [days_of(row, allowed, outside) for row in self.days]
        gather_errors(self.days)
        self.unavailable = {day for each in found if each for day in each.days()}
        return not self.errors

    def questions(self) -> Iterator[Question]:
        """What is odd about the limits and the days."""
        yield from no_seminars(self.max_seminars, self.max_per_month)
        yield from hardly_a_day(self.days, self.year, self.unavailable)
        if self.given is not None:
            found = self.given.limited(self.tour_id, self.limits(), self.unavailable)
            yield from misfit_questions(found, self._about())

    def _about(self) -> dict[MisfitKind, tuple[Field, ...]]:
        return {
            MisfitKind.UNAVAILABLE: (self.days,),
            MisfitKind.TOTAL: (self.max_seminars,),
            MisfitKind.MONTH: (self.max_per_month,),
            MisfitKind.NIGHTS: (self.max_nights_away,),
        }

    def pictured(self, field: Field) -> Picture:
        """Days are compared one by one, however the rows were typed."""
        if field is not self.days:
            return super().pictured(field)
        return picture_of({day for each in self._ranges() for day in each.days()})

    def spelled(self, field: Field) -> str:
        """Days are told as ranges."""
        if field is not self.days:
            return super().spelled(field)
        days = {day for each in self._ranges() for day in each.days()}
        return listed(format_day_range(each.first, each.last) for each in consecutive(sorted(days)))

    def days_by_month(self) -> Iterator[RowGroup]:
        """The rows of days, by the months in which they begin."""
        return rows_by_month(self.days)

    def relabel(self) -> None:
        """Name the rows of days anew."""
        name_rows(self.days)

    def _ranges(self) -> list[DayRange]:
        return [each for row in self.days if (each := typed_range(row))]

    def limits(self) -> Limits:
        """What was entered; call it only after a `validate` that succeeded."""
        return Limits(
            self.max_seminars.data or 0,
            self.max_per_month.data or 0,
            self.max_nights_away.data or 0,
        )


def engagement_values(engagement: Engagement) -> dict[str, Any]:
    """What the form shows of an adviser's part in a tour."""
    ranges = consecutive([each.day for each in engagement.unavailable_days])
    blank = [{"begins": None, "ends": None}] if len(ranges) < MOST_ROWS else []
    return {
        "max_seminars": engagement.max_seminars,
        "max_per_month": engagement.max_per_month,
        "max_nights_away": engagement.max_nights_away,
        "days": [
            {"begins": each.first, "ends": each.last if each.last != each.first else None}
            for each in ranges
        ]
        + blank,
        "version": engagement.version,
        **region_values(engagement),
    }


class TopicForm(AsksBack, FlaskForm):
    """What a topic is called."""

    name_ja = LineField(_l("Japanese name"), validators=[DataRequired(FILL_IN), at_most(80)])
    name_en = LineField(_l("English name"), validators=[DataRequired(FILL_IN), at_most(80)])
    position = WholeNumberField(
        _l("Position in lists"), validators=[InputRequired(FILL_IN), NumberRange(0, 10_000, RANGE)]
    )
    others: Sequence[Topic] = ()

    def questions(self) -> Iterator[Question]:
        """Whether one of the other topics is called the same."""
        return same_topic(self.name_ja, self.name_en, self.others)

    def details(self) -> TopicDetails:
        """What was entered; call it only after a `validate` that succeeded."""
        return TopicDetails(self.name_ja.data, self.name_en.data, self.position.data or 0)


class EditTopicForm(VersionedForm, TopicForm):
    """What a topic is called from now on."""


class NewTopicForm(TopicForm):
    """A new topic, with the code by which programs know it."""

    code = LineField(
        _l("Code"),
        validators=[
            DataRequired(FILL_IN),
            Regexp(
                r"[a-z0-9]+(-[a-z0-9]+)*\Z",
                message=_l("Please use small letters, digits and hyphens, such as trade-secret."),
            ),
            at_most(40),
        ],
    )


class RemovalForm(VersionedForm):
    """Only a button, with the version of what it removes."""

"""What the things are called to which something happened, so that pages can name and link them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.tour_codes import TourCode
from seminar_service.flyers.model import Flyer
from seminar_service.learning.model import LearningCourse
from seminar_service.mail_texts.model import MailText
from seminar_service.notices.model import Notice
from seminar_service.overview.history import ShownLine
from seminar_service.pages.model import Page
from seminar_service.pages.news_model import NewsItem
from seminar_service.planning.model import Plan, PlannedDecline, PlanningRun, PlanOrigin
from seminar_service.planning.scenario_model import Scenario
from seminar_service.questions.model import Question, QuestionSheet
from seminar_service.registrations.model import Registration
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Topic, Tour

Key = tuple[str, int]
"""Kind of thing and number of its row."""


@dataclass(frozen=True)
class Thing:
    """What is known of a thing; what has no meaning for its kind is empty.

    Attributes:
        fiscal_year: That of its tour.
        programme: Which of the year's tours it is.
        tour_ja: The name of its tour, in Japanese.
        tour_en: The same in English.
        number: The version of a plan, or the number of a bid within its tour.
        is_record: Whether a plan only records what was held.
        name_ja: The name of a topic or an adviser, who holds the seminar or sent the bid, what a
            question asks, or the subject of a message to participants.
        name_en: The same in English.
        day: The day of the seminar.
        public_id: The seminar's public name.
        parent_id: The row on whose page it is found: the plan of a refusal, the adviser of
            an engagement.
    """

    fiscal_year: int = 0
    programme: int = 1
    tour_ja: str = ""
    tour_en: str = ""
    number: int = 0
    is_record: bool = False
    name_ja: str = ""
    name_en: str = ""
    day: date | None = None
    public_id: str = ""
    parent_id: int = 0

    @property
    def tour_code(self) -> TourCode:
        """Its tour in addresses."""
        return TourCode(self.fiscal_year, self.programme)

    def tour(self, locale: str) -> str:
        """The name of its tour in `locale` ("ja" or "en")."""
        return self.tour_ja if locale == "ja" else self.tour_en

    def name(self, locale: str) -> str:
        """Its own name, or its host's, in `locale`."""
        return self.name_ja if locale == "ja" else self.name_en or self.name_ja


_TOUR: Final = {
    "fiscal_year": Tour.fiscal_year,
    "programme": Tour.programme,
    "tour_ja": Tour.name_ja,
    "tour_en": Tour.name_en,
}
_ADVISER: Final = {"name_ja": Adviser.name, "name_en": Adviser.name_en}
_HOST: Final = {"name_ja": Bid.host_name, "name_en": Bid.host_name}
_SEMINAR: Final = {
    "name_ja": Seminar.host_name,
    "name_en": Seminar.host_name,
    "day": Seminar.day,
    "public_id": Seminar.public_id,
}
_PLAN: Final = {"number": Plan.number, "is_record": Plan.origin == PlanOrigin.RECORD}


def _tours() -> Select[Any]:
    return _selected(Tour.id, _TOUR)


def _topics() -> Select[Any]:
    return _selected(Topic.id, {"name_ja": Topic.name_ja, "name_en": Topic.name_en})


def _advisers() -> Select[Any]:
    return _selected(Adviser.id, _ADVISER)


def _engagements() -> Select[Any]:
    columns = _TOUR | _ADVISER | {"parent_id": Adviser.id}
    return _selected(Engagement.id, columns).join(Tour).join(Adviser)


def _bids() -> Select[Any]:
    return _selected(Bid.id, _TOUR | _HOST | {"number": Bid.number}).join(Tour)


def _runs() -> Select[Any]:
    return _selected(PlanningRun.id, _TOUR).join(Tour, Tour.id == PlanningRun.tour_id)


def _plans() -> Select[Any]:
    return _selected(Plan.id, _TOUR | _PLAN).join(Tour, Tour.id == Plan.tour_id)


def _scenarios() -> Select[Any]:
    columns = _TOUR | {"name_ja": Scenario.name, "name_en": Scenario.name}
    return _selected(Scenario.id, columns).join(Tour, Tour.id == Scenario.tour_id)


def _refusals() -> Select[Any]:
    columns = _TOUR | _PLAN | _HOST | {"parent_id": Plan.id}
    chosen = _selected(PlannedDecline.id, columns)
    return (
        chosen.join(Plan, Plan.id == PlannedDecline.plan_id)
        .join(Tour, Tour.id == Plan.tour_id)
        .join(Bid, Bid.id == PlannedDecline.bid_id)
    )


def _prepared_mails() -> Select[Any]:
    chosen = _selected(PreparedMail.id, _TOUR | _PLAN | {"parent_id": Plan.id})
    return chosen.join(Plan, Plan.id == PreparedMail.plan_id).join(Tour, Tour.id == Plan.tour_id)


def _seminars() -> Select[Any]:
    return _selected(Seminar.id, _SEMINAR)


def _registrations() -> Select[Any]:
    chosen = _selected(Registration.id, _SEMINAR)
    return chosen.join(Seminar, Seminar.id == Registration.seminar_id)


def _flyers() -> Select[Any]:
    return _selected(Flyer.id, _SEMINAR).join(Seminar, Seminar.id == Flyer.seminar_id)


def _questions() -> Select[Any]:
    columns = _TOUR | {"name_ja": Question.label_ja, "name_en": Question.label_en}
    return _selected(Question.id, columns).join(Tour, Tour.id == Question.tour_id)


def _question_sheets() -> Select[Any]:
    return _selected(QuestionSheet.id, _TOUR).join(Tour, Tour.id == QuestionSheet.tour_id)


def _notices() -> Select[Any]:
    columns = _TOUR | {"name_ja": Notice.subject_ja, "name_en": Notice.subject_en}
    return _selected(Notice.id, columns).join(Tour, Tour.id == Notice.tour_id)


def _mail_texts() -> Select[Any]:
    return _selected(MailText.id, _TOUR).join(Tour, Tour.id == MailText.tour_id)


def _pages() -> Select[Any]:
    return _selected(Page.id, {"name_ja": Page.name, "name_en": Page.name})


def _news() -> Select[Any]:
    return _selected(NewsItem.id, {"name_ja": NewsItem.title_ja, "name_en": NewsItem.title_en})


def _courses() -> Select[Any]:
    return _selected(
        LearningCourse.id, {"name_ja": LearningCourse.code, "name_en": LearningCourse.code}
    )


_READ: Final[Mapping[SubjectKind, tuple[Any, Callable[[], Select[Any]]]]] = {
    SubjectKind.TOUR: (Tour.id, _tours),
    SubjectKind.TOPIC: (Topic.id, _topics),
    SubjectKind.ADVISER: (Adviser.id, _advisers),
    SubjectKind.ENGAGEMENT: (Engagement.id, _engagements),
    SubjectKind.BID: (Bid.id, _bids),
    SubjectKind.RUN: (PlanningRun.id, _runs),
    SubjectKind.PLAN: (Plan.id, _plans),
    SubjectKind.SCENARIO: (Scenario.id, _scenarios),
    SubjectKind.REFUSAL: (PlannedDecline.id, _refusals),
    SubjectKind.PREPARED_MAIL: (PreparedMail.id, _prepared_mails),
    SubjectKind.SEMINAR: (Seminar.id, _seminars),
    SubjectKind.REGISTRATION: (Registration.id, _registrations),
    SubjectKind.QUESTION: (Question.id, _questions),
    SubjectKind.QUESTION_SHEET: (QuestionSheet.id, _question_sheets),
    SubjectKind.NOTICE: (Notice.id, _notices),
    SubjectKind.MAIL_TEXT: (MailText.id, _mail_texts),
    SubjectKind.FLYER: (Flyer.id, _flyers),
    SubjectKind.PAGE: (Page.id, _pages),
    SubjectKind.NEWS: (NewsItem.id, _news),
    SubjectKind.COURSE: (LearningCourse.id, _courses),
}


def things_of(session: Session, lines: Collection[ShownLine]) -> Mapping[Key, Thing]:
    """What the lines' things are called, as far as they are still there.

    At most one query for each kind of thing, however many lines there are.
    """
    found: dict[Key, Thing] = {}
    for kind, (key, chosen) in _READ.items():
        wanted = _numbers(lines, kind)
        rows = session.execute(chosen().where(key.in_(wanted))).mappings() if wanted else ()
        for row in rows:
            values = {name: value for name, value in row.items() if name != "key"}
            found[kind.value, row["key"]] = Thing(**values)
    return found


def named_thing(session: Session, kind: SubjectKind, number: int) -> Thing | None:
    """What one thing is called; None where it is gone, or its kind has no names. One query."""
    if kind not in _READ:
        return None
    key, chosen = _READ[kind]
    row = session.execute(chosen().where(key == number)).mappings().first()
    return (
        None
        if row is None
        else Thing(**{name: value for name, value in row.items() if name != "key"})
    )


def _selected(key: Any, columns: Mapping[str, Any]) -> Select[Any]:  # noqa: ANN401 (columns of any type)
    """Columns under the names that they have in a `Thing`."""
    return select(key.label("key"), *(each.label(name) for name, each in columns.items()))


def _numbers(lines: Iterable[ShownLine], kind: SubjectKind) -> set[int]:
    return {line.subject_id for line in lines if line.subject_kind == kind and line.subject_id}

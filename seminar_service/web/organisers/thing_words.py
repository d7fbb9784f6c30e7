"""What the history calls the things of the office's pages, and where those pages are."""

from collections.abc import Mapping
from typing import Final

from flask import url_for
from flask_babel import gettext as _

from seminar_service.domain.history import SubjectKind
from seminar_service.overview.history import ShownLine
from seminar_service.overview.history_things import Thing
from seminar_service.web.history_words import SUBJECTS
from seminar_service.web.locale import current_locale
from seminar_service.web.templating import format_day

PAGES: Final[Mapping[SubjectKind, tuple[str, str, str]]] = {
    SubjectKind.TOUR: ("tour", "tour_code", "tour_code"),
    SubjectKind.TOPIC: ("edit_topic", "topic_id", "subject_id"),
    SubjectKind.ADVISER: ("edit_adviser", "adviser_id", "subject_id"),
    SubjectKind.ENGAGEMENT: ("engagement", "adviser_id", "parent_id"),
    SubjectKind.BID: ("bid", "bid_id", "subject_id"),
    SubjectKind.RUN: ("planning_run", "run_id", "subject_id"),
    SubjectKind.PLAN: ("plan", "plan_id", "subject_id"),
    SubjectKind.SCENARIO: ("scenario", "scenario_id", "subject_id"),
    SubjectKind.PREPARED_MAIL: ("release_mails", "plan_id", "parent_id"),
    SubjectKind.REFUSAL: ("plan_refusals", "plan_id", "parent_id"),
    SubjectKind.SEMINAR: ("seminar", "public_id", "public_id"),
    SubjectKind.REGISTRATION: ("registration", "registration_id", "subject_id"),
    SubjectKind.QUESTION: ("edit_question", "question_id", "subject_id"),
    SubjectKind.QUESTION_SHEET: ("questions", "tour_code", "tour_code"),
    SubjectKind.NOTICE: ("notice", "notice_id", "subject_id"),
    SubjectKind.MAIL_TEXT: ("mail_texts", "tour_code", "tour_code"),
    SubjectKind.FLYER: ("prints", "public_id", "public_id"),
    SubjectKind.NEWS: ("website_news_item", "news_id", "subject_id"),
    SubjectKind.COURSE: ("website_course", "course_id", "subject_id"),
    SubjectKind.PAGE: ("website_page", "page_id", "subject_id"),
}
"""The view of each kind of thing, its argument, and which value of the thing that is."""


def thing_name(line: ShownLine, thing: Thing) -> str:
    """What the page of a thing calls it."""
    return named(SubjectKind(line.subject_kind), thing)


def named(kind: SubjectKind, thing: Thing) -> str:
    """What pages call a thing of a kind."""
    if kind is SubjectKind.PLAN:
        return _with(_plan(thing), thing.tour(current_locale()))
    if kind is SubjectKind.TOUR:
        return thing.tour(current_locale())
    return str(_("%(label)s: %(value)s", label=SUBJECTS[kind], value=_value(kind, thing)))


def thing_address(line: ShownLine, thing: Thing) -> str:
    """Where the office's pages show a thing."""
    endpoint, argument, value = PAGES[SubjectKind(line.subject_kind)]
    of_line = line if value == "subject_id" else thing
    values = {argument: getattr(of_line, value)}
    if endpoint == "engagement":
        values["tour_code"] = thing.tour_code
    return url_for(f"organisers.{endpoint}", **values)


def _value(kind: SubjectKind, thing: Thing) -> str:
    locale = current_locale()
    name, tour = thing.name(locale), thing.tour(locale)
    if kind is SubjectKind.PREPARED_MAIL:
        name = _plan(thing)
    if thing.day:
        return _with(name, format_day(thing.day))
    match kind:
        case SubjectKind.BID:
            return f"{thing.tour_code}-{thing.number} {name}"
        case SubjectKind.RUN | SubjectKind.QUESTION_SHEET | SubjectKind.MAIL_TEXT:
            return tour
        case SubjectKind.REFUSAL:
            return _with(name, str(_(", ")).join([_plan(thing), tour]))
        case (
            SubjectKind.ENGAGEMENT
            | SubjectKind.QUESTION
            | SubjectKind.NOTICE
            | SubjectKind.SCENARIO
            | SubjectKind.PREPARED_MAIL
        ):
            return _with(name, tour)
    return name


def _plan(thing: Thing) -> str:
    if thing.is_record:
        return str(_("Record of what was held"))
    return str(_("Plan %(version)d", version=thing.number))


def _with(name: str, aside: str) -> str:
    return name + str(_(" (%(aside)s)", aside=aside))

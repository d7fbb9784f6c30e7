"""What the closed lists of the registration form say to readers, and what people answered."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.domain.vocabulary import (
    EmployeeBand,
    HeardOf,
    Industry,
    Need,
    ParticipantKind,
)
from seminar_service.questions.values import QuestionKind, StandardQuestion
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.web.editing.pictures import listed, value_in_words
from seminar_service.web.locale import current_locale

EMPLOYEES: dict[StrEnum, Any] = {
    EmployeeBand.NONE: _l("None (self-employed or private person)"),
    EmployeeBand.FROM_1_TO_5: _l("1 to 5"),
    EmployeeBand.FROM_6_TO_20: _l("6 to 20"),
    EmployeeBand.FROM_21_TO_50: _l("21 to 50"),
    EmployeeBand.FROM_51_TO_100: _l("51 to 100"),
    EmployeeBand.FROM_101_TO_300: _l("101 to 300"),
    EmployeeBand.OVER_300: _l("301 or more"),
}

INDUSTRIES: dict[StrEnum, Any] = {
    Industry.AGRICULTURE: _l("Agriculture and forestry"),
    Industry.FISHERIES: _l("Fisheries"),
    Industry.MINING: _l("Mining and quarrying"),
    Industry.CONSTRUCTION: _l("Construction"),
    Industry.MANUFACTURING: _l("Manufacturing"),
    Industry.UTILITIES: _l("Electricity, gas, heat and water"),
    Industry.INFORMATION: _l("Information and communications"),
    Industry.TRANSPORT: _l("Transport and postal services"),
    Industry.TRADE: _l("Wholesale and retail trade"),
    Industry.FINANCE: _l("Finance and insurance"),
    Industry.REAL_ESTATE: _l("Real estate and leasing"),
    Industry.RESEARCH_AND_PROFESSIONAL: _l("Research, professional and technical services"),
    Industry.ACCOMMODATION_AND_FOOD: _l("Accommodation, eating and drinking"),
    Industry.LIVING_AND_AMUSEMENT: _l("Living-related services and amusement"),
    Industry.EDUCATION: _l("Education and learning support"),
    Industry.MEDICAL_AND_WELFARE: _l("Medical care and welfare"),
    Industry.COMPOUND_SERVICES: _l("Compound services (cooperatives, post offices)"),
    Industry.OTHER_SERVICES: _l("Other services"),
    Industry.GOVERNMENT: _l("Government"),
    Industry.OTHER: _l("Industry not listed"),
}

PARTICIPANT_KINDS: dict[StrEnum, Any] = {
    ParticipantKind.EXECUTIVE: _l("Executive or owner"),
    ParticipantKind.IP_STAFF: _l("Intellectual property or legal staff"),
    ParticipantKind.GENERAL_AFFAIRS: _l("General affairs or personnel"),
    ParticipantKind.ENGINEER: _l("Engineer or researcher"),
    ParticipantKind.ATTORNEY_OR_ADVISER: _l("Patent attorney, lawyer or adviser"),
    ParticipantKind.PUBLIC_OFFICIAL: _l("Public or chamber official"),
    ParticipantKind.STUDENT: _l("Student"),
    ParticipantKind.OTHER: _l("Other kind of participant"),
}

HEARD_OF: dict[StrEnum, Any] = {
    HeardOf.WEBSITE: _l("A website"),
    HeardOf.EMAIL: _l("An email or newsletter"),
    HeardOf.FLYER: _l("A flyer or poster"),
    HeardOf.HOST: _l("The host, such as a chamber of commerce"),
    HeardOf.COUNTER: _l("A support counter or public office"),
    HeardOf.ACQUAINTANCE: _l("A friend or colleague"),
    HeardOf.SOCIAL_MEDIA: _l("Social media"),
    HeardOf.PRESS: _l("A newspaper or magazine"),
    HeardOf.OTHER: _l("In another way"),
}

NEEDS: dict[StrEnum, Any] = {
    Need.WHEELCHAIR: _l("Access by wheelchair"),
    Need.SIGN_LANGUAGE: _l("Sign language or written notes"),
    Need.LARGE_PRINT: _l("Documents in large print"),
}

STANDARD: Final[Mapping[StandardQuestion, Any]] = {
    StandardQuestion.NAME_KANA: _l("Furigana"),
    StandardQuestion.TELEPHONE: _l("Telephone number"),
    StandardQuestion.COMPANY: _l("Company or organisation"),
    StandardQuestion.DEPARTMENT: _l("Department and position"),
    StandardQuestion.EMPLOYEES: _l("Number of employees"),
    StandardQuestion.INDUSTRY: _l("Industry"),
    StandardQuestion.PARTICIPANT_KIND: _l("Takes part as"),
    StandardQuestion.CONSULTATION: _l("Private consultation"),
    StandardQuestion.HEARD_OF: _l("How they heard of it"),
    StandardQuestion.NEEDS: _l("Accessibility needs"),
}
"""What the standard questions are called."""


def standard_facts(row: Registration) -> list[tuple[str, str]]:
    """What somebody answered to the standard questions, each with its name; without empty ones."""
    said: Mapping[StandardQuestion, Any] = {
        StandardQuestion.NAME_KANA: row.name_kana,
        StandardQuestion.TELEPHONE: row.telephone,
        StandardQuestion.COMPANY: row.company,
        StandardQuestion.DEPARTMENT: row.department,
        StandardQuestion.EMPLOYEES: row.employees and EMPLOYEES[row.employees],
        StandardQuestion.INDUSTRY: row.industry and INDUSTRIES[row.industry],
        StandardQuestion.PARTICIPANT_KIND: row.participant_kind
        and PARTICIPANT_KINDS[row.participant_kind],
        StandardQuestion.CONSULTATION: gettext("Requested") if row.wishes_consultation else "",
        StandardQuestion.HEARD_OF: row.heard_of and HEARD_OF[row.heard_of],
        StandardQuestion.NEEDS: needs_words(row),
    }
    return [(str(STANDARD[question]), str(text)) for question, text in said.items() if text]


def needs_words(row: Registration) -> str:
    """What somebody needs to take part, in a row; empty where nothing was said."""
    chosen = (str(NEEDS[need]) for need in Need if getattr(row, f"needs_{need}"))
    return listed([*chosen, row.needs_other])


def answer_words(answer: Answer) -> str:
    """What somebody answered to an own question, in the reader's language."""
    kind = answer.question.kind
    if kind.has_options:
        return listed(option.label(current_locale()) for option in answer.options)
    if kind is QuestionKind.YES_NO:
        return str(gettext("Yes") if answer.says_yes else gettext("No"))
    if kind is QuestionKind.DAY:
        return value_in_words(answer.day)
    return str(answer.number) if kind is QuestionKind.NUMBER else answer.text


def own_facts(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """What somebody answered to own questions, each with the question."""
    return [(answer.question.label(current_locale()), answer_words(answer)) for answer in answers]

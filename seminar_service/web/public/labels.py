"""What the closed lists of the registration form say to readers."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind

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

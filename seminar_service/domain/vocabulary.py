"""Closed lists from which forms choose; the values are what the database keeps."""

from enum import StrEnum


class HostKind(StrEnum):
    """What kind of organisation bids for a seminar."""

    COMPANY = "company"
    CHAMBER_OF_COMMERCE = "chamber_of_commerce"
    SOCIETY_OF_COMMERCE = "society_of_commerce"
    LOCAL_GOVERNMENT = "local_government"
    UNIVERSITY = "university"
    BANK = "bank"
    OTHER = "other"


class EmployeeBand(StrEnum):
    """How many people work where a participant works."""

    NONE = "none"
    FROM_1_TO_5 = "1-5"
    FROM_6_TO_20 = "6-20"
    FROM_21_TO_50 = "21-50"
    FROM_51_TO_100 = "51-100"
    FROM_101_TO_300 = "101-300"
    OVER_300 = "301+"


class Industry(StrEnum):
    """Main divisions of the Japan Standard Industrial Classification, A to T, in its order."""

    AGRICULTURE = "agriculture"
    FISHERIES = "fisheries"
    MINING = "mining"
    CONSTRUCTION = "construction"
    MANUFACTURING = "manufacturing"
    UTILITIES = "utilities"
    INFORMATION = "information"
    TRANSPORT = "transport"
    TRADE = "trade"
    FINANCE = "finance"
    REAL_ESTATE = "real_estate"
    RESEARCH_AND_PROFESSIONAL = "research_and_professional"
    ACCOMMODATION_AND_FOOD = "accommodation_and_food"
    LIVING_AND_AMUSEMENT = "living_and_amusement"
    EDUCATION = "education"
    MEDICAL_AND_WELFARE = "medical_and_welfare"
    COMPOUND_SERVICES = "compound_services"
    OTHER_SERVICES = "other_services"
    GOVERNMENT = "government"
    OTHER = "other"


class ParticipantKind(StrEnum):
    """In which role somebody takes part."""

    EXECUTIVE = "executive"
    IP_STAFF = "ip_staff"
    GENERAL_AFFAIRS = "general_affairs"
    ENGINEER = "engineer"
    ATTORNEY_OR_ADVISER = "attorney_or_adviser"
    PUBLIC_OFFICIAL = "public_official"
    STUDENT = "student"
    OTHER = "other"


class HeardOf(StrEnum):
    """How somebody heard of a seminar."""

    WEBSITE = "website"
    EMAIL = "email"
    FLYER = "flyer"
    HOST = "host"
    COUNTER = "counter"
    ACQUAINTANCE = "acquaintance"
    SOCIAL_MEDIA = "social_media"
    PRESS = "press"
    OTHER = "other"


class Need(StrEnum):
    """What somebody needs to take part; each is a column `needs_…` of a registration."""

    WHEELCHAIR = "wheelchair"
    SIGN_LANGUAGE = "sign_language"
    LARGE_PRINT = "large_print"


class Choice(StrEnum):
    """How a host feels about a date."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    IMPOSSIBLE = "impossible"


class Audience(StrEnum):
    """Who may take part in a seminar."""

    PUBLIC = "public"
    MEMBERS = "members"


class AttendanceMode(StrEnum):
    """How somebody attends a seminar: at the venue, or over the network."""

    ON_SITE = "on_site"
    ONLINE = "online"


class SharedWithHost(StrEnum):
    """What somebody lets the host and the advisers of a seminar read in the list of participants.

    Who is `number_only` is counted; the others stand there by name and company, `with_mail` with
    the mail address, too.
    """

    NUMBER_ONLY = "number_only"
    NAME_AND_COMPANY = "name_and_company"
    WITH_MAIL = "with_mail"


class ConfirmationState(StrEnum):
    """What a host or adviser said to a tentative seminar."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class RegistrationSource(StrEnum):
    """How a registration came in: by the form, to the office, in a file, or by the host."""

    FORM = "form"
    TELEPHONE = "telephone"
    FAX = "fax"
    COUNTER = "counter"
    FILE = "file"
    HOST = "host"


class BidSource(StrEnum):
    """How a bid came in: by the form, or entered by the staff from paper; or with sample data."""

    FORM = "form"
    PAPER = "paper"
    SAMPLE = "sample"

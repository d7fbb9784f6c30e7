"""By what registrations are found, sorted and compared; kept in their rows, for the database."""

from dataclasses import dataclass
from typing import Final

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key, reading_key
from seminar_service.domain.organisations import company_key

LONGEST_KEY: Final = 200
"""Letters of a key that is in an index."""


@dataclass(frozen=True)
class SearchKeys:
    """The keys of one registration.

    Attributes:
        reading_key: Sorts people by reading.
        company_key: Sorts companies, and is the same for two spellings of one.
        search_text: Name, reading, company and mail address, folded, a line each.
    """

    reading_key: str
    company_key: str
    search_text: str


def search_keys(name: str, reading: str, company: str, email: str) -> SearchKeys:
    """The keys of what somebody entered."""
    searched = (name, reading, company, mail_key(email))
    return SearchKeys(
        reading_key=reading_key(name, reading, longest=LONGEST_KEY),
        company_key=company_key(company, longest=LONGEST_KEY),
        search_text="\n".join(name_key(text) for text in searched),
    )


def search_terms(text: str) -> list[str]:
    """The words of what somebody searches for, folded as `search_text` is.

    White space parts them; a registration is found where it has each of them.
    """
    return [term for word in text.split() if (term := name_key(word))]

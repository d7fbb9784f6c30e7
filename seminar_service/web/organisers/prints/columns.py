"""The columns of sign-in lists. Another thing that a list may say needs one line here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.registrations.model import Registration
from seminar_service.web.answer_words import needs_words
from seminar_service.web.mode_words import MODES


@dataclass(frozen=True)
class PaperColumn:
    """One column.

    Attributes:
        name: As forms and the history call it; its cells have the class of this name.
        label: As people call it.
        said: What stands in it; empty where the column is written by hand.
        is_usual: Whether it is chosen unless somebody chooses otherwise.
    """

    name: str
    label: Any
    said: Callable[[Registration], str]
    is_usual: bool = True


def _by_hand(_row: Registration) -> str:
    return ""


def _consultation(row: Registration) -> str:
    return str(gettext("requested")) if row.wishes_consultation else ""


def _mode(row: Registration) -> str:
    return str(MODES[row.mode])


MODE: Final = PaperColumn("mode", _l("How they attend"), _mode, is_usual=False)
TICK: Final = PaperColumn("tick", _l("Present"), _by_hand)
NAME: Final = PaperColumn("name", _l("Name"), lambda row: row.name)
SIGN: Final = PaperColumn("sign", _l("Signature"), _by_hand)
CHOICE: Final = (
    TICK,
    PaperColumn("number", _l("Number"), lambda row: str(row.id), is_usual=False),
    PaperColumn("company", _l("Company or organisation"), lambda row: row.company),
    PaperColumn(
        "department", _l("Department and position"), lambda row: row.department, is_usual=False
    ),
    PaperColumn("needs", _l("Accessibility needs"), needs_words),
    PaperColumn("consultation", _l("Consultation"), _consultation, is_usual=False),
    MODE,
    SIGN,
)
"""What may be chosen; the name is always there."""


def chosen_columns(names: Sequence[str]) -> list[PaperColumn]:
    """The columns of these names in the order of the paper, the name among them."""
    chosen = [each for each in CHOICE if each.name in names]
    before = [each for each in chosen if each.name in {"tick", "number"}]
    return [*before, NAME, *(each for each in chosen if each not in before)]

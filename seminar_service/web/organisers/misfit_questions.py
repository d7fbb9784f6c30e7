"""What to ask before a change that released seminars do not fit; and the words for it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import Field

from seminar_service.domain.prefectures import prefecture
from seminar_service.overview.bid_misfits import Asked, BidMisfitKind, differences
from seminar_service.overview.misfit_rules import MisfitKind
from seminar_service.overview.misfits import Misfit
from seminar_service.seminars.model import Seminar
from seminar_service.web.editing.pictures import listed
from seminar_service.web.locale import current_locale
from seminar_service.web.questions import Question
from seminar_service.web.templating import format_day, joined

MOST: Final = 10
"""How many seminars one question names; of the others it says how many there are."""

REASONS: Final[Mapping[StrEnum, Any]] = {
    MisfitKind.UNAVAILABLE: _l("The adviser is unavailable on the day."),
    MisfitKind.NOT_ENGAGED: _l("The adviser takes no part in the tour any more."),
    MisfitKind.TOPIC: _l("The adviser does not have the topics of the seminar."),
    MisfitKind.HOME: _l("The journey was planned from another home."),
    MisfitKind.TOTAL: _l("The adviser has more seminars in the tour than the limit allows."),
    MisfitKind.MONTH: _l("The adviser has more seminars in the month than the limit allows."),
    MisfitKind.NIGHTS: _l("The journey has more nights away than the limit allows."),
}


DIFFERENCES: Final[Mapping[StrEnum, Any]] = {
    BidMisfitKind.DAY: _l("The bid does not offer the day."),
    BidMisfitKind.TIMES: _l("The bid asks for other times."),
    BidMisfitKind.PLACE: _l("The bid asks for another prefecture."),
    BidMisfitKind.TOPICS: _l("The bid asks for other topics."),
    BidMisfitKind.TEAM: _l("The bid asks for another number of advisers."),
    BidMisfitKind.VENUE: _l("The bid names another venue or address."),
    BidMisfitKind.CAPACITY: _l("The bid names another number of seats."),
}


def bid_misfit_questions(
    seminar: Seminar, asked: Asked, fields: Mapping[BidMisfitKind, tuple[Field, ...]]
) -> Iterator[Question]:
    """Ask in what a bid would differ from its seminar, which does not change with it."""
    for kind in differences(seminar, asked):
        told = gettext(
            "Its seminar stays as it is: %(seminar)s.", seminar=seminar_in_words(seminar)
        )
        yield Question(f"bid_misfit_{kind}", fields[kind], joined(DIFFERENCES[kind], told))


def misfit_questions(
    found: Sequence[Misfit], fields: Mapping[MisfitKind, tuple[Field, ...]]
) -> Iterator[Question]:
    """Ask once for each reason, with the seminars and how many people each concerns."""
    for kind, about in fields.items():
        seminars = [each.seminar for each in found if each.kind is kind]
        if seminars:
            named = [seminar_in_words(each) for each in seminars[:MOST]]
            if more := len(seminars[MOST:]):
                named.append(gettext("and %(num)d more", num=more))
            told = listed(named, semicolons=True)
            text = gettext("Released seminars would no longer fit: %(seminars)s.", seminars=told)
            yield Question(f"misfit_{kind}", about, joined(REASONS[kind], text))


def seminar_in_words(seminar: Seminar) -> str:
    """Day, place and host of a seminar, with how many people it concerns."""
    people = ngettext("%(num)d participant", "%(num)d participants", seminar.taken)
    if seminar.waiting:
        people += gettext(", %(num)d waiting", num=seminar.waiting)
    told = gettext(
        "%(day)s %(place)s %(host)s (%(people)s)",
        day=format_day(seminar.day),
        place=prefecture(seminar.place).name(current_locale()),
        host=seminar.host_name,
        people=people,
    )
    return str(told)

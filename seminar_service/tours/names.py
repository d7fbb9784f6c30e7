"""Names of tours: those of one fiscal year differ, however they are typed."""

from collections.abc import Collection, Mapping
from itertools import chain, count
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.text_folding import fold_width
from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours.model import Tour

LONGEST_NAME: Final = 120
NAMES: Final = ("name_ja", "name_en")
"""The columns with a tour's name, one for each language."""


class TourNameTaken(DomainError):  # noqa: N818 (named after the rule)
    """Another tour of the fiscal year has this name.

    Attributes:
        field: Which of `NAMES`.
        other: The other tour.
    """

    code = "tour_name_taken"
    category = Category.CONFLICT

    def __init__(self, field: str, other: TourCode) -> None:
        super().__init__(f"{field} is that of {other}")
        self.field = field
        self.other = other


def fold_tour_name(name: str) -> str:
    """Make names alike that readers take for the same: width, case and spaces do not count."""
    return "".join(fold_width(name).casefold().split())


def lock_tours(session: Session, fiscal_year: int) -> list[Tour]:
    """The tours of a year, which no other transaction renames until this one ends.

    Part of the caller's transaction.
    """
    wanted = select(Tour).where(Tour.fiscal_year == fiscal_year).order_by(Tour.id)
    return list(
        session.scalars(
            wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
        )
    )


def require_own_names(tour: Tour, names: Mapping[str, object], tours: Collection[Tour]) -> None:
    """See that a tour is not given the name of another; a name that it has already may stay.

    Args:
        tour: The tour, with the names that it has.
        names: What it is to be called, by the names of `NAMES`.
        tours: All of its year, locked.

    Raises:
        TourNameTaken: Another one is called so.
    """
    for field in NAMES:
        wanted = fold_tour_name(str(names[field]))
        if wanted == fold_tour_name(getattr(tour, field)):
            continue
        for other in tours:
            if other.id != tour.id and fold_tour_name(getattr(other, field)) == wanted:
                raise TourNameTaken(field, other.code)


def number_names(tour: Tour, tours: Collection[Tour]) -> None:
    """Put a number behind the names of a new tour where another of its year is called so.

    Part of the caller's transaction, which holds the tours of the year.
    """
    for field in NAMES:
        taken = {fold_tour_name(getattr(each, field)) for each in tours if each.id != tour.id}
        setattr(tour, field, _free_name(getattr(tour, field), taken))


def _free_name(name: str, taken: Collection[str]) -> str:
    numbered = (f"{name[: LONGEST_NAME - 4]} {number}" for number in count(2))
    return next(
        each for each in chain([name[:LONGEST_NAME]], numbered) if fold_tour_name(each) not in taken
    )

"""What can be chosen of a draft before it is planned again, and what that would mean."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.prefectures import Region, regions
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.drafts import draft_of
from seminar_service.planning.queries.freshness import objection_texts
from seminar_service.planning.queries.replan_standing import Outlook, bids_of_draft, outlook
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.selections import Pairs, Selection, region_key, week_of
from seminar_service.planning.wording import BothLanguages

SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class RowChoice:
    """A bid that can be chosen by itself.

    Attributes:
        bid_id: Its key.
        number: Its number.
        host_name: Who asks.
        place: The prefecture's code.
        held: How the draft holds it, None where it refuses it.
        is_chosen: Whether it is chosen by itself.
        stays: Whether it stays as it is, for this or another choice.
        is_locked: Whether it is locked.
        is_waived: Whether it stays because a rule was waived for it.
    """

    bid_id: int
    number: int
    host_name: str
    place: str
    held: Held | None
    is_chosen: bool
    stays: bool
    is_locked: bool
    is_waived: bool


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """Several seminars that can be chosen at once: a region, a week, an adviser's month.

    Attributes:
        value: What an address calls it.
        seminars: How many the draft holds of it.
        is_chosen: Whether it is chosen.
        region: The region, where it is one.
        day: The first day of the week or month, where it is one.
        adviser_id: The adviser, where it is a month.
    """

    value: str
    seminars: int
    is_chosen: bool
    region: Region | None = None
    day: date | None = None
    adviser_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReplanView:
    """The page on which somebody chooses what the planner is to do with a draft.

    Attributes:
        plan: The draft.
        kind: What the planner is to do.
        selection: What is chosen.
        outlook: What that means.
        months: The bids that the draft holds, by the first day of the month.
        refused: Those that it refuses, by number.
        regions: The regions of which it has bids.
        weeks: The weeks in which it holds seminars.
        adviser_months: The months in which each adviser gives seminars, by the adviser's key.
        advisers: Who gives them, by key, in the order of reading.
        broken: The rules that the draft breaks, as sentences.
        colliding: Those that what stays would go on breaking.
        locked: How many bids stay because they are locked.
        waived: How many stay because a rule was waived.
    """

    plan: Plan
    kind: ReplanKind
    selection: Selection
    outlook: Outlook
    months: Mapping[date, tuple[RowChoice, ...]]
    refused: tuple[RowChoice, ...]
    regions: tuple[GroupChoice, ...]
    weeks: tuple[GroupChoice, ...]
    adviser_months: Mapping[int, tuple[GroupChoice, ...]]
    advisers: Mapping[int, Adviser]
    broken: tuple[BothLanguages, ...]
    colliding: tuple[BothLanguages, ...]
    locked: int
    waived: int

    @property
    def free_held(self) -> int:
        """How many seminars of the draft are planned again."""
        return len(self.outlook.kept.free & self.outlook.standing.held.keys())

    @property
    def free_refused(self) -> int:
        """How many bids are planned that the draft refuses."""
        return len(self.outlook.kept.free - self.outlook.standing.held.keys())

    @property
    def is_short(self) -> bool:
        """Whether all bids are few enough to be shown at once."""
        return len(self.outlook.standing.places) <= SHOWN_AT_ONCE

    @property
    def chosen_singly(self) -> int:
        """How many bids are chosen by themselves."""
        rows = (row for those in (*self.months.values(), self.refused) for row in those)
        return sum(row.is_chosen for row in rows)


def selection_of(session: Session, plan_id: int, pairs: Iterable[tuple[str, str]]) -> Selection:
    """Read a selection of a draft's bids from an address or a form. Three queries.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
    """
    draft_of(session, plan_id)
    return Selection.read(pairs, bids_of_draft(session, plan_id))


def selection_in(chosen: Iterable[Mapping[str, str]], bids: Iterable[int]) -> Selection:
    """Return the selection that a run keeps."""
    pairs: Pairs = [(each["name"], each["value"]) for each in chosen]
    return Selection.read(pairs, list(bids))


def replan_view(
    session: Session, plan_id: int, kind: ReplanKind, selection: Selection
) -> ReplanView:
    """Read what can be chosen of a draft. A fixed number of queries, whatever the number of bids.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
    """
    plan = draft_of(session, plan_id)
    found = outlook(session, plan, kind, selection)
    rows = _rows(session, found, selection)
    held, places = found.standing.held, found.standing.places
    texts = iter(objection_texts(session, (*found.broken, *found.colliding)))
    pinned = found.kept.pins.keys()
    return ReplanView(
        plan=plan,
        kind=kind,
        selection=selection,
        outlook=found,
        months=_by_month(rows),
        refused=tuple(sorted((row for row in rows if not row.held), key=_number)),
        regions=_regions(selection, places),
        weeks=_weeks(selection, held),
        adviser_months=_adviser_months(selection, held),
        advisers=_advisers(session, {one for each in held.values() for one in each.team}),
        broken=tuple(next(texts) for _ in found.broken),
        colliding=tuple(texts),
        locked=len(pinned & found.standing.locks.keys()),
        waived=len(pinned & found.standing.waived - found.standing.locks.keys()),
    )


def _rows(session: Session, found: Outlook, selection: Selection) -> list[RowChoice]:
    standing, kept = found.standing, found.kept
    columns = select(Bid.id, Bid.number, Bid.host_name).where(Bid.id.in_(list(standing.places)))
    return [
        RowChoice(
            bid_id=key,
            number=number,
            host_name=host_name,
            place=standing.places[key],
            held=standing.held.get(key),
            is_chosen=selection.names(key),
            stays=key not in kept.free,
            is_locked=key in standing.locks,
            is_waived=key in standing.waived,
        )
        for key, number, host_name in session.execute(columns)
    ]


def _by_month(rows: Iterable[RowChoice]) -> dict[date, tuple[RowChoice, ...]]:
    months: dict[date, list[tuple[date, int, RowChoice]]] = {}
    for row in rows:
        if row.held:
            day = row.held.day
            months.setdefault(day.replace(day=1), []).append((day, row.number, row))
    return {
        month: tuple(row for *_, row in sorted(those, key=lambda each: each[:2]))
        for month, those in sorted(months.items())
    }


def _number(row: RowChoice) -> int:
    return row.number


def _regions(selection: Selection, places: Mapping[int, str]) -> tuple[GroupChoice, ...]:
    counted = Counter(places.values())
    found = []
    for region in regions():
        key = region_key(region.name_en)
        bids = sum(counted[each.code] for each in region.prefectures)
        if bids:
            found.append(GroupChoice(key, bids, key in selection.regions, region=region))
    return tuple(found)


def _weeks(selection: Selection, held: Mapping[int, Held]) -> tuple[GroupChoice, ...]:
    counted = Counter(week_of(each.day) for each in held.values())
    return tuple(
        GroupChoice(monday.isoformat(), number, monday in selection.weeks, day=monday)
        for monday, number in sorted(counted.items())
    )


def _adviser_months(
    selection: Selection, held: Mapping[int, Held]
) -> dict[int, tuple[GroupChoice, ...]]:
    counted = Counter(
        (one, each.day.replace(day=1)) for each in held.values() for one in set(each.team)
    )
    found: dict[int, list[GroupChoice]] = {}
    for (adviser_id, month), number in sorted(counted.items()):
        said = f"{month:%Y-%m}"
        is_chosen = (adviser_id, said) in selection.months
        choice = GroupChoice(
            f"{adviser_id}/{said}", number, is_chosen, day=month, adviser_id=adviser_id
        )
        found.setdefault(adviser_id, []).append(choice)
    return {key: tuple(those) for key, those in found.items()}


def _advisers(session: Session, keys: Iterable[int]) -> dict[int, Adviser]:
    wanted = select(Adviser).where(Adviser.id.in_(list(keys)))
    rows = session.scalars(wanted.order_by(Adviser.name_kana, Adviser.id))
    return {adviser.id: adviser for adviser in rows}

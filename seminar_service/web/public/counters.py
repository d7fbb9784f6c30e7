"""The directory of support counters: all prefectures, and the page of one."""

from collections import Counter as Tally
from typing import Final

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from seminar_service.counters.queries import directory, directory_of
from seminar_service.counters.values import CounterRow
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.errors import PrefectureUnknown
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import nearest_to, prefecture, regions
from seminar_service.extensions import db
from seminar_service.seminars import public, public_counts, public_lists
from seminar_service.seminars.public_counts import Counts
from seminar_service.storage.reading import reading
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.drawing.tile_map import TileEntry, TileMap, TileMark, tile_map
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.templating import settings

MOST_NEARBY: Final = 4
"""So many prefectures with seminars are named where the counter's own has none."""


@bp.get("/counters")
@for_everybody()
def counters() -> ResponseReturnValue:
    """All support counters, on the map and as a list."""
    with reading(db.engine) as reader:
        found = directory(reader)
    of_place: dict[str, list[CounterRow]] = {}
    for each in found:
        of_place.setdefault(each.prefecture, []).append(each)
    return render_template(
        "public/counters.html",
        regions=regions(),
        of_place=of_place,
        drawn=_map(found),
        has_samples=any(each.is_sample for each in found),
    )


@bp.get("/counters/<code>")
@for_everybody()
def counters_of(code: str) -> ResponseReturnValue:
    """The support counters of a prefecture, with the seminars near and earlier ones."""
    try:
        place = prefecture(code)
    except PrefectureUnknown:
        abort(404)
    with reading(db.engine) as reader:
        found = directory_of(reader, code)
        known = public.tours(reader)
        counts = public_counts.count(reader, now=now())
        coming = public_lists.next_seminars_in(reader, code, now=now())
    here = counts.within({code})
    held = [known.by_key().get(tour) for tour, own in here.by_tour().items() if own.total.held]
    return render_template(
        "public/counters_of.html",
        place=place,
        counters=found,
        coming=coming,
        more=max(here.total.to_come - len(coming), 0),
        near=_near(code, counts) if not coming else (),
        held=[tour for tour in reversed(held) if tour is not None],
        feed=Addresses(settings().base_url, Locale(current_locale())).prefecture_feed(code),
        tongues=TONGUES,
    )


def _near(code: str, counts: Counts) -> list[str]:
    """The nearest prefectures with seminars to come."""
    to_come = {place for place, numbers in counts.by_place().items() if numbers.to_come}
    return [each.code for each in nearest_to(code) if each.code in to_come][:MOST_NEARBY]


def _map(found: list[CounterRow]) -> TileMap:
    """A tile for each prefecture that has a counter."""
    numbers = Tally(each.prefecture for each in found)
    entries = [
        TileEntry(
            code,
            number,
            TileMark.ENOUGH,
            ngettext("%(num)s counter", "%(num)s counters", number),
            url_for("public.counters_of", code=code),
            short=str(number),
        )
        for code, number in numbers.items()
    ]
    return tile_map(entries, current_locale())

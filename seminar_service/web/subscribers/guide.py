"""The page that says how to subscribe."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from seminar_service.domain.prefectures import prefectures, regions
from seminar_service.web.caching import for_everybody
from seminar_service.web.kept.views import keep_not
from seminar_service.web.subscribers import bp
from seminar_service.web.subscribers.views import addresses


@bp.get("/calendar")
@for_everybody("place")
def guide() -> ResponseReturnValue:
    """How to subscribe in each calendar program, and the addresses of all public feeds."""
    asked = request.args.get("place", "")
    chosen = next((each for each in prefectures() if each.code == asked), None)
    if asked and chosen is None:
        keep_not(request.environ)
    built = addresses()
    return render_template(
        "subscribers/calendar.html",
        regions=regions(),
        chosen=chosen,
        unknown=bool(asked) and chosen is None,
        tour_feed=built.tour_feed(),
        prefecture_feeds={each.code: built.prefecture_feed(each.code) for each in prefectures()},
    )

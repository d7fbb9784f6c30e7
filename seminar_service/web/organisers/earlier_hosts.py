"""Where a tour has no bid yet, who could be asked there, and inviting them."""

from collections.abc import Sequence
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from seminar_service.accounts.model import RoleName
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.inviting import services as inviting
from seminar_service.inviting.earlier_hosts import (
    EarlierHost,
    InvitationObstacle,
    ReachedPlace,
    reached_places,
)
from seminar_service.inviting.examples import examples
from seminar_service.outbox.office import Office
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.fields import ParagraphField, at_most
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import joined, settings

YEARS: Final = (1, 2, 3, 5, 10)
"""For how many years a prefecture may have been without a seminar, as the filter offers it."""

LONGEST_NOTE: Final = 2_000

OBSTACLES: Final = {
    InvitationObstacle.NO_ADDRESS: _l("no email address is known"),
    InvitationObstacle.FAILS: _l("email does not arrive"),
    InvitationObstacle.WANTS_NONE: _l("wants no invitations"),
    InvitationObstacle.INVITED: _l("invited already"),
}


class InviteForm(FlaskForm):
    """What is written beside the letter of the invitation, in both languages."""

    note_ja = ParagraphField(_l("Your own words, in Japanese"), validators=[at_most(LONGEST_NOTE)])
    note_en = ParagraphField(_l("Your own words, in English"), validators=[at_most(LONGEST_NOTE)])

    def notes(self) -> dict[str, str]:
        """The words by language."""
        return {Locale.JA: self.note_ja.data or "", Locale.EN: self.note_en.data or ""}


@bp.get("/tours/<tour:tour_code>/earlier-hosts")
@staff(RoleName.VIEWER)
def earlier_hosts(tour_code: TourCode) -> ResponseReturnValue:
    """Prefectures without a bid first, each with the hosts of earlier years."""
    tour = tour_of(db.session(), tour_code)
    years, places = _places(tour)
    return render_template(
        "organisers/earlier_hosts.html",
        tour=tour,
        without=[each for each in places if not each.bids],
        others=[each for each in places if each.bids],
        years=years,
        years_to_choose=YEARS,
        obstacles=OBSTACLES,
        may_invite=has_role(RoleName.PLANNER),
        why_not="" if inviting.may_invite(tour, now()) else _not_inviting(),
        can_be_invited=len(_free(places)),
    )


@bp.route("/tours/<tour:tour_code>/earlier-hosts/invite", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def invite_hosts(tour_code: TourCode) -> ResponseReturnValue:
    """Show to whom the invitation would go and what it says; then write to those chosen."""
    tour, form = tour_of(db.session(), tour_code), InviteForm()
    years, places = _places(tour)
    free = _free(places)
    if request.method == "GET":
        return _preview(tour, form, places, years, {host.bid_id for host in free})
    chosen = {number_of(text) for text in request.form.getlist("host")}
    valid = form.validate()
    if valid and request.form.get("step") == "send" and chosen:
        return _send(tour, form, chosen)
    lacks = valid and request.form.get("step") == "send"
    page = _preview(tour, form, places, years, chosen, lacks_hosts=lacks)
    return page, 422 if lacks or not valid else 200


def _send(tour: Tour, form: InviteForm, chosen: set[int]) -> ResponseReturnValue:
    back = redirect(url_for("organisers.earlier_hosts", tour_code=tour.code), 303)
    try:
        done = inviting.invite(
            db.session(),
            tour.id,
            chosen,
            form.notes(),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except inviting.NotInviting:
        flash(_not_inviting(), "error")
        return back
    said = ngettext("%(num)d host is invited.", "%(num)d hosts are invited.", done.sent)
    if done.left:
        left = ngettext(
            "%(num)d was left out: invited, bidding or not to be invited by now.",
            "%(num)d were left out: invited, bidding or not to be invited by now.",
            done.left,
        )
        said = joined(said, left)
    flash(said, "success" if done.sent else "warning")
    return back


def _preview(
    tour: Tour,
    form: InviteForm,
    places: Sequence[ReachedPlace],
    years: int,
    chosen: set[int],
    *,
    lacks_hosts: bool = False,
) -> str:
    rows = [(place, host) for place in places for host in place.hosts]
    free = [(place, host) for place, host in rows if host.obstacle is None]
    last = _last()
    free = [(place, host) for place, host in free if last in {0, host.fiscal_year}]
    office = Office.of(settings())
    first = [host for _, host in free if host.bid_id in chosen] or [host for _, host in free]
    return render_template(
        "organisers/invite_hosts.html",
        tour=tour,
        form=form,
        free=free,
        hindered=[(host, OBSTACLES[host.obstacle]) for _, host in rows if host.obstacle],
        chosen=chosen,
        years=years,
        last=last,
        last_years=sorted({host.fiscal_year for _, host in rows}, reverse=True),
        lacks_hosts=lacks_hosts,
        examples=examples(db.session(), tour, first, form.notes(), office=office),
        why_not="" if inviting.may_invite(tour, now()) else _not_inviting(),
    )


def _last() -> int:
    """The fiscal year in which hosts took part last whom alone the page shows; 0 for all."""
    return number_of(request.args.get("last", ""))


def _places(tour: Tour) -> tuple[int, list[ReachedPlace]]:
    """What the filter asks for, and the prefectures that have waited as long."""
    years = number_of(request.args.get("years", ""))
    years = years if years in YEARS else 0
    found = reached_places(db.session(), tour)
    return years, [each for each in found if each.has_waited(years, tour.fiscal_year)]


def _free(places: Sequence[ReachedPlace]) -> list[EarlierHost]:
    return [host for place in places for host in place.hosts if host.obstacle is None]


def _not_inviting() -> str:
    return str(
        gettext("Nobody can be invited: the tour is not open to the public, or its call is over.")
    )

"""Every page of the planning room, and those that hosts and advisers answer on."""

from collections.abc import Iterator

from tests.bench_web.room_filling import Room

_OF_PLANS = {
    "overview": "",
    "advisers' year": "/timeline",
    "tile map": "/map",
    "map": "/map?map=geographic",
    "list": "/seminars",
    "calendar": "/calendar",
    "itineraries": "/itineraries",
    "year to print": "/year",
    "workload and fairness": "/workload",
    "refusals": "/refusals",
}
_OF_DRAFTS = {
    "draft": "/edit",
    "ways to hold a bid": "/edit/{bid}",
    "ways to hold a bid with two advisers": "/edit/{pair}",
    "handing over an adviser's week": "/edit/handover?adviser={adviser}",
    "planning the rest again": "/again/rest?all=1",
    "improving": "/again/improve",
    "repairing": "/again/repair",
}
_OF_RELEASES = {
    "release preview": "/release",
    "all that a release moves": "/release/changes?kind=moved",
    "mails of its release": "/release/mails",
    "mails to advisers": "/release/mails?to=adviser",
    "mails to participants": "/release/mails?to=participant",
    "words for all mails": "/release/words",
}
_OF_TOURS = {
    "planning": "/planning",
    "checklist": "",
    "locks": "/locks",
    "scenarios": "/scenarios",
    "disruptions": "/disruptions",
    "ways round a declined date": "/declines/{decline}",
    "confirmations": "/confirmations",
    "answer for an adviser": "/confirmations/advisers/{adviser}",
    "answer for a host": "/confirmations/hosts/{bid}",
    "releases": "/releases",
    "advisers": "/advisers",
    "adviser's days": "/advisers/{adviser}",
    "bids": "/bids",
    "duplicates": "/duplicates",
    "seminars": "/seminars",
    "hosts of earlier years": "/earlier-hosts",
}
_OTHERS = {
    "run": "/organiser/planning-runs/{run}",
    "suggestion": "/organiser/planning-runs/{suggesting}/suggestion",
    "scenario": "/organiser/scenarios/{scenario}",
    "scenario to the tour's rules": "/organiser/scenarios/{scenario}/adopt",
    "who is concerned by a disruption": "/organiser/disruptions/{disruption}",
    "one bid": "/organiser/bids/{bid}",
    "one release": "/organiser/plans/{released}/released",
    "two plans compared": "/organiser/plans/{released}/compare?with={moving}",
    "two plans as calendar": "/organiser/plans/{released}/compare/calendar?with={moving}",
    "two plans as advisers' years": "/organiser/plans/{released}/compare/timeline?with={moving}",
    "two plans on tiles": "/organiser/plans/{released}/compare/map?with={moving}",
    "two plans on a map": "/organiser/plans/{released}/compare/map?with={moving}&map=geographic",
    "why a seminar is as it is": "/organiser/plans/{released}/seminars/{bid}",
    "why a seminar of two advisers is so": "/organiser/plans/{moving}/seminars/{pair}",
    "draft's advisers' year": "/organiser/plans/{draft}/timeline",
    "invitation": "/organiser/tours/{tour}/earlier-hosts/invite",
    "adviser: year": "/adviser/{adviser_token}",
    "adviser: dates to confirm": "/adviser/{adviser_token}/dates",
    "adviser: days": "/adviser/{adviser_token}/days/{tour}",
    "host: bid": "/bids/{host_token}",
    "host: dates to confirm": "/bids/{host_token}/dates",
}


def pages_of(room: Room) -> Iterator[tuple[str, str]]:
    """Yield what each page is called, with its address."""
    for kind, key in (("released", room.released), ("all moved", room.moving)):
        for name, path in _OF_PLANS.items():
            yield f"plan ({kind}): {name}", f"/organiser/plans/{key}{path}"
    for name, path in _OF_DRAFTS.items():
        yield name, f"/organiser/plans/{room.draft}{_filled(path, room)}"
    for name, path in _OF_RELEASES.items():
        yield name, f"/organiser/plans/{room.moving}{path}"
    for name, path in _OF_TOURS.items():
        yield f"tour: {name}", f"/organiser/tours/{room.tour}{_filled(path, room)}"
    for name, path in _OTHERS.items():
        yield name, _filled(path, room)


def _filled(path: str, room: Room) -> str:
    return path.format(**vars(room))

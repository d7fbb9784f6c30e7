"""Every use case is told who acts and when: whatever opens a transaction, or says here why not."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import seminar_service

ROOT: Final = Path(seminar_service.__file__).parent
OPENING: Final = {"transaction", "joint_transaction"}
NO_USE_CASES: Final = ("migrations", "storage", "cli", "web", "server")
"""Rooms that open no transaction for a person: machinery, and those that call use cases."""

COUNTS: Final = "counts or notes what nobody did to a thing"
OWN: Final = "the account that is named is the one that acts"
UNKNOWN: Final = "nobody has said yet who acts"
SAMPLE: Final = "samples are a past that nobody has lived through"
WITHOUT_ACTOR: Final = {
    "access.rate_limits.check": COUNTS,
    "access.rate_limits.take_back": COUNTS,
    "access.links.visit": COUNTS,
    "access.renewals.send_one": UNKNOWN,
    "accounts.guesses.count_guess": UNKNOWN,
    "accounts.guesses.guess_was_refused": UNKNOWN,
    "accounts.guesses.guess_was_right": UNKNOWN,
    "accounts.guesses.guess_was_wrong": UNKNOWN,
    "accounts.passwords.choose": "who holds the link is the account that it leads to",
    "accounts.passwords.forgotten": UNKNOWN,
    "accounts.second_factors.keep_authenticator": OWN,
    "accounts.second_factors.remove_authenticator": OWN,
    "accounts.sessions.end_other_sessions": OWN,
    "accounts.sessions.end_session": OWN,
    "accounts.sessions.go_on_with_new_password": OWN,
    "accounts.sessions.log_in": OWN,
    "accounts.sessions.log_out": OWN,
    "accounts.sessions.note_visit": COUNTS,
    "bulletins.digests.send_due": COUNTS,
    "bulletins.services.send_due": COUNTS,
    "bulletins.watching.note_due": COUNTS,
    "counters.reminding.send_due": COUNTS,
    "learning.services.begin": COUNTS,
    "learning.services.finish": COUNTS,
    "notices.sending.address": COUNTS,
    "outbox.returned.services.begin": COUNTS,
    "outbox.returned.services.note": "a mail server says so",
    "outbox.returned.services.skip_to": COUNTS,
    "overview.write_probe.why_not_writing": COUNTS,
    "planning.runs.begin_run": COUNTS,
    "planning.runs.note_progress": COUNTS,
    "registrations.files.keep": UNKNOWN,
    "registrations.lost_links.send_links": UNKNOWN,
    "rounds.sending.send_due": COUNTS,
    "reminders.schedule.bring_up_to_date": COUNTS,
    "releases.scheduling.release_due": "whoever has set the time acts",
    "reminders.sending.send_due": COUNTS,
    "reminders.thanks.send_due": COUNTS,
    "tallies.schedule.bring_up_to_date": COUNTS,
    "tallies.sending.send_due": COUNTS,
    "sheets.uploads.keep": "whoever brings it in later acts",
    "samples.archive.load": SAMPLE,
    "samples.counters.load": SAMPLE,
    "samples.descriptions.describe_seminars": SAMPLE,
    "samples.present.load": SAMPLE,
    "work.periodic.enqueue_periodic": COUNTS,
    "work.stumbles.note": COUNTS,
}
WITHOUT_TIME: Final = {
    "outbox.returned.services.begin",
    "outbox.returned.services.skip_to",
    "overview.write_probe.why_not_writing",
    "planning.runs.begin_run",
    "planning.runs.note_progress",
    "samples.descriptions.describe_seminars",
}

Function = ast.FunctionDef


def use_cases() -> Iterator[tuple[str, Function]]:
    """Public functions that open a transaction, themselves or by their module's private ones."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] in NO_USE_CASES:
            continue
        functions = {
            node.name: node
            for node in ast.parse(path.read_text()).body
            if isinstance(node, Function)
        }
        for name, node in functions.items():
            if not name.startswith("_") and opens(node, functions) and not is_handler(node):
                yield ".".join((*parts, name)), node


def opens(node: Function, functions: dict[str, Function]) -> bool:
    """Whether a function opens a transaction; private ones of its module count as its own."""
    called = {
        call.func.id
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }
    private = [functions[name] for name in called if name.startswith("_") and name in functions]
    return bool(called & OPENING) or any(
        opens(each, functions) for each in private if each is not node
    )


def is_handler(node: Function) -> bool:
    """Whether a worker calls it: it calls a use case itself, and ends its job."""
    return bool(node.args.args) and node.args.args[0].arg == "context"


def keywords(node: Function) -> set[str]:
    """The arguments that are given by name."""
    return {each.arg for each in node.args.kwonlyargs if each.arg in {"actor", "now"}}


def test_the_walk_finds_use_cases() -> None:
    names = dict(use_cases())
    assert {"bids.services.submit", "registrations.held_places.lapse_overdue"} <= set(names)
    assert len(names) > 50


def test_every_use_case_is_told_who_acts_or_says_why_not() -> None:
    lacking = {name for name, node in use_cases() if "actor" not in keywords(node)}
    assert lacking == set(WITHOUT_ACTOR)


def test_every_use_case_is_told_when() -> None:
    lacking = {name for name, node in use_cases() if "now" not in keywords(node)}
    assert lacking == WITHOUT_TIME


def test_nobody_acts_by_default() -> None:
    for name, node in use_cases():
        pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        given = {each.arg for each, default in pairs if default is not None}
        assert not given & {"actor", "now"}, name

"""`diff`: what differs between two plans."""

from argparse import Namespace

from solver.commands.output import load_plan, say, write_json
from solver.commands.status import ExitStatus
from solver.comparison import Comparison, compare
from solver.formats.instance import Instance, load_instance
from solver.formats.plan import Seminar


def run(options: Namespace) -> ExitStatus:
    """Compare two plans and say what differs, as text or as JSON."""
    instance = load_instance(options.instance)
    first, second = (load_plan(path, instance) for path in (options.plan, options.other))
    comparison = compare(instance, first.seminars, second.seminars)
    if options.json:
        say(write_json(comparison.document()).rstrip())
    else:
        _say_comparison(instance, comparison)
    return ExitStatus.OK


def _say_comparison(instance: Instance, comparison: Comparison) -> None:
    for change in comparison.changes:
        host = instance.bids[instance.bid_index[change.bid]].host
        say(
            f"{change.kind}: {change.bid} ({host}): {_show(change.before)} -> {_show(change.after)}"
        )
    say(f"changed: {len(comparison.changes)} of {len(instance.bids)} bids")
    for name, yen in comparison.component_differences().items():
        say(f"{name}: {yen:+,} yen")
    total = comparison.difference_yen
    say("total: unknown, as a plan is not valid" if total is None else f"total: {total:+,} yen")


def _show(seminar: Seminar | None) -> str:
    return "declined" if seminar is None else f"{seminar.date} by {', '.join(seminar.advisers)}"

"""`explain`: why a bid is held or declined, and what else there would have been."""

from argparse import Namespace

from solver.commands.output import load_plan, say, write_json
from solver.commands.status import ExitStatus
from solver.explaining import Explanation, explain
from solver.formats.instance import load_instance
from solver.formats.open_days import load_open_days
from solver.progress import SolveOptions
from solver.texts import wording


def run(options: Namespace) -> ExitStatus:
    """Explain one bid, as text or as JSON."""
    instance = load_instance(options.instance)
    plan = load_plan(options.plan, instance)
    chosen = SolveOptions(options.time_limit, options.workers, options.seed, options.executor)
    open_days = load_open_days(options.open_days) if options.open_days else None
    explanation = explain(instance, plan, options.bid, chosen, open_days=open_days)
    if options.json:
        say(write_json(explanation.document()).rstrip())
    else:
        _say_explanation(explanation)
    return ExitStatus.OK


def _say_explanation(explanation: Explanation) -> None:
    say(f"bid: {explanation.bid}")
    if explanation.decline is not None:
        say(f"declined: {explanation.decline.reason}")
    for obstacle in explanation.obstacles:
        say(f"{obstacle.date}: {'; '.join(map(str, obstacle.broken)) or wording.obstacle(()).en}")
    for remedy in explanation.remedies:
        held = remedy.seminar
        what = " ".join(str(one) for one in (remedy.adviser, remedy.day) if one is not None)
        if remedy.budget_yen is not None:
            what = f"{remedy.budget_yen:,} yen"
        say(f"would win by {remedy.kind}: {what or held.date} (saves {remedy.saving_yen:,} yen)")
    say(explanation.text.en)
    say(explanation.text.ja)

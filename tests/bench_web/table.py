"""The report in Markdown."""

from collections.abc import Iterable, Sequence

from tests.bench_web.record import ASKED, Kind, PageRuns, PlanningTimes, Record

HEAD = """# What the pages cost

Written by `make bench-web`; do not edit.

Each page is measured beside a *bare* route: a Flask application of one view, on the same server in
the same run, that renders a list of as many rows and bytes by Jinja, without database, session,
translation or headers. *304*: the reader has the page already. *Unchanged*: it is sent whole, and
nothing has changed since it was last built. *Built anew*: each answer is made from the database, as
after a change (measured with `SEMINAR_PAGES_URL=none:`, which keeps nothing). *Of bare*: the rate
of answers as a share of the bare route's; in brackets the same by processor time of the web
processes, which other work on the machine disturbs less. Asked for are at least 0.5 for 304 and
unchanged pages and 0.15 for pages built anew: ✓ reached by rate, (✓) reached by processor time
alone, ✗ missed. Of several runs the fastest counts, and for processor time the cheapest.
"""


PLANNING = """## Planning

Every page of the planning room, and those on which hosts and advisers answer, asked for by one
planner in one process, one page after the other, without a network between: a tour with so many
bids and at least 40 advisers, with a released plan, one that moves all its seminars, a draft, a
suggestion, scenarios, a curve, locks, disruptions and answers. With 500 bids each is to take at
most so much processor time (which other work on the machine disturbs least); with more it has to
open. No page may be larger than 500 kB, compressed.
"""
PLANNING_HEADS = (
    "database",
    "bids",
    "what",
    "half ms",
    "slowest ms",
    "processor ms",
    "asked for ms",
    "kB compressed",
)


def render(record: Record) -> str:
    """Return the whole report."""
    parts = [HEAD, _surroundings(record)]
    if record.note:
        parts.append(f"{record.note}\n")
    installations = dict.fromkeys(runs.installation for runs in record.pages)
    for installation in installations:
        rows = [
            row for runs in record.pages if runs.installation == installation for row in _rows(runs)
        ]
        parts += [f"## {installation}\n", _table(HEADS, rows)]
    if record.registrations:
        parts += ["## Registrations\n", _registrations(record)]
    if record.planning:
        parts += [PLANNING, _table(PLANNING_HEADS, map(_planning, record.planning))]
    return "\n".join([*parts, "## What was not reached\n", _missed(record)])


def _missed(record: Record) -> str:
    found = misses(record)
    return "".join(f"- {each}\n" for each in found) if found else "Everything was reached.\n"


HEADS = (
    "seminars",
    "page",
    "rows",
    "bytes",
    "answer",
    "per second",
    "p50 ms",
    "p99 ms",
    "processor ms",
    "of bare",
)


def misses(record: Record) -> list[str]:
    """What was asked for and not reached, by rate nor by processor time, in a line each."""
    return [
        f"{runs.installation}: {runs.page} of {runs.seminars} seminars, {kind}"
        for runs in record.pages
        for kind in ASKED
        if _mark(runs, kind) == "✗"
    ] + [
        f"{each.database}: {each.name}, {each.bids} bids: {each.work:.0f} ms, "
        f"{each.size / 1000:.0f} kB"
        for each in record.planning
        if each.is_missed
    ]


def _surroundings(record: Record) -> str:
    heads = ("began (UTC)", "commit", "machine", "versions", "load before", "arguments")
    row = (
        record.began,
        record.commit,
        record.machine,
        record.versions,
        f"{record.load:.2f}",
        f"`{record.arguments}`" if record.arguments else "none",
    )
    return _table(heads, [row])


def _rows(runs: PageRuns) -> Iterable[Sequence[str]]:
    for kind in Kind:
        best = runs.best(kind)
        if best is None:
            continue
        processor = min(run.processor for run in runs.runs[kind])
        yield (
            f"{runs.seminars:,}",
            runs.page,
            str(runs.rows),
            f"{runs.size:,}",
            kind.value,
            f"{best.rate:,.0f}",
            f"{best.half:.1f}",
            f"{best.most:.1f}",
            f"{processor:.2f}",
            _of_bare(runs, kind),
        )


def _of_bare(runs: PageRuns, kind: Kind) -> str:
    if kind is Kind.BARE:
        return ""
    ratio, by_processor = runs.ratio(kind), runs.processor_ratio(kind)
    shown = f"{ratio:.2f}" if ratio is not None else "–"
    beside = f" ({by_processor:.2f})" if by_processor is not None else ""
    return f"{shown}{beside} {_mark(runs, kind)}"


def _mark(runs: PageRuns, kind: Kind) -> str:
    ratio, by_processor = runs.ratio(kind), runs.processor_ratio(kind)
    if ratio is None:
        return "–"
    if ratio >= ASKED[kind]:
        return "✓"
    return "(✓)" if by_processor is not None and by_processor >= ASKED[kind] else "✗"


def _registrations(record: Record) -> str:
    rows = [
        (str(each.installation), f"{each.seminars:,}", f"{each.rate:.0f}")
        for each in record.registrations
    ]
    return "Different people, for one seminar, by the form.\n\n" + _table(
        ("served by", "seminars", "registrations per second"), rows
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _planning(times: PlanningTimes) -> Sequence[str]:
    asked = f"{times.within:.0f} {'✗' if times.is_missed else '✓'}" if times.within else ""
    return (
        times.database,
        str(times.bids),
        times.name,
        f"{times.half:.0f}",
        f"{times.most:.0f}",
        f"{times.work:.0f}",
        asked,
        f"{times.size / 1000:.0f}",
    )

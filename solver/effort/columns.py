"""How hard column generation tries, step by step: a part of `solver.effort.Effort`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SubgradientEffort:
    """The steps to the first prices.

    Attributes:
        first_share: Share of a bid's cheapest round trip that is tried as its first price.
        larger: How much larger the next share is that is tried, as long as the bound rises.
        steps: How many, at most.
        memory: Share of the last direction in the next one.
        patience: Steps without a better bound after which they become shorter.
        shorter: Length of the steps then, as a share of the length before.
        optimism: Without a plan the aim lies this far above the best bound so far.
    """

    first_share: float = 0.03
    larger: float = 2.0
    steps: int = 100
    memory: float = 0.7
    patience: int = 10
    shorter: float = 0.7
    optimism: float = 1.05


@dataclass(frozen=True)
class GenerationEffort:
    """How trips and rows come into the linear master problem.

    Attributes:
        rows_from: Broken rows are looked for once the bound is as near as this share of the value.
        smoothing: How much prices lean to those of the best bound (Wentges 1997).
        close: Share of the value below which prices lean no more.
        trips_per_adviser: Trips that one round adds for an adviser, at most.
        most_windows: Windows of days that are added for one place at once.
    """

    rows_from: float = 0.02
    smoothing: float = 0.5
    close: float = 1e-5
    trips_per_adviser: int = 15
    most_windows: int = 3


@dataclass(frozen=True)
class EnumerationEffort:
    """Up to which gap trips are enumerated.

    Attributes:
        first_share: The first guess of the gap, as a share of the linear bound.
        first_trips: Trips that are enumerated for the first guess, at most.
        most_trips: Trips that are enumerated at once, at most.
        larger: How much larger the next guess is.
        narrower: An enumeration with too many trips is tried again up to this share of what it was.
        narrowest_yen: Nothing is enumerated up to less above the linear bound, where all trips may
            cost the same.
    """

    first_share: float = 0.0075
    first_trips: int = 1_500_000
    most_trips: int = 10_000_000
    larger: float = 2.0
    narrower: float = 0.6
    narrowest_yen: float = 0.5


@dataclass(frozen=True)
class CuttingEffort:
    """How long cuts raise the bound over a pool of trips.

    Attributes:
        most_added: Trips that are taken into the linear program at once.
        first_rounds: Rounds of cuts before the first plan is looked for.
        most_rounds: Rounds of cuts, at most.
        little: Share of the gap below which a round has closed little.
        patience: Rounds that close little, after which no more cuts are added.
    """

    most_added: int = 3_000
    first_rounds: int = 3
    most_rounds: int = 60
    little: float = 0.01
    patience: int = 6


@dataclass(frozen=True)
class ZeroHalfEffort:
    """Which zero-half cuts are looked for.

    Attributes:
        most_rows: Rows that one cut adds up, at most.
        branches: Second rows that are tried with each first one.
        most_slack: Rows that are slack by more take no part.
        least_violation: Cuts that are broken by less are not worth their place.
        leaning: How much busier rows are preferred among those that break a cut equally.
        most_cuts: Cuts that are added at once.
        most_shared: Cuts at once in which one row takes part.
    """

    most_rows: int = 6
    branches: int = 4
    most_slack: float = 0.5
    least_violation: float = 0.02
    leaning: float = 1e-4
    most_cuts: int = 200
    most_shared: int = 5


@dataclass(frozen=True)
class DivingEffort:
    """How a plan is dived for.

    Attributes:
        share_at_once: Share of the holdings in use that is fixed at once.
        sure: Holdings that are used less are fixed one by one.
        wholly: Trips that are used so much are kept.
        rounds: How often trips and rows are added before the next holdings are fixed.
        last_rounds: How often they are added before trips are kept.
        most_candidates: Trips beside the kept ones over which branch and bound is tried, at most.
        candidates_per_bid: How many of them there are for each bid, at most.
        nodes: Nodes of branching.
    """

    share_at_once: float = 0.5
    sure: float = 0.5
    wholly: float = 0.999
    rounds: int = 2
    last_rounds: int = 40
    most_candidates: int = 8_000
    candidates_per_bid: int = 16
    nodes: int = 200


@dataclass(frozen=True)
class NeighbourhoodEffort:
    """How much of a plan is freed at once.

    Attributes:
        first_share: Share of a plan's trips that is freed first.
        fewest_candidates: With fewer trips to choose from, more is freed the next time.
        most_candidates: With more trips to choose from, the first ones are taken, and less is
            freed the next time.
        larger: By how much more or less is freed the next time.
        nodes: Nodes of branching for one neighbourhood.
    """

    first_share: float = 0.2
    fewest_candidates: int = 2_000
    most_candidates: int = 12_000
    larger: float = 1.2
    nodes: int = 50


@dataclass(frozen=True)
class HeuristicEffort:
    """How long plans are looked for before branch and bound.

    Attributes:
        most_trips: Trips among which a plan is looked for.
        near_share: A plan that is above the bound by no more than this share is good enough to go
            on with.
        short_patience: Neighbourhoods in a row without a better plan, after which the bound is
            raised further.
        patience: The same where the proof would take long.
        near_enough: A neighbourhood's plan may cost so much more than its best one, as a share.
    """

    most_trips: int = 200_000
    near_share: float = 0.002
    short_patience: int = 6
    patience: int = 50
    near_enough: float = 2e-4


@dataclass(frozen=True)
class BranchingEffort:
    """Over how many trips branch and bound is done.

    Attributes:
        few_trips: Trips so few that branch and bound over all is done before any other search for
            plans.
        most_trips: Trips over which branch and bound is tried first.
    """

    few_trips: int = 2_000
    most_trips: int = 100_000


@dataclass(frozen=True)
class ColumnEffort:
    """The effort of column generation, step by step."""

    subgradient: SubgradientEffort = SubgradientEffort()
    generation: GenerationEffort = GenerationEffort()
    enumeration: EnumerationEffort = EnumerationEffort()
    cutting: CuttingEffort = CuttingEffort()
    zero_half: ZeroHalfEffort = ZeroHalfEffort()
    heuristics: HeuristicEffort = HeuristicEffort()
    diving: DivingEffort = DivingEffort()
    neighbourhoods: NeighbourhoodEffort = NeighbourhoodEffort()
    branching: BranchingEffort = BranchingEffort()


USUAL_COLUMNS = ColumnEffort()
"""What column generation does unless it is told otherwise."""

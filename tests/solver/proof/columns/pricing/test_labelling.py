"""Dominance: of two labels in one node the dominated one is dropped, and no other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Labels
from solver.proof.columns.pricing.labelling import Label, insert

LABEL = st.builds(
    lambda cost, nights, visits, mask: (float(cost), nights, visits, np.uint64(mask), -1, 0),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(1, 3),
    st.integers(0, 3),
)


def room(size: int) -> Labels:
    return Labels(
        np.zeros(size),
        np.zeros(size, np.int64),
        np.zeros(size, np.int64),
        np.zeros(size, np.uint64),
        np.zeros(size, np.int64),
        np.zeros(size, np.int64),
    )


def dominates(one: Label, other: Label) -> bool:
    no_dearer = all(one[at] <= other[at] for at in range(3))
    return no_dearer and int(one[3]) & ~int(other[3]) == 0


@given(labels=st.lists(LABEL, max_size=8))
def test_what_is_kept_is_what_no_other_dominates(labels: list[Label]) -> None:
    kept, count = room(16), 0
    for label in labels:
        count = insert(kept, 0, count, label)
    found = {
        (float(kept.cost[at]), int(kept.nights[at]), int(kept.visits[at]), int(kept.mask[at]))
        for at in range(count)
    }
    best = {
        (one[0], one[1], one[2], int(one[3]))
        for one in labels
        if all(dominates(one, other) or not dominates(other, one) for other in labels)
    }
    assert found == best
    assert len(found) == count


def test_labels_of_other_nodes_are_left_alone() -> None:
    kept = room(4)
    first = insert(kept, 0, 0, (5.0, 1, 1, np.uint64(0), -1, 0))
    count = insert(kept, first, first, (1.0, 0, 1, np.uint64(0), 0, 1))
    assert (first, count) == (1, 2)
    assert kept.cost[:2].tolist() == [5.0, 1.0]
    assert kept.node[:2].tolist() == [0, 1]


def test_without_room_it_says_so() -> None:
    kept = room(1)
    count = insert(kept, 0, 0, (5.0, 0, 1, np.uint64(0), -1, 0))
    assert insert(kept, 0, count, (1.0, 1, 1, np.uint64(0), -1, 0)) == -1

"""Every requirement of OWASP ASVS 5.0, levels 1 and 2, has its line and its proof."""

import re
from collections import Counter

import pytest

from tests.security import document

ROWS = document.rows("OWASP ASVS 5.0, levels 1 and 2")
# How many requirements of the levels 1 and 2 each section has, in the order of the sections.
LEVEL_1 = {
    "1": [0, 5, 2, 0, 1],
    "2": [1, 2, 1, 0],
    "3": [0, 2, 1, 2, 3, 0, 0],
    "4": [1, 0, 0, 1],
    "5": [0, 2, 2, 0],
    "6": [1, 8, 2, 2, 0, 0, 0, 0],
    "7": [0, 4, 0, 2, 0, 0],
    "8": [1, 2, 1, 0],
    "9": [3, 1],
    "10": [0, 0, 0, 5, 0, 0, 0],
    "11": [0, 0, 2, 1, 0, 0],
    "12": [1, 2, 0],
    "13": [0, 0, 0, 1],
    "14": [0, 1, 1],
    "15": [1, 1, 1, 0],
    "16": [0, 0, 0, 0, 0],
    "17": [0, 0, 0],
}
LEVEL_2 = {
    "1": [2, 4, 9, 3, 1],
    "2": [2, 1, 3, 1],
    "3": [0, 0, 3, 4, 2, 0, 2],
    "4": [2, 1, 2, 3],
    "5": [1, 1, 0, 3],
    "6": [2, 4, 2, 2, 5, 3, 0, 4],
    "7": [3, 0, 2, 3, 2, 2],
    "8": [1, 1, 0, 1],
    "9": [0, 3],
    "10": [2, 2, 4, 6, 5, 2, 3],
    "11": [2, 3, 1, 3, 1, 1],
    "12": [2, 0, 4],
    "13": [1, 5, 2, 4],
    "14": [2, 3, 2],
    "15": [2, 2, 6, 0],
    "16": [1, 5, 4, 3, 3],
    "17": [1, 4, 2],
}


def test_the_standard_has_seventy_requirements_of_level_1_and_183_of_level_2() -> None:
    assert sum(map(sum, LEVEL_1.values())) == 70
    assert sum(map(sum, LEVEL_2.values())) == 183


@pytest.mark.parametrize(("level", "counts"), [("1", LEVEL_1), ("2", LEVEL_2)])
def test_every_requirement_is_there(level: str, counts: dict[str, list[int]]) -> None:
    found = Counter(
        tuple(row["No."].removeprefix("V").split(".")[:2]) for row in ROWS if row["Level"] == level
    )
    expected = {
        (chapter, str(section)): count
        for chapter, sections in counts.items()
        for section, count in enumerate(sections, 1)
        if count
    }
    assert dict(found) == expected


def test_no_requirement_is_there_twice() -> None:
    numbers = [row["No."] for row in ROWS]
    assert all(re.fullmatch(r"V\d+\.\d+\.\d+", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("row", ROWS, ids=[row["No."] for row in ROWS])
def test_a_requirement_is_met_by_what_is_there_or_says_why_not(row: document.Row) -> None:
    verdict, reason = row["Verdict"], row["Seen by, or why not"]
    assert verdict in {"met", "not met", "n/a"}
    assert reason
    proofs = [each for each in document.code(reason) if re.match(r"(tests|docs)/", each)]
    if verdict == "met":
        others = [each for each in document.code(reason) if document.is_there(each)]
        assert proofs or others, "what shows it?"
    for proof in proofs:
        assert document.is_there(proof), proof
